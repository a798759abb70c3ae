#include "libs/town/spelling.h"

#include <gtest/gtest.h>

#include "libs/domain/address.h"
#include "libs/town/names_data.h"
#include "libs/town/town_for_test.h"

namespace tijdig::town {
namespace {

constexpr std::size_t rent = 0;
constexpr std::size_t health = 3;
constexpr std::uint32_t looked_at = 5'000;

CustomerRecord record_of(std::size_t partner, std::uint32_t household) {
  const Town& town = sample_of(1).town;
  const Household& home = town.households[household];
  return customer_record(town, partner, household, home.first_adult, home.dwelling);
}

TEST(CustomerRecord, ComesBackTheSameMonthAfterMonth) {
  for (std::uint32_t h = 0; h < 100; ++h) {
    EXPECT_EQ(record_of(rent, h).surname, record_of(rent, h).surname);
    EXPECT_EQ(record_of(rent, h).house_number, record_of(rent, h).house_number);
    EXPECT_NE(record_of(rent, h).number, record_of(health, h).number);
  }
}

TEST(CustomerRecord, NamesTheDoorSoThatItCanBeRead) {
  const Town& town = sample_of(1).town;
  std::uint32_t right = 0;
  for (std::uint32_t h = 0; h < looked_at; ++h) {
    const CustomerRecord record = record_of(rent, h);
    const Result<Postcode> postcode = Postcode::parse(record.postcode);
    const Result<HouseNumber> house =
        HouseNumber::parse(record.house_number, record.house_letter, record.house_addition);
    ASSERT_TRUE(postcode.has_value());
    ASSERT_TRUE(house.has_value());
    const Dwelling& door = town.dwellings[town.households[h].dwelling];
    const Result<HouseNumber> truth =
        HouseNumber::parse(std::to_string(door.number), letter_text(door), addition_text(door));
    right += *house == *truth && postcode->reveal(Purpose::synthetic) == postcode_text(door) ? 1U : 0U;
  }
  EXPECT_GT(right, looked_at * 97 / 100);  // however it is spelled, it is mostly the same door
  EXPECT_LT(right, looked_at);
}

TEST(CustomerRecord, KnowsBirthDatesAsOftenAsItsSector) {
  std::uint32_t rent_known = 0;
  std::uint32_t health_known = 0;
  for (std::uint32_t h = 0; h < looked_at; ++h) {
    rent_known += record_of(rent, h).birth_date.empty() ? 0U : 1U;
    health_known += record_of(health, h).birth_date.empty() ? 0U : 1U;
  }
  EXPECT_NEAR(rent_known / 50.0, 92, 2);
  EXPECT_NEAR(health_known / 50.0, 99.5, .5);
}

TEST(CustomerRecord, WritesMostSinglesUnderTheirOwnName) {
  const Town& town = sample_of(1).town;
  std::uint32_t singles = 0;
  std::uint32_t own = 0;
  for (std::uint32_t h = 0; h < looked_at; ++h) {
    const Adult& adult = town.adults[town.households[h].first_adult];
    if (adult.married) continue;
    ++singles;
    own += record_of(rent, h).surname.find(surnames()[adult.surname].name) != std::string::npos ? 1U : 0U;
  }
  EXPECT_GT(own * 100, singles * 95);
  EXPECT_LT(own, singles);
}

TEST(CustomerRecord, ReachesNobodyReal) {
  for (std::uint32_t h = 0; h < 500; ++h) {
    const CustomerRecord record = record_of(rent, h);
    EXPECT_TRUE(record.telephone.empty() || record.telephone.starts_with("0600"));
    EXPECT_TRUE(record.email.empty() || record.email.ends_with("@post.example"));
  }
}

TEST(Initials, AreThoseOfTheOfficialFirstNames) {
  Adult adult;
  adult.first_names = {"Cornelis", "Johannes"};
  EXPECT_EQ(initials_of(adult), "C.J.");
}

}  // namespace
}  // namespace tijdig::town
