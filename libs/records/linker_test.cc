#include "libs/records/linker.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "libs/records/small_table.h"

namespace tijdig::records {
namespace {

constexpr const char* schema =
    "fields:\n  - {column: n, kind: surname}\n  - {column: f, kind: first_name}\n  - {column: d, kind: date}\n";

// Forty people; `twice` says which of them have a second record, with a slip in the surname.
std::string people(bool twice) {
  constexpr std::array names{"bakker", "visser", "smit", "mulder", "dekker", "vos", "kok", "hendriks"};
  constexpr std::array firsts{"anna", "bert", "carla", "dirk", "eva"};
  std::string rows = "n,f,d\n";
  for (int i = 0; i < 40; ++i)
    rows += fmt::format("{}{},{},{}-{:02}-{:02}\n", names[static_cast<std::size_t>(i % 8)], twice ? "s" : "",
                        firsts[static_cast<std::size_t>(i % 5)], 1930 + i, 1 + i % 12, 1 + i % 28);
  return rows;
}

LinkSettings how(RecordIndex register_from, bool learn) {
  LinkSettings settings;
  settings.register_from = register_from;
  settings.learn = learn;
  return settings;
}

TEST(Linking, GroupsTheRecordsOfOnePerson) {
  const Table table = table_of(schema, people(false) + people(true).substr(6));
  for (const bool learn : {false, true}) {
    const Linkage found = link(table, how(0, learn));
    for (RecordIndex r = 0; r < 40; ++r) {
      EXPECT_EQ(found.groups.of[r], r);
      EXPECT_EQ(found.groups.of[r + 40], r);
    }
    EXPECT_EQ(found.trained.rounds > 0, learn);
  }
}

TEST(Linking, SaysTheSameByKeysAsOverAllPairs) {
  const Table table = table_of(schema, people(false) + people(true).substr(6));
  LinkSettings by_keys = how(0, false);
  by_keys.blocking.all_pairs_max = 0;
  EXPECT_EQ(link(table, by_keys).groups.of, link(table, how(0, false)).groups.of);
}

TEST(Linking, GivesEachRecordAtMostOneEntryOfTheRegister) {
  const Table table = table_of(schema, people(true) + "zwart,hugo,1999-09-09\n", people(false));
  const Linkage found = link(table, how(41, true));
  ASSERT_EQ(found.choices.size(), 41u);
  for (RecordIndex r = 0; r < 40; ++r) {
    ASSERT_TRUE(found.choices[r].entry);
    EXPECT_EQ(*found.choices[r].entry, r + 41);
    EXPECT_GT(found.choices[r].probability, 500'000u);
  }
  EXPECT_FALSE(found.choices[40].entry);
}

TEST(Linking, GivesNoAnswerBetweenTwoEqualEntries) {
  const Table table = table_of(schema, "n,f,d\nbakkers,anna,1930-01-01\n", people(false) + "bakker,anna,1930-01-01\n");
  const Linkage found = link(table, how(1, false));
  EXPECT_FALSE(found.choices[0].entry);
  EXPECT_LE(found.choices[0].probability, 500'000u);
}

TEST(Linking, DoesNotLinkRecordsWithoutValues) {
  const Table table = table_of(schema, "n,f,d\n-,-,\n-,-,\n-,-,\n-,-,\n");
  for (const bool learn : {false, true})
    for (const RecordIndex from : {0U, 2U}) {
      const Linkage found = link(table, how(from, learn));
      for (RecordIndex r = 0; r < found.groups.of.size(); ++r) EXPECT_EQ(found.groups.of[r], r);
      for (const Choice& choice : found.choices) EXPECT_FALSE(choice.entry);
    }
}

TEST(Linking, WithAFrozenModelLearnsNothingAndSaysTheSame) {
  const Table table = table_of(schema, people(false) + people(true).substr(6));
  const Linkage learned = link(table, how(0, true));
  const auto model = linking::Model::parse(learned.model.to_yaml());
  ASSERT_TRUE(model);
  ASSERT_TRUE(fits(*model, table));
  LinkSettings settings;
  settings.model = *model;
  const Linkage frozen = link(table, settings);
  EXPECT_EQ(frozen.trained.rounds, 0);
  EXPECT_EQ(frozen.pairs, learned.pairs);
}

TEST(Linking, RefusesAModelOfAnotherSchema) {
  const Table table = table_of(schema, people(false));
  const Table other = table_of("fields: [{column: n, kind: email}]\n", "n\na@example.org\n");
  const auto fit = fits(link(table, {}).model, other);
  ASSERT_FALSE(fit);
  EXPECT_THAT(fit.error().detail, testing::HasSubstr("comparison `n` has other levels"));
  EXPECT_THAT(fit.error().detail, testing::HasSubstr("comparison 2 is `f`, but field 2 of the schema is `absent`"));
}

TEST(Linking, OfNobodyIsNothing) {
  EXPECT_TRUE(link(table_of(schema, "n,f,d\n"), how(0, true)).pairs.empty());
  EXPECT_EQ(link(table_of(schema, "n,f,d\na,b,\n"), how(0, true)).groups.of.size(), 1u);
}

}  // namespace
}  // namespace tijdig::records
