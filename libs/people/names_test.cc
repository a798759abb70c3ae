#include "libs/people/names.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "libs/town/names_data.h"

namespace tijdig::people {
namespace {

TEST(NameBook, GivesThreeInTenACommonName) {
  town::Random chance(1);
  int common = 0;
  for (int i = 0; i < 10'000; ++i)
    if (name_book().draw_surname(chance, Origin::dutch) < town::surnames().size()) ++common;
  EXPECT_NEAR(common, 3'100, 150);
}

TEST(NameBook, MakesMigrantNamesFewAndFrequent) {
  town::Random chance(2);
  std::map<NameIndex, int> seen;
  for (int i = 0; i < 10'000; ++i) ++seen[name_book().draw_surname(chance, Origin::turkish)];
  EXPECT_LE(seen.size(), 24U);
  EXPECT_GT(seen.begin()->second, 2'000);  // the commonest comes first
}

TEST(NameBook, HasALongTail) {
  town::Random chance(3);
  std::set<NameIndex> seen;
  for (int i = 0; i < 10'000; ++i) seen.insert(name_book().draw_surname(chance, Origin::dutch));
  EXPECT_GT(seen.size(), 5'000U);
}

TEST(NameBook, KeepsFirstNamesWithTheirGroup) {
  town::Random chance(4);
  std::set<std::string_view> seen;
  for (int i = 0; i < 500; ++i) seen.insert(name_book().draw_first_name(chance, Origin::polish, false, 1980));
  EXPECT_TRUE(seen.contains("Piotr"));
  EXPECT_FALSE(seen.contains("Johannes"));
}

}  // namespace
}  // namespace tijdig::people
