#include "libs/records/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tijdig::records {
namespace {

Schema people() {
  return *Schema::parse("s.yaml",
                        "missing: [NA]\nfields:\n  - {column: name, kind: surname}\n  - {column: born, kind: date}\n"
                        "  - {column: [y, m, d], kind: date, name: parts}\n  - {column: sum, kind: number}\n");
}

Csv file(const std::string& rows) { return *Csv::parse("a.csv", "name,born,y,m,d,sum\n" + rows, {}); }

TEST(TableOfRecords, HoldsFoldedValues) {
  Table table(people());
  ASSERT_TRUE(table.add("a.csv", file("JANSEN,1971-06-24,1971,6,24,3\njansen,NA,,,,x\n")));
  table.count_values(0);
  EXPECT_EQ(table.records(), 2u);
  EXPECT_EQ(table.value(0, 0), table.value(0, 1));
  EXPECT_EQ(table.count(0, table.value(0, 0)), 2u);
  EXPECT_EQ(table.value(1, 0), table.value(2, 0));
  EXPECT_EQ(table.date(table.value(1, 0)).month, 6);
  EXPECT_EQ(table.value(1, 1), unknown_value);
  EXPECT_EQ(table.value(2, 1), unknown_value);
  EXPECT_EQ(table.not_understood(), 1u);
  EXPECT_EQ(table.known(0), 2u);
}

TEST(TableOfRecords, PutsARegisterBehindTheRecords) {
  Table table(people());
  ASSERT_TRUE(table.add("a.csv", file("a,,,,,\n")));
  ASSERT_TRUE(table.add_register("b.csv", file("a,,,,,\nb,,,,,\n")));
  table.count_values(1);
  EXPECT_EQ(table.records(), 3u);
  EXPECT_EQ(table.count(0, table.value(0, 0)), 1u);
}

TEST(TableOfRecords, NamesEachColumnThatIsNotThere) {
  Table table(people());
  const auto added = table.add("a.csv", *Csv::parse("a.csv", "name,born\nx,y\n", {}));
  ASSERT_FALSE(added);
  EXPECT_THAT(added.error().detail, testing::HasSubstr("a.csv: no column `y`, which the schema names as date"));
  EXPECT_THAT(added.error().detail, testing::HasSubstr("no column `sum`"));
}

}  // namespace
}  // namespace tijdig::records
