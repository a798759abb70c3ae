#include "libs/names/dwelling.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace tijdig::names {
namespace {

using Places = std::vector<std::size_t>;

HouseNumber house(std::string_view number, std::string_view letter = "", std::string_view addition = "") {
  return *HouseNumber::parse(number, letter, addition);
}

TEST(DwellingOfAddition, IsExactHoweverItIsWritten) {
  const std::vector<HouseNumber> known = {house("12"), house("12", "", "1"), house("12", "", "2"), house("12", "A")};
  EXPECT_EQ((Dwelling{DwellingFound::exact, {2}}), find_dwelling(house("12", "", "II"), known));
  EXPECT_EQ((Dwelling{DwellingFound::exact, {1}}), find_dwelling(house("12", "", "1-hoog"), known));
  EXPECT_EQ((Dwelling{DwellingFound::exact, {0}}), find_dwelling(house("12", "", "huis"), known));
  EXPECT_EQ((Dwelling{DwellingFound::exact, {0}}), find_dwelling(house("12"), known));
  EXPECT_EQ((Dwelling{DwellingFound::exact, {3}}), find_dwelling(house("12", "", "a"), known));
}

TEST(DwellingOfAddition, ReadsTheBareNumberAsTheMainFloor) {
  EXPECT_EQ((Dwelling{DwellingFound::exact, {0}}),
            find_dwelling(house("12"), std::vector<HouseNumber>{house("12", "H"), house("12", "", "1")}));
}

TEST(DwellingOfAddition, IsTheOnlyOneOfItsNumber) {
  EXPECT_EQ((Dwelling{DwellingFound::only_one, {0}}),
            find_dwelling(house("12", "", "3"), std::vector<HouseNumber>{house("12"), house("14")}));
}

TEST(DwellingOfAddition, IsNotGuessed) {
  const std::vector<HouseNumber> known = {house("12", "A", "1"), house("12", "A", "2"), house("12", "B", "1")};
  EXPECT_EQ((Dwelling{DwellingFound::ambiguous, {0, 1}}), find_dwelling(house("12", "A"), known));
  EXPECT_EQ((Dwelling{DwellingFound::ambiguous, {0, 1, 2}}), find_dwelling(house("12"), known));
  EXPECT_EQ((Dwelling{DwellingFound::ambiguous, {0, 1, 2}}), find_dwelling(house("12", "C"), known));
  EXPECT_EQ(DwellingFound::none, find_dwelling(house("13"), known).found);
}

RC_GTEST_PROP(DwellingOfAddition, FindsEachKnownOneAsItself, (const std::vector<unsigned char>& choice)) {
  constexpr const char* additions[] = {"", "1", "2", "A", "B", "H", "BIS", "A1", "ZW"};
  std::vector<HouseNumber> known;
  for (const unsigned char c : choice) {
    const HouseNumber one = house("12", "", additions[c % std::size(additions)]);
    if (std::find(known.begin(), known.end(), one) == known.end()) known.push_back(one);
  }
  for (std::size_t i = 0; i < known.size(); ++i)
    RC_ASSERT((find_dwelling(known[i], known) == Dwelling{DwellingFound::exact, {i}}));
}

}  // namespace
}  // namespace tijdig::names
