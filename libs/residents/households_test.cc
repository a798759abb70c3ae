#include "libs/residents/households.h"

#include <gtest/gtest.h>

#include "libs/residents/town_for_test.h"

namespace tijdig::residents {
namespace {

using test::change;

const Date today(2024, 1, 1);

class Behind {
 public:
  explicit Behind(const std::vector<test::Resident>& people) {
    for (const test::Resident& one : people) forms_.push_back(resident_form(change(one)));
  }
  ResidentForm& operator[](std::size_t i) { return forms_[i]; }
  DoorHouseholds households(std::vector<Together> together = {}) const {
    std::vector<const ResidentForm*> residents;
    for (const ResidentForm& form : forms_) residents.push_back(&form);
    return households_at(residents, together, today);
  }
  bool share(std::size_t one, std::size_t other) const {
    const DoorHouseholds found = households();
    return found.household[one] == found.household[other];
  }

 private:
  std::vector<ResidentForm> forms_;
};

const test::Resident anna{.name = "anna", .surname = "Bos", .first_names = "Anna", .birth = Date(1980, 1, 2)};
const test::Resident bart{.name = "bart", .surname = "Vos", .first_names = "Bart", .birth = Date(1979, 1, 2)};

TEST(Households, HoldPartnersTogether) {
  test::Resident married = bart;
  married.partner = "anna";
  married.since = Date(2019, 5, 1);
  EXPECT_TRUE(Behind({anna, married}).share(0, 1));
}

TEST(Households, HoldTwoTogetherWhoCameOnOneDay) { EXPECT_TRUE(Behind({anna, bart}).share(0, 1)); }

TEST(Households, KeepTwoApartWhoOnlyHaveTheDateOfOneFile) {
  Behind door({anna, bart});
  door[0].is_arrival_known = false;
  EXPECT_FALSE(door.share(0, 1));
  door[0].is_arrival_known = true;
  EXPECT_TRUE(door.share(0, 1));
}

TEST(Households, KeepTwoApartWhoCameOnDifferentDays) {
  test::Resident later = bart;
  later.since = Date(2019, 5, 1);
  EXPECT_FALSE(Behind({anna, later}).share(0, 1));
}

TEST(Households, HoldTwoTogetherWhoCameWithinAYearWhenBothArePastSharingAHouse) {
  test::Resident older = anna;
  older.birth = Date(1979, 12, 31);  // 45 this year
  test::Resident moved_in = bart;
  moved_in.since = Date(2015, 12, 1);
  EXPECT_TRUE(Behind({older, moved_in}).share(0, 1));
  EXPECT_FALSE(Behind({anna, moved_in}).share(0, 1));
  moved_in.since = Date(2016, 5, 1);
  EXPECT_FALSE(Behind({older, moved_in}).share(0, 1));
}

TEST(Households, HoldTwoTogetherAmongOthersWhoCameOnADayOfTheirOwnAndArePastSharingAHouse) {
  test::Resident she{.name = "she", .surname = "Bos", .first_names = "An", .birth = Date(1960, 1, 2)};
  test::Resident he{.name = "he", .surname = "Vos", .first_names = "Bert", .birth = Date(1962, 1, 2)};
  test::Resident third = bart;
  third.since = Date(2019, 5, 1);
  EXPECT_TRUE(Behind({she, he, third}).share(0, 1));
  EXPECT_FALSE(Behind({she, he, third}).share(0, 2));
  third.since = she.since;
  EXPECT_FALSE(Behind({she, he, third}).share(0, 1)) << "a third came that day";
  third.since = Date(2019, 5, 1);
  she.birth = Date(1985, 1, 2);
  he.birth = Date(1986, 1, 2);
  EXPECT_FALSE(Behind({she, he, third}).share(0, 1)) << "of the age of those who share a house";
}

Together one_telephone(const test::Resident& one, const test::Resident& other) {
  const auto [low, high] = std::minmax({short_ref(test::test_ref(one.name)), short_ref(test::test_ref(other.name))});
  return {low, high};
}

TEST(Households, HoldTwoTogetherWithOneTelephoneBesideALodger) {
  test::Resident moved_in = bart;
  moved_in.since = Date(2019, 5, 1);
  test::Resident lodger{.name = "lodger", .surname = "Mol", .first_names = "Carl", .birth = Date(1981, 1, 2)};
  lodger.since = Date(2021, 5, 1);
  const Behind door({anna, moved_in, lodger});
  EXPECT_TRUE(door.households().is_shared_dwelling);
  const DoorHouseholds found = door.households({one_telephone(anna, moved_in)});
  EXPECT_EQ(found.household[0], found.household[1]);
  EXPECT_NE(found.household[0], found.household[2]);
  EXPECT_FALSE(found.is_shared_dwelling);
}

TEST(Households, KeepALandlordApartFromALodgerWhoGivesHisTelephone) {
  test::Resident landlord{.name = "landlord", .surname = "Mol", .first_names = "Carl", .birth = Date(1950, 1, 2)};
  test::Resident lodger = anna;
  lodger.since = Date(2021, 5, 1);
  const DoorHouseholds found = Behind({landlord, lodger}).households({one_telephone(landlord, lodger)});
  EXPECT_NE(found.household[0], found.household[1]);
}

TEST(Households, KeepAMarriedCoupleApartFromALodgerWhoGivesTheirTelephone) {
  test::Resident married = bart;
  married.partner = "anna";
  test::Resident lodger{.name = "lodger", .surname = "Mol", .first_names = "Carl", .birth = Date(1981, 1, 2)};
  lodger.since = Date(2021, 5, 1);
  const DoorHouseholds found = Behind({anna, married, lodger}).households({one_telephone(anna, lodger)});
  EXPECT_EQ(found.household[0], found.household[1]);
  EXPECT_NE(found.household[0], found.household[2]);
}

TEST(Households, KeepTheResidentsOfACareHomeApartWhoeverGivesItsTelephone) {
  std::vector<test::Resident> residents;
  for (int i = 0; i < 5; ++i) {
    const std::string name(1, static_cast<char>('a' + i));
    residents.push_back({.name = name, .surname = "Zorg" + name, .first_names = "Jo", .birth = Date(1940 + i, 1, 2)});
    residents.back().since = Date(2015 + i, 3, 1);
  }
  const DoorHouseholds found = Behind(residents).households({one_telephone(residents[0], residents[1])});
  EXPECT_NE(found.household[0], found.household[1]);
  EXPECT_TRUE(found.is_shared_dwelling);
}

TEST(Households, GiveAGrownChildItsOwn) {
  test::Resident child{.name = "kim", .surname = "Bos", .first_names = "Kim", .birth = Date(2000, 1, 1)};
  child.parents = {"anna"};
  EXPECT_FALSE(Behind({anna, child}).share(0, 1));
  child.birth = Date(2010, 1, 1);
  EXPECT_TRUE(Behind({anna, child}).share(0, 1));
}

TEST(Households, CallManyGroupsASharedDwelling) {
  test::Resident carl = bart;
  carl.name = "carl";
  carl.surname = "Smit";
  carl.since = Date(2020, 2, 2);
  EXPECT_TRUE(Behind({anna, bart, carl}).households().is_shared_dwelling);
  EXPECT_FALSE(Behind({anna, bart}).households().is_shared_dwelling);
}

TEST(Households, CallNoFamilyWithGrownChildrenASharedDwelling) {
  test::Resident child{.name = "kim", .surname = "Bos", .first_names = "Kim", .birth = Date(2000, 1, 1)};
  child.parents = {"anna"};
  test::Resident other{.name = "tom", .surname = "Bos", .first_names = "Tom", .birth = Date(2001, 1, 1)};
  other.parents = {"anna"};
  const DoorHouseholds found = Behind({anna, child, other}).households();
  EXPECT_FALSE(found.is_shared_dwelling);
  EXPECT_NE(found.household[1], found.household[2]);
}

TEST(Households, PartWhoIsHeardOfElsewhereFromWhoIsNot) {
  Behind door({anna, bart});
  const Door elsewhere{.postcode = 1'000'000, .number = 7};
  door[1].heard.add(elsewhere);
  EXPECT_FALSE(door.share(0, 1));
  door[0].heard.add(elsewhere);
  EXPECT_TRUE(door.share(0, 1));
}

TEST(Households, HoldThoseTogetherWhoAreHeardOfAtOneDoorWhateverElseIsHeard) {
  Behind door({anna, bart});
  const Door shared{.postcode = 1'000'000, .number = 7};
  const Door with_addition{.postcode = 1'000'000, .number = 7, .addition = 2};
  door[0].heard.add(with_addition);
  door[1].heard.add({.postcode = 1'000'000, .number = 90});
  EXPECT_FALSE(door.share(0, 1));
  door[1].heard.add(shared);  // the addition left out
  EXPECT_TRUE(door.share(0, 1));
}

TEST(Households, HoldTwoTogetherWhoMovedToOneDoor) {
  test::Resident later = bart;
  later.since = Date(2018, 7, 1);
  Behind door({anna, later});
  ASSERT_FALSE(door.share(0, 1)) << "they came on different days";
  const Door elsewhere{.postcode = 1'000'000, .number = 7};
  door[0].heard.add(elsewhere);
  door[1].heard.add(elsewhere);
  EXPECT_TRUE(door.share(0, 1));
}

TEST(Households, KeepThoseApartWhoSharedAHouseWhateverDoorTheyAreHeardOf) {
  std::vector<test::Resident> many{anna, bart};
  for (const std::string name : {"cor", "dirk", "eva"})
    many.push_back({.name = name, .surname = name, .first_names = name, .birth = Date(1981, 1, 2)});
  Behind door(many);
  const Door elsewhere{.postcode = 1'000'000, .number = 7};
  door[0].heard.add(elsewhere);
  door[1].heard.add(elsewhere);
  EXPECT_FALSE(door.share(0, 1));
}

const test::Resident grown{.name = "kim",
                           .surname = "Bos",
                           .first_names = "Kim",
                           .birth = Date(2000, 1, 9),
                           .since = Date(2022, 3, 1),
                           .parents = {"anna"}};

TEST(Households, HoldAGrownChildWhoMovedHouseWithTheParents) {
  test::Resident mother = anna;
  mother.since = grown.since;
  Behind door({mother, grown});
  EXPECT_FALSE(door.share(0, 1)) << "one date of a register file says nothing";
  const FormerDoor left{{.postcode = 1'000'000, .number = 7}, grown.since};
  door[0].former.add(left);
  EXPECT_FALSE(door.share(0, 1)) << "came from elsewhere";
  door[1].former.add(left);
  EXPECT_TRUE(door.share(0, 1));
  door[0].since = Date(2021, 3, 1);
  EXPECT_FALSE(door.share(0, 1)) << "came later";
}

TEST(Households, GiveAChildWhoMovedHereYoungItsOwnOnceGrown) {
  test::Resident mother = anna;
  test::Resident raised_here = grown;
  raised_here.since = mother.since = Date(2010, 3, 1);
  Behind door({mother, raised_here});
  const FormerDoor left{{.postcode = 1'000'000, .number = 7}, mother.since};
  door[0].former.add(left);
  door[1].former.add(left);
  EXPECT_FALSE(door.share(0, 1));
}

TEST(Households, HoldAGrownChildWhoIsHeardOfWhereAParentIs) {
  Behind door({anna, grown});
  const Door elsewhere{.postcode = 1'000'000, .number = 7};
  door[0].heard.add(elsewhere);
  EXPECT_FALSE(door.share(0, 1));
  door[1].heard.add(elsewhere);
  EXPECT_TRUE(door.share(0, 1));
}

TEST(Households, AreNamedAfterWhoIsHereLongest) {
  test::Resident married = bart;
  married.partner = "anna";
  married.since = Date(2012, 5, 1);
  const DoorHouseholds found = Behind({anna, married}).households();
  EXPECT_EQ(found.household[0], short_ref(test::test_ref("bart")));
}

}  // namespace
}  // namespace tijdig::residents
