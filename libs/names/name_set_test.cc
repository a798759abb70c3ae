#include "libs/names/name_set.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

namespace tijdig::names {
namespace {

NameSet set_of(const std::vector<std::string>& names) {
  NameSet set;
  for (const std::string& name : names) set.insert(name);
  return set;
}

TEST(NameSet, IsSortedAndUniqueWhateverTheOrder) {
  EXPECT_EQ("jansen vries", set_of({"vries", "jansen", "vries"}).text());
  EXPECT_EQ(set_of({"a", "b", "c"}), set_of({"c", "a", "b"}));
  EXPECT_EQ(2U, set_of({"vries", "jansen"}).size());
}

TEST(NameSet, KnowsWholeNamesOnly) {
  EXPECT_TRUE(set_of({"jansen", "vries"}).contains("vries"));
  EXPECT_FALSE(set_of({"jansen", "vries"}).contains("jans"));
  EXPECT_TRUE(set_of({"jansen", "vries"}).shares_one_with(set_of({"bos", "jansen"})));
  EXPECT_FALSE(set_of({}).shares_one_with(set_of({})));
}

RC_GTEST_PROP(NameSet, HoldsWhatWasPutIn, (const std::vector<unsigned char>& choice)) {
  std::set<std::string> expected;
  NameSet set;
  for (const unsigned char c : choice) {
    const std::string name(1 + c % 3U, static_cast<char>('a' + c % 7U));
    expected.insert(name);
    set.insert(name);
  }
  RC_ASSERT(std::equal(set.begin(), set.end(), expected.begin(), expected.end()));
  RC_ASSERT(set.size() == expected.size());
}

}  // namespace
}  // namespace tijdig::names
