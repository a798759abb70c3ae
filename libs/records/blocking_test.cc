#include "libs/records/blocking.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "libs/records/small_table.h"

namespace tijdig::records {
namespace {

constexpr const char* schema =
    "fields:\n  - {column: n, kind: surname}\n  - {column: t, kind: telephone}\n  - {column: d, kind: date}\n";

BlockingSettings by_keys(RecordIndex register_from = 0) {
  BlockingSettings settings;
  settings.register_from = register_from;
  settings.all_pairs_max = 0;
  return settings;
}

TEST(CandidatePairs, AreAllPairsWhenThereAreFew) {
  const Table table = table_of(schema, "n,t,d\na,,\nb,,\nc,,\n");
  const Blocking found = candidate_pairs(Comparer(table), {});
  EXPECT_TRUE(found.all);
  EXPECT_EQ(found.pairs, (std::vector{pair_of(0, 1), pair_of(0, 2), pair_of(1, 2)}));
}

TEST(CandidatePairs, OfTwoFilesLieAcross) {
  const Table table = table_of(schema, "n,t,d\na,,\nb,,\n", "n,t,d\nc,,\n");
  BlockingSettings settings;
  settings.register_from = 2;
  const Blocking found = candidate_pairs(Comparer(table), settings);
  EXPECT_EQ(found.pair_space, 2u);
  EXPECT_EQ(found.pairs, (std::vector{pair_of(0, 2), pair_of(1, 2)}));
}

std::string people(std::size_t count, const char* telephone) {
  std::string rows = "n,t,d\n";
  for (std::size_t i = 0; i < count; ++i)
    rows += fmt::format("name{:c}{:c}{:c},{},{}-{:02}-{:02}\n", static_cast<char>('a' + i % 26),
                        static_cast<char>('a' + i / 26 % 26), static_cast<char>('a' + i / 676 % 26), telephone,
                        1930 + i % 70, 1 + i % 12, 1 + i % 28);
  return rows;
}

TEST(CandidatePairs, ShareAKeyAndStandOnceAndInOrder) {
  const Table table = table_of(schema, people(400, "") + "bakker,0612345678,1971-06-24\nbaker,0612345678,1917-06-24\n");
  const Blocking found = candidate_pairs(Comparer(table), by_keys());
  EXPECT_FALSE(found.all);
  EXPECT_FALSE(found.keys.empty());
  EXPECT_TRUE(std::binary_search(found.pairs.begin(), found.pairs.end(), pair_of(400, 401)));
  EXPECT_TRUE(std::adjacent_find(found.pairs.begin(), found.pairs.end(), std::greater_equal<>()) == found.pairs.end());
}

TEST(CandidatePairs, StayFewWhenAllShareATelephone) {
  const Table table = table_of(schema, people(5'000, "0612345678"));
  const Blocking found = candidate_pairs(Comparer(table), by_keys());
  EXPECT_LE(found.pairs.size(), 5'000u * BlockingSettings{}.pairs_per_record);
  EXPECT_GT(found.blocks_skipped, 0u);
}

TEST(CandidatePairs, CountTheBlocksTheyLeaveOut) {
  std::string rows = people(300, "");
  for (int i = 0; i < 40; ++i) rows += fmt::format("x{},0600000000,\n", i);
  BlockingSettings settings = by_keys();
  settings.block_max = 20;
  EXPECT_GT(candidate_pairs(Comparer(table_of(schema, rows)), settings).blocks_skipped, 0u);
}

TEST(CandidatePairs, OfRecordsWithoutValuesAreNone) {
  const Table table = table_of(schema, "n,t,d\n-,,\n-,,\n-,,\n");
  EXPECT_TRUE(candidate_pairs(Comparer(table), by_keys()).pairs.empty());
}

}  // namespace
}  // namespace tijdig::records
