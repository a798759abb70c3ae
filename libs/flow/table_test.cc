#include "libs/flow/table.h"

#include <gtest/gtest.h>

#include <string>

#include "libs/flow/flow.h"

namespace tijdig::flow {
namespace {

const MunicipalityCode zoetermeer = MunicipalityCode::from_number(637);
const HouseholdId home =
    HouseholdId::from_hash({'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'});

TEST(TableKey, IsThePrefixAndItsPartsOneBehindTheOther) {
  // Golden: keys stand in the stores of municipalities.
  EXPECT_EQ(tables::households.key(home), "h0123456789abcdef");
  EXPECT_EQ(tables::case_files.key(zoetermeer, {home, YearMonth::from_index(0x61626364)}), Bytes("c\x02\x7d"
                                                                                                 "0123456789abcdef"
                                                                                                 "abcd"));
  EXPECT_EQ(tables::due_lists.key(zoetermeer, Date::from_days(1)), Bytes("d\x02\x7d\0\0\0\1", 7));
  EXPECT_EQ(tables::filings.key(zoetermeer, 0x6162636465666768),
            "k\x02\x7d"
            "abcdefgh");
  EXPECT_EQ(tables::policies.key(zoetermeer), Bytes("\0policy/\x02\x7d", 10));
  EXPECT_EQ(tables::days.key(zoetermeer), Bytes("\0day/\x02\x7d", 7));
}

TEST(TableKey, GivesItsPartsBack) {
  const CaseId id{home, YearMonth(2018, 10)};
  const auto parts = tables::case_files.parts_of(tables::case_files.key(zoetermeer, id));
  ASSERT_TRUE(parts.has_value());
  EXPECT_EQ(std::get<0>(*parts), zoetermeer);
  EXPECT_EQ(std::get<1>(*parts), id);
}

TEST(TableKey, OfAnotherTableHasNoParts) {
  const Bytes key = tables::case_files.key(zoetermeer, {home, YearMonth(2018, 10)});
  EXPECT_FALSE(tables::case_files.parts_of(tables::due_days.key(zoetermeer)));
  EXPECT_FALSE(tables::case_files.parts_of(key + "x"));
  EXPECT_FALSE(tables::case_files.parts_of(key.substr(0, key.size() - 1)));
  EXPECT_FALSE(tables::case_files.parts_of(""));
}

TEST(TableKey, BeginsAsAllKeysWithTheSameFirstParts) {
  const Bytes key = tables::run_lists.key(zoetermeer, YearMonth(2018, 10), 7);
  EXPECT_TRUE(key.starts_with(tables::run_lists.first_bytes(zoetermeer, YearMonth(2018, 10))));
  EXPECT_TRUE(key.starts_with(tables::run_lists.first_bytes()));
  EXPECT_EQ(tables::report_rows.key(zoetermeer, "m0"), tables::report_rows.first_bytes(zoetermeer) + "m0");
}

TEST(Stage, FindsTheTableOfAKeyAmongItsOwn) {
  EXPECT_EQ(matcher.table_of(tables::due_doors.key(zoetermeer, 0)), &tables::due_doors.info);
  EXPECT_EQ(matcher.table_of(tables::days.key(zoetermeer)), &tables::days.info);
  EXPECT_EQ(matcher.table_of(tables::pools.key(zoetermeer)), nullptr) << "as short as no pseudonym is";
  EXPECT_FALSE(enrichment.may_keep(tables::pools.key(zoetermeer)));
  EXPECT_TRUE(assignment.may_keep(tables::pools.key(zoetermeer)));
  EXPECT_FALSE(assignment.may_keep(""));
}

// What flow.h asks of every stage, asked of stages that must not compile there.
constexpr StageInfo wrong = stage(9, "wrong", "wrong", topics::work);
constexpr TableInfo under(std::string_view prefix, Spread spread = Spread::by_key) {
  TableInfo info;
  info.name = info.prefix = prefix;
  info.spread = spread;
  return info;
}
constexpr auto beginning = table<HouseholdId>(under("c"));
constexpr auto longer = table<HouseholdId>(under("cd"));
constexpr auto of_a_town = table<MunicipalityCode>(under("t"));
constexpr auto share_of_a_town = table<MunicipalityCode>(under("t", Spread::every_partition));

TEST(Map, SeesTablesThatCannotBeToldApart) {
  static_assert(a_key_names_one_table(wrong.keeps(beginning, of_a_town)));
  static_assert(!a_key_names_one_table(wrong.keeps(beginning, longer)));
  static_assert(!a_key_names_one_table(wrong.keeps(longer, beginning)));
}

TEST(Map, SeesATableThatStandsWhereItsRecordsDoNotCome) {
  static_assert(tables_stand_where_their_records_come(wrong.keeps(beginning, share_of_a_town)));
  static_assert(!tables_stand_where_their_records_come(wrong.keeps(of_a_town)));
}

TEST(Map, SeesAStageThatForgetsWhatItIsTold) {
  static_assert(keeps_what_it_is_told(wrong.keeps(tables::policies)));
  static_assert(!keeps_what_it_is_told(wrong.keeps(tables::policies).hears_of_days()));
  static_assert(!keeps_what_it_is_told(wrong.keeps(beginning)));
}

TEST(Map, NamesValuesInWordsOrByTheirMessage) {
  for (const TableInfo* table : tables::all) {
    EXPECT_FALSE(table->value.empty()) << table->name;
    EXPECT_FALSE(table->purpose.empty()) << table->name;
  }
  EXPECT_TRUE(tables::addresses.info.has_message());
  EXPECT_FALSE(tables::days.info.has_message());
}

}  // namespace
}  // namespace tijdig::flow
