#include "libs/records/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tijdig::records {
namespace {

using testing::HasSubstr;

TEST(CsvFile, ReadsQuotesBomAndBothLineEnds) {
  const auto csv = Csv::parse("a.csv",
                              "\xef\xbb\xbf"
                              "a, b\r\n\"x, \"\"y\"\"\", z \r\n\n\"two\nlines\",q",
                              {});
  ASSERT_TRUE(csv) << csv.error().detail;
  EXPECT_EQ(csv->header, (std::vector<std::string>{"a", "b"}));
  ASSERT_EQ(csv->rows.size(), 2u);
  EXPECT_EQ(csv->rows[0], (std::vector<std::string>{"x, \"y\"", "z"}));
  EXPECT_EQ(csv->rows[1][0], "two\nlines");
  EXPECT_EQ(csv->column("b"), 1u);
  EXPECT_FALSE(csv->column("c"));
}

TEST(CsvFile, FindsTheSeparatorInItsHeader) {
  for (const std::string separator : {",", ";", "\t", "|"}) {
    const auto csv = Csv::parse(
        "a.csv", "a" + separator + "\"b,;x\"" + separator + "c\n1" + separator + "2" + separator + "3\n", {});
    ASSERT_TRUE(csv) << csv.error().detail;
    EXPECT_EQ(csv->header, (std::vector<std::string>{"a", "b,;x", "c"})) << separator;
    EXPECT_EQ(csv->rows[0], (std::vector<std::string>{"1", "2", "3"}));
  }
  EXPECT_EQ(Csv::parse("a.csv", "alone\nx\n", {})->rows[0][0], "x");
}

TEST(CsvFile, ReadsWindows1252) {
  const auto csv = Csv::parse("a.csv", "a;b\nJos\xe9;\x80 5\n", {';', true});
  ASSERT_TRUE(csv);
  EXPECT_EQ(csv->rows[0][0], "José");
  EXPECT_EQ(csv->rows[0][1], "€ 5");
}

TEST(CsvFile, NamesEveryProblemAndNeverTheValue) {
  const auto csv = Csv::parse("a.csv",
                              "a,b\nsecret\nx,\xff"
                              "secret\ny,\"secret\n",
                              {});
  ASSERT_FALSE(csv);
  EXPECT_THAT(csv.error().detail, HasSubstr("a.csv: line 2: 1 fields, expected 2"));
  EXPECT_THAT(csv.error().detail, HasSubstr("line 3: field b: not UTF-8"));
  EXPECT_THAT(csv.error().detail, HasSubstr("line 4: a quote opens here and never closes"));
  EXPECT_THAT(csv.error().detail, testing::Not(HasSubstr("secret")));
}

TEST(CsvFile, RefusesAnEmptyFileAndAColumnTwice) {
  EXPECT_FALSE(Csv::parse("a.csv", "", {}));
  EXPECT_FALSE(Csv::parse("a.csv", "a,a\n1,2\n", {}));
}

TEST(CsvFile, RefusesAnEndlessValue) {
  EXPECT_FALSE(Csv::parse("a.csv", "a\n" + std::string(field_bytes_max + 1, 'x'), {}));
}

RC_GTEST_PROP(CsvFile, TakesAnyBytesWithoutFailing, (const std::string& bytes)) {
  const auto csv = Csv::parse("a.csv", bytes, {});
  if (csv)
    for (const auto& row : csv->rows) RC_ASSERT(row.size() == csv->header.size());
}

}  // namespace
}  // namespace tijdig::records
