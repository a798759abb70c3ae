// Invented years of Zoetermeer through the six services: what is said of the reports holds for whatever the seed draws.
// Each case is a year; ctest runs them side by side. These nine make ten with that of services/tijdig/year_test.cc.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "libs/backends/memory/memory.h"
#include "services/reporting/shell/read_report.h"
#include "services/tijdig/published.h"
#include "services/tijdig/town_year.h"
#include "services/tijdig/zoetermeer_policy.h"

namespace tijdig::commands {
namespace {

using reporting::Figure;
using reporting::Unit;

reporting::Report report_of_year(std::uint64_t seed) {
  auto town = Embedded::on(std::make_unique<memory::Memory>(memory::MemoryOptions{}), *zoetermeer_policy(), {});
  EXPECT_TRUE(town);
  town::YearOfZoetermeer year(seed);
  EXPECT_TRUE(live_through(year, **town, {}));
  return *reporting::read_report((*town)->back_end(), (*town)->policy());
}

void expect_table_21_as_published(const reporting::Report& report) {
  int cells = 0;
  for (const Compared& one : compare(report, Published(published_zoetermeer))) {
    if (one.table != "2.1") continue;
    EXPECT_EQ(one.ours.text(), one.published.value_or("nothing")) << one.row << ", " << one.ours.column;
    ++cells;
  }
  EXPECT_EQ(cells, 13 * 8);
}

// What a quotient is printed as, found by trying every candidate in order: the first that is less than half a last
// digit below it. No division, and so nothing that could round in the way table.cc does.
std::string printed_by_hand(std::int64_t numerator, std::int64_t denominator, bool has_decimal) {
  if (denominator == 0) return "";
  std::int64_t units = 0;
  while ((2 * units + 1) * denominator <= 2 * numerator) ++units;
  if (!has_decimal) return fmt::format("{}", units);
  std::string digits = fmt::format("{:02}", units);
  digits.insert(digits.size() - 1, ".");
  return digits;
}

std::string printed_by_hand(const Figure& figure) {
  const std::int64_t n = figure.numerator;
  switch (figure.unit) {
    case Unit::percent:
      return printed_by_hand(1000 * n, figure.denominator.value(), true);
    case Unit::days_mean:
      return printed_by_hand(10 * n, figure.denominator.value(), true);
    case Unit::euros:
      return printed_by_hand(n, 100, false);
    case Unit::euros_mean:
      return printed_by_hand(n, 100 * figure.denominator.value(), false);
    case Unit::count:
      break;
  }
  return fmt::format("{}", n);
}

void expect_every_figure_right_to_the_digit(const reporting::Report& report) {
  int shares = 0;
  for (const reporting::Table& table : report.tables)
    for (const reporting::Row& row : table.rows)
      for (const Figure& figure : row.figures) {
        ASSERT_GE(figure.numerator, 0);
        EXPECT_EQ(figure.text(), printed_by_hand(figure))
            << table.id << ", " << row.name << ", " << figure.column << ": " << figure.numerator;
        if (figure.unit == Unit::percent && !figure.text().empty()) ++shares;
      }
  EXPECT_GT(shares, 70) << "else nothing is shown about them";
}

TEST(PrintedByHand, RoundsHalfAwayFromZeroAndPrintsNothingWhereThereIsNothingToDivideBy) {
  EXPECT_EQ(printed_by_hand(1000 * 1, 3, true), "33.3");
  EXPECT_EQ(printed_by_hand(1000 * 1, 16, true), "6.3");  // 6.25
  EXPECT_EQ(printed_by_hand(1000 * 0, 7, true), "0.0");
  EXPECT_EQ(printed_by_hand(149, 100, false), "1");
  EXPECT_EQ(printed_by_hand(150, 100, false), "2");
  EXPECT_EQ(printed_by_hand(1, 0, true), "");
}

class YearOfSeed : public testing::TestWithParam<std::uint64_t> {};

TEST_P(YearOfSeed, ComesToThePublishedSignalsAndMatchesWithEveryShareRightToTheDigit) {
  const reporting::Report report = report_of_year(GetParam());
  expect_table_21_as_published(report);
  expect_every_figure_right_to_the_digit(report);
  const Figure* matches = report.find("funnel")->find("matches", "n");
  ASSERT_NE(matches, nullptr);
  EXPECT_NEAR(static_cast<double>(matches->numerator), 572.0, 57.2);
}

INSTANTIATE_TEST_SUITE_P(Seed, YearOfSeed, testing::Range<std::uint64_t>(1, 10), testing::PrintToStringParamName());

}  // namespace
}  // namespace tijdig::commands
