// Also tests published_zoetermeer.cc
#include "services/tijdig/published.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace tijdig::commands {
namespace {

using reporting::Figure;

std::string difference(const Figure& ours, const char* published) {
  return Compared{"2.2", "mei", ours, published}.difference();
}

reporting::Report small_report() {
  reporting::Table table;
  table.id = "2.2";
  table.row_heading = "maand";
  table.rows = {{"mei", {Figure::count("n", 12), Figure::percent("%", 1, 3)}, false}};
  reporting::Report report;
  report.tables = {table};
  return report;
}

TEST(Difference, IsExactInTheDecimalsThatArePrinted) {
  EXPECT_EQ(difference(Figure::count("n", 12), "9"), "+3");
  EXPECT_EQ(difference(Figure::count("n", 9), "12"), "-3");
  EXPECT_EQ(difference(Figure::count("n", 9), "9"), "0");
  EXPECT_EQ(difference(Figure::percent("%", 1, 3), "33.7"), "-0.4");
  EXPECT_EQ(difference(Figure::percent("%", 1, 3), "33"), "+0.3");
  EXPECT_EQ(difference(Figure::percent("%", 1, 3), "33.3"), "0.0");
  EXPECT_EQ(difference(Figure::count("n", 10), "9.5"), "+0.5");
}

TEST(Difference, IsNothingWhereOneSideIsMissing) {
  EXPECT_EQ(difference(Figure::percent("%", 0, 0), "33.3"), "");
  EXPECT_EQ((Compared{"2.2", "mei", Figure::count("n", 1), std::nullopt}.difference()), "");
}

TEST(Published, FindsACellByTableRowAndColumn) {
  const Published published("2.2|mei|n=9|van = tot=1.5\n2.2|mei|%=33.7\n\n");
  EXPECT_EQ(published.find("2.2", "mei", "n"), "9");
  EXPECT_EQ(published.find("2.2", "mei", "van = tot"), "1.5");
  EXPECT_EQ(published.find("2.2", "mei", "%"), "33.7");
  EXPECT_EQ(published.find("2.2", "juni", "n"), std::nullopt);
}

TEST(Published, RowsOfTable21AddUpToTheTotalsOfTheMunicipality) {
  const Published published(published_zoetermeer);
  std::int64_t sum = 0;
  for (const char* month : {"september", "oktober", "november", "december", "januari", "februari", "maart", "april",
                            "mei", "juni", "juli", "augustus"}) {
    std::int64_t row = 0;
    for (const char* partner :
         {"De Goede Woning", "Vestia", "Vidomes", "Menzis", "Zorg en Zekerheid", "Dunea", "Eneco"})
      row += std::stoll(published.find("2.1", month, partner).value());
    EXPECT_EQ(std::to_string(row), published.find("2.1", month, "totaal")) << month;
    sum += row;
  }
  EXPECT_EQ(std::to_string(sum), published.find("2.1", "totaal", "totaal"));
}

TEST(TablesJson, PutsOursBesideTheirs) {
  const auto cells = nlohmann::json::parse(tables_json(compare(small_report(), Published("2.2|mei|n=9|%=33.7"))));
  ASSERT_EQ(cells.size(), 2U);
  EXPECT_EQ(cells[0]["value"], 12);
  EXPECT_EQ(cells[0]["published"], 9);
  EXPECT_EQ(cells[0]["difference"], 3);
  EXPECT_TRUE(cells[0]["denominator"].is_null());
  EXPECT_EQ(cells[1]["numerator"], 1);
  EXPECT_EQ(cells[1]["denominator"], 3);
  EXPECT_EQ(cells[1]["difference"], -0.4);
}

TEST(ComparisonText, MarksWhatIsTheSameAndSaysHowFarTheRestIs) {
  const std::string text = comparison_text(small_report(), Published("2.2|mei|n=12|%=33.7"));
  EXPECT_NE(text.find("12 ="), std::string::npos);
  EXPECT_NE(text.find("33.3 (-0.4)"), std::string::npos);
}

}  // namespace
}  // namespace tijdig::commands
