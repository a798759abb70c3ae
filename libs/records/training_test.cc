#include "libs/records/training.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <utility>

#include "libs/base/stable_hash.h"
#include "libs/records/small_table.h"

namespace tijdig::records {
namespace {

// Each person twice; one in four second records has another code.
std::string pairs_of_records() {
  std::string rows = "n,c,d\n";
  for (int i = 0; i < 200; ++i) {
    std::uint64_t x = stable_hash64(std::to_string(i));
    const auto next = [&x](std::uint64_t below) { return std::exchange(x, x / below) % below; };
    std::string name;
    for (int letter = 0; letter < 6; ++letter) name += static_cast<char>('a' + next(26));
    const std::uint64_t code = next(40);
    const std::string born = fmt::format("{}-{:02}-{:02}", 1930 + next(80), 1 + next(12), 1 + next(28));
    rows += fmt::format("{},{},{}\n{},{},{}\n", name, code, born, name, i % 4 == 0 ? code + 50 : code, born);
  }
  return rows;
}

constexpr const char* schema =
    "fields:\n  - {column: n, kind: surname}\n  - {column: c, kind: code}\n"
    "  - {column: d, kind: date}\n";

TEST(Training, FindsHowOftenALevelIsFoundAmongPairsThatBelongTogether) {
  const Table table = table_of(schema, pairs_of_records());
  const Comparer comparer(table);
  const Trained made = train(comparer, candidate_pairs(comparer, {}), 0, {});
  EXPECT_TRUE(made.converged);
  EXPECT_NEAR(made.together, 200, 20);
  EXPECT_NEAR(static_cast<double>(made.model.comparisons[1].levels[1].m) / 1e9, 0.78, 0.05);
  EXPECT_LT(made.model.comparisons[0].levels[1].u, 1'000'000);
}

TEST(Training, WithKeysAndASampleAgreesWithCountingAllPairs) {
  const Table table = table_of(schema, pairs_of_records());
  const Comparer comparer(table);
  BlockingSettings by_keys;
  by_keys.all_pairs_max = 0;
  const Trained all = train(comparer, candidate_pairs(comparer, {}), 0, {});
  const Trained some = train(comparer, candidate_pairs(comparer, by_keys), 0, {});
  EXPECT_NEAR(some.together, all.together, 10);
  EXPECT_NEAR(some.model.comparisons[1].levels[1].weight, all.model.comparisons[1].levels[1].weight, 300);
}

TEST(Training, WithoutLearningKeepsTheMOfTheKinds) {
  const Table table = table_of(schema, pairs_of_records());
  const Comparer comparer(table);
  const Trained made = train(comparer, candidate_pairs(comparer, {}), 0, {.learn = false});
  EXPECT_EQ(made.rounds, 0);
  EXPECT_EQ(made.model.comparisons[1].levels[1].m, comparer.start().comparisons[1].levels[1].m);
  EXPECT_GT(made.model.comparisons[1].levels[1].u, 0);
}

TEST(Training, GivesTheSameModelTwice) {
  const Table table = table_of(schema, pairs_of_records());
  const Comparer comparer(table);
  const Blocking blocking = candidate_pairs(comparer, {});
  EXPECT_EQ(train(comparer, blocking, 0, {}).model.hash(), train(comparer, blocking, 0, {}).model.hash());
}

}  // namespace
}  // namespace tijdig::records
