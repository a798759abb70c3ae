#include "services/reporting/small_counts.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "services/reporting/table_parts.h"
#include "tests/harness/generators.h"

namespace tijdig::reporting {
namespace {

using testing::ElementsAre;

Table shares_of(std::vector<std::int64_t> counts) {
  Table table;
  table.id = "2.7";
  Grid grid;
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    rows.push_back(std::string(1, static_cast<char>('a' + i)));
    grid.add(rows.back(), "n", counts[i]);
  }
  add_shares(table, grid, rows, "n");
  return table;
}

std::vector<std::string> texts(const Table& table, bool suppress = true) {
  const SmallCounts small(table, suppress);
  std::vector<std::string> all;
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    for (std::size_t i = 0; i < table.rows[row].figures.size(); ++i) all.push_back(small.text(row, i));
  return all;
}

TEST(SmallCounts, HideOneToFourAndTheirShares) {
  EXPECT_THAT(texts(shares_of({40, 4, 0, 1})),
              ElementsAre("40", "88.9", "<5", "–", "0", "0.0", "<5", "–", "45", "100.0"));
}

TEST(SmallCounts, HideTheNextSmallestWhenOneAloneCouldBeSubtracted) {
  EXPECT_THAT(texts(shares_of({40, 3, 12})), ElementsAre("40", "72.7", "<5", "–", "–", "–", "55", "100.0"));
}

TEST(SmallCounts, HideTheTotalWhenThereIsNoOtherCountToHide) {
  EXPECT_THAT(texts(shares_of({3, 0})), ElementsAre("<5", "–", "0", "0.0", "<5", "–"));
}

TEST(SmallCounts, HideAmountsOfFewPeople) {
  Table table;
  table.id = "2.9";
  Spread few, many;
  few.add(Cents::euros(100));
  for (int i = 0; i < 9; ++i) many.add(Cents::euros(200));
  table.rows = {{"few", few.figures(), false}, {"many", many.figures(), false}};
  EXPECT_THAT(texts(table), ElementsAre("<5", "–", "–", "–", "9", "200", "200", "200"));
}

TEST(SmallCounts, LeaveTheFunnelAndRawSignalsAlone) {
  for (const char* id : {"funnel", "2.1", "refused", "late"}) {
    Table table = shares_of({3, 12});
    table.id = id;
    EXPECT_EQ(texts(table), texts(table, false)) << id;
  }
}

TEST(SmallCounts, ShowEverythingWhenNotAskedTo) {
  EXPECT_THAT(texts(shares_of({3, 1}), false), ElementsAre("3", "75.0", "1", "25.0", "4", "100.0"));
}

RC_GTEST_PROP(SmallCounts, AreNeverLeftAloneInALineWithItsTotal, ()) {
  const std::vector<std::string> names = {"a", "b", "c"};
  Grid grid;
  for (const std::string& row : names)
    for (const std::string& column : names) grid.add(row, column, harness::any_between(0, 12));
  Table table;
  table.id = "2.10";
  fill_grid(table, grid, names, names);
  const SmallCounts small(table, true);
  const std::size_t total = names.size();
  for (std::size_t line = 0; line < names.size(); ++line) {
    int hidden_in_row = 0, hidden_in_column = 0;
    for (std::size_t i = 0; i < names.size(); ++i) {
      hidden_in_row += small.is_hidden(line, i) ? 1 : 0;
      hidden_in_column += small.is_hidden(i, line) ? 1 : 0;
      const std::int64_t count = table.rows[line].figures[i].numerator;
      RC_ASSERT(count == 0 || count >= 5 || small.is_hidden(line, i));
    }
    RC_ASSERT(hidden_in_row != 1 || small.is_hidden(line, total));
    RC_ASSERT(hidden_in_column != 1 || small.is_hidden(total, line));
  }
}

}  // namespace
}  // namespace tijdig::reporting
