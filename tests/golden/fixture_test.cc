#include "tests/golden/fixture.h"

#include <gtest/gtest.h>

namespace tijdig::golden {
namespace {

TEST(GoldenFixture, HasAllOfficialCases) {
  EXPECT_EQ(8U, read_fixture("voorletters.csv").size());
  EXPECT_EQ(25U, read_fixture("address_names.csv").size());
  EXPECT_EQ(19U, read_fixture("address_lines.csv").size());
  EXPECT_EQ(333U, read_fixture("prefixes.csv").size());
  EXPECT_EQ(687U, read_fixture("test_persons.csv").size());
}

TEST(GoldenFixture, SaysWhereACaseStands) {
  const Case& first = read_fixture("voorletters.csv").front();
  EXPECT_EQ("Henk", first["first_names"]);
  EXPECT_EQ("voorletters.csv, line 4: Henk|H.", first.place());
}

TEST(GoldenFixture, KeepsEmptyValues) { EXPECT_EQ((std::vector<std::string>{"", "a", "", ""}), split("|a||", '|')); }

}  // namespace
}  // namespace tijdig::golden
