#include "tools/linking/address_practice.h"

#include <gtest/gtest.h>

namespace tijdig::lab {
namespace {

people::CustomerVersion at(std::string postcode, std::string number, std::string letter, std::string addition) {
  people::CustomerVersion version;
  version.text.postcode = std::move(postcode);
  version.text.house_number = std::move(number);
  version.text.house_letter = std::move(letter);
  version.text.house_addition = std::move(addition);
  return version;
}

TEST(AddressPractice, TakesSpellingsOfOneDoorTogetherAndOtherDoorsApart) {
  AddressPractice practice;
  const Answer door = practice.link(at("2711AB", "12", "A", "3"), 0);
  EXPECT_EQ(practice.link(at("2711 ab", "12-a3", "", ""), 0).household, door.household);
  EXPECT_NE(practice.link(at("2711AB", "12", "A", "4"), 0).household, door.household);
  EXPECT_EQ(door.band, Band::household);
}

TEST(AddressPractice, LeavesOutWhatHasNoAddress) {
  EXPECT_EQ(AddressPractice().link(at("", "12", "", ""), 0).band, Band::none);
}

}  // namespace
}  // namespace tijdig::lab
