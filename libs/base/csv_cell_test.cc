#include "libs/base/csv_cell.h"

#include <gtest/gtest.h>

namespace tijdig {
namespace {

TEST(CsvCell, IsTheTextWhereNothingInItEndsACell) {
  EXPECT_EQ(csv_cell("", ','), "");
  EXPECT_EQ(csv_cell("Dorpsstraat 1", ','), "Dorpsstraat 1");
  EXPECT_EQ(csv_cell("1,5", ';'), "1,5");
}

TEST(CsvCell, IsInQuotesAroundSeparatorQuoteAndLineEnd) {
  EXPECT_EQ(csv_cell("1,5", ','), "\"1,5\"");
  EXPECT_EQ(csv_cell("a;b", ';'), "\"a;b\"");
  EXPECT_EQ(csv_cell("a\nb", ','), "\"a\nb\"");
  EXPECT_EQ(csv_cell("a\rb", ','), "\"a\rb\"");
  EXPECT_EQ(csv_cell("a \"b\"", ','), "\"a \"\"b\"\"\"");
}

TEST(CsvQuoted, IsInQuotesEvenWhereNothingAsksForThem) {
  EXPECT_EQ(csv_quoted(""), "\"\"");
  EXPECT_EQ(csv_quoted("Bos"), "\"Bos\"");
  EXPECT_EQ(csv_quoted("\""), "\"\"\"\"");
}

TEST(SpreadsheetCell, IsNoFormula) {
  for (const char* formula : {"=1+1", "+31", "-1", "@SUM(A1)", "\tx", "\rx"}) EXPECT_TRUE(looks_like_formula(formula));
  EXPECT_FALSE(looks_like_formula("Jansen"));
  EXPECT_FALSE(looks_like_formula(""));
  EXPECT_EQ(spreadsheet_cell("+31;1", ';'), "\"'+31;1\"");
  EXPECT_EQ(spreadsheet_cell("1+1", ';'), "1+1");
}

}  // namespace
}  // namespace tijdig
