#include <gtest/gtest.h>

#include "libs/names/surname.h"
#include "tests/golden/fixture.h"

namespace tijdig::golden {
namespace {

TEST(OfficialPrefix, IsTakenOutBeforeTheName) {
  for (const Case& one : read_fixture("prefixes.csv")) {
    const names::Surname read = names::read_surname(one["spelling"] + " Zandvoorde");
    EXPECT_EQ("zandvoorde", read.parts.text()) << one.place();
    EXPECT_FALSE(read.prefix.empty()) << one.place();
  }
}

TEST(OfficialPrefix, IsTakenOutBehindAComma) {
  for (const Case& one : read_fixture("prefixes.csv")) {
    const names::Surname read = names::read_surname("Zandvoorde, " + one["spelling"]);
    const names::Surname before = names::read_surname(one["spelling"] + " Zandvoorde");
    EXPECT_EQ("zandvoorde", read.parts.text()) << one.place();
    EXPECT_EQ(before.prefix, read.prefix) << one.place();
  }
}

TEST(OfficialPrefix, IsTheSameInAFieldOfItsOwn) {
  for (const Case& one : read_fixture("prefixes.csv"))
    EXPECT_EQ(names::read_surname("Zandvoorde", one["spelling"]), names::read_surname(one["spelling"] + " Zandvoorde"))
        << one.place();
}

TEST(OfficialPrefix, IsTakenOutOfTheSecondOfTwoNames) {
  for (const Case& one : read_fixture("prefixes.csv"))
    EXPECT_EQ("bos zandvoorde", names::read_surname("Bos-" + one["spelling"] + " Zandvoorde").parts.text())
        << one.place();
}

}  // namespace
}  // namespace tijdig::golden
