// Also tests customers.cc and dwellings.cc.
#include "libs/town/town.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "libs/domain/address.h"
#include "libs/domain/bsn.h"
#include "libs/town/names_data.h"
#include "libs/town/people.h"
#include "libs/town/streets_data.h"
#include "libs/town/town_for_test.h"

namespace tijdig::town {
namespace {

const Town& town() { return sample_of(1).town; }

TEST(Town, HoldsFiftySevenThousandHouseholdsAndAboutAHundredTwentyTwoThousandPeople) {
  std::size_t settled = 0;
  for (const Household& home : town().households) settled += home.arrives_in == 0 ? 1U : 0U;
  EXPECT_EQ(settled, 57'000U);
  EXPECT_NEAR(static_cast<double>(town().people()), 122'000, 3'000);
}

TEST(Town, GivesEveryAdultANumberOfItsOwnThatPassesTheElevenTest) {
  std::set<std::string> seen;
  for (const Adult& adult : town().adults) {
    ASSERT_TRUE(Bsn::parse(adult.bsn).has_value());
    ASSERT_EQ(adult.bsn.substr(0, 3), "999");
    ASSERT_TRUE(seen.insert(adult.bsn).second);
  }
}

TEST(Town, HasDoorsThatParseAndDiffer) {
  std::set<Address> seen;
  for (const Dwelling& door : town().dwellings) {
    Result<Postcode> postcode = Postcode::parse(postcode_text(door));
    ASSERT_TRUE(postcode.has_value());
    Result<HouseNumber> house = HouseNumber::parse(std::to_string(door.number), letter_text(door), addition_text(door));
    ASSERT_TRUE(house.has_value());
    ASSERT_TRUE(seen.insert(Address{*postcode, *house}).second);
    ASSERT_EQ(streets()[door.street].district, postcode->district());
  }
}

TEST(Town, HasDoorsWithSeveralHouseholdsBehindThem) {
  std::map<std::uint32_t, int> households_at;
  for (const Household& home : town().households)
    if (home.arrives_in == 0) ++households_at[home.dwelling];
  int shared = 0;
  int care_homes = 0;
  for (const auto& [door, households] : households_at) {
    shared += households > 1 && households <= 8 ? 1 : 0;
    care_homes += households == 40 ? 1 : 0;
  }
  EXPECT_NEAR(shared, 165, 50);
  EXPECT_NEAR(care_homes, 6, 1);
}

TEST(Town, FillsEveryDoorThatAMoverLeft) {
  std::map<std::pair<std::uint32_t, int>, int> left;
  std::map<std::pair<std::uint32_t, int>, int> taken;
  for (const Household& home : town().households) {
    if (home.moves_in != never) ++left[{home.dwelling, home.moves_in}];
    if (home.moves_in != never && !home.leaves) ++taken[{home.next_dwelling, home.moves_in}];
    if (home.arrives_in > 0) ++taken[{home.dwelling, home.arrives_in}];
  }
  EXPECT_GT(left.size(), 4'500U);
  EXPECT_EQ(left, taken);
}

TEST(Town, MarriesPeopleWhoKnowEachOthersNames) {
  for (const Household& home : town().households) {
    if (home.adults != 2) continue;
    const Adult& one = town().adults[home.first_adult];
    const Adult& other = town().adults[home.first_adult + 1];
    ASSERT_EQ(one.married, other.married);
    if (!one.married) continue;
    ASSERT_EQ(one.partner_surname, other.surname);
    ASSERT_EQ(other.partner_surname, one.surname);
  }
}

TEST(Town, IsTheSameForTheSameSeedAndAnotherForAnother) {
  TownShape small;
  small.households = 5'000;
  const Town a = build_town(7, small);
  const Town b = build_town(7, small);
  const Town c = build_town(8, small);
  ASSERT_EQ(a.adults.size(), b.adults.size());
  bool differs = a.adults.size() != c.adults.size();
  for (std::size_t i = 0; i < a.adults.size(); ++i) {
    ASSERT_EQ(a.adults[i].bsn, b.adults[i].bsn);
    ASSERT_EQ(a.adults[i].birth, b.adults[i].birth);
    differs = differs || i >= c.adults.size() || a.adults[i].birth != c.adults[i].birth;
  }
  EXPECT_TRUE(differs);
}

TEST(Customers, HaveOneLandlordAtMost) {
  const Customers& customers = sample_of(1).customers;
  std::size_t tenants = 0;
  for (std::uint32_t h = 0; h < town().households.size(); ++h) {
    int landlords = 0;
    for (std::size_t p = 0; p < partners_count; ++p)
      if (partners[p].kind == PartnerKind::rent && customers.holder(p, h) != nobody) ++landlords;
    ASSERT_LE(landlords, 1);
    tenants += landlords == 1 ? 1U : 0U;
  }
  EXPECT_NEAR(static_cast<double>(tenants) / static_cast<double>(town().households.size()), .425, .02);
}

TEST(Customers, AreKnownAtTheirOldDoorForAWhile) {
  const Customers& customers = sample_of(1).customers;
  std::size_t moved = 0;
  std::size_t late = 0;
  for (std::uint32_t h = 0; h < town().households.size(); ++h) {
    const Household& home = town().households[h];
    if (home.moves_in == never || home.leaves || home.next_dwelling == home.dwelling) continue;
    ++moved;
    late += customers.known_dwelling(5, h, home.moves_in) == home.dwelling ? 1U : 0U;
  }
  EXPECT_NEAR(static_cast<double>(late) / static_cast<double>(moved), .45, .05);
}

TEST(Names, ListsKnowPeopleOfEveryAge) {
  EXPECT_EQ(surnames().size(), 900U);
  for (int year : {1925, 1960, 1995}) {
    EXPECT_EQ(first_names(true, year).size(), 60U);
    EXPECT_EQ(first_names(false, year).size(), 60U);
  }
  EXPECT_EQ(call_name("Cornelis"), "Kees");
  EXPECT_EQ(call_name("Sanne"), "Sanne");
}

}  // namespace
}  // namespace tijdig::town
