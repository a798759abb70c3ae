#include "libs/residents/ties.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "libs/residents/hearsay.h"
#include "libs/residents/residents.h"
#include "libs/residents/town_for_test.h"

namespace tijdig::residents {
namespace {

using test::customer;
using test::test_ref;

const Door home = door_of(test::address("2711AB", "14"));
const Door first_door{.postcode = 1'000'000, .number = 1};
const Door second_door{.postcode = 1'000'000, .number = 2};
const Door third_door{.postcode = 1'000'000, .number = 3};
const Date today(2024, 1, 1);

// At a door of which the register knows nobody, by name alone.
CustomerForm ahmed_somewhere() {
  return customer(
      {.surname = "El Amrani", .initials = "A", .postcode = "2725ZZ", .number = "90", .telephone = "0600482913"});
}

TEST(Ties, LinkANameToWhoLivesWhereItsTelephoneIsKnownFrom) {
  const Register known = test::small_town();
  CustomerForm moved = ahmed_somewhere();
  EXPECT_LT(link(moved, known, built_in_model()).band, Band::household);
  tie(moved, std::vector{home, moved.door}, {});
  const Decision found = link(moved, known, built_in_model());
  EXPECT_EQ(found.band, Band::person);
  EXPECT_EQ(found.person(), test_ref("ahmed"));
  EXPECT_EQ(found.best[0].levels.door, DoorLevel::tied);
  EXPECT_TRUE(verify(found, built_in_model()));
}

TEST(Ties, AreNoEvidenceWithoutAName) {
  const Register known = test::small_town();
  CustomerForm other = customer({.surname = "Pietersen", .initials = "Q", .postcode = "2725ZZ", .number = "90"});
  other.telephone = 1;
  tie(other, std::vector{home}, {});
  EXPECT_LT(link(other, known, built_in_model()).band, Band::household);
}

TEST(Ties, TakeOutAContactThatIsKnownAtManyDoors) {
  CustomerForm client = ahmed_somewhere();
  tie(client, std::vector{client.door, home, first_door, second_door}, {});
  EXPECT_TRUE(client.tied.empty());
  EXPECT_EQ(client.telephone, 0u);
}

TEST(Ties, DoNotReplaceTheRegistersOwnDoor) {
  const Register known = test::small_town();
  CustomerForm here = customer({.surname = "El Amrani", .initials = "A", .number = "14", .telephone = "0600482913"});
  tie(here, std::vector{home, first_door}, {});
  EXPECT_EQ(link(here, known, built_in_model()).best[0].levels.door, DoorLevel::equal);
}

TEST(Ties, HaveKeysOfTheirOwnKind) {
  CustomerForm both = ahmed_somewhere();
  both.email = both.telephone;
  EXPECT_NE(telephone_key(both), mail_key(both));
  EXPECT_EQ(telephone_key(customer({.surname = "Bos", .initials = ""})), 0u);
}

RC_GTEST_PROP(Ties, DoNotMindTheOrderOfDoors, ()) {
  std::vector<Door> doors = {home, first_door, second_door};
  CustomerForm one = ahmed_somewhere();
  CustomerForm other = one;
  one.email = other.email = 5;
  tie(one, std::vector{third_door}, doors);
  const auto turns = *rc::gen::inRange(0, 3);
  std::rotate(doors.begin(), doors.begin() + turns, doors.end());
  std::swap(doors[0], doors[2]);
  tie(other, std::vector{third_door}, doors);
  RC_ASSERT(one.tied == other.tied);
}

TEST(Ties, TellOfWhoIsNamedAtAnotherDoor) {
  const Register known = test::small_town();
  CustomerForm moved = ahmed_somewhere();
  const HeardText text{&moved, today};
  EXPECT_TRUE(told_at(std::span(&text, 1), known, starting_model()).empty());
  tie(moved, std::vector{home, moved.door}, {});
  EXPECT_EQ(told_at(std::span(&text, 1), known, starting_model()), std::vector{test_ref("ahmed")});
}

TEST(Ties, TellOfAHousemateOfWhoIsNamedThere) {
  Register known = test::small_town();
  known.apply(test::change(
      {.name = "bea", .surname = "Smit", .first_names = "Bea", .birth = Date(1977, 1, 9), .number = "14"}));
  CustomerForm moved = ahmed_somewhere();
  tie(moved, std::vector{home, moved.door}, {});
  const CustomerForm other = [&] {
    CustomerForm form = customer({.surname = "Smit", .initials = "B"});
    form.door = moved.door;
    return form;
  }();
  const std::vector<HeardText> texts = {{&other, today}, {&moved, today}};
  EXPECT_EQ(told_at(texts, known, starting_model()).size(), 2u);
}

// Two who share a door and nothing else that the register knows.
Register two_at_one_door() {
  Register known(today);
  known.load(std::vector{
      test::change({.name = "anna", .surname = "Bos", .first_names = "Anna", .birth = Date(1990, 1, 2)}),
      test::change({.name = "bart",
                    .surname = "Vos",
                    .first_names = "Bart",
                    .birth = Date(1991, 1, 2),
                    .since = Date(2019, 5, 1)}),
  });
  return known;
}

TEST(Ties, AreEvidenceOfAHouseholdForTwoWhoGiveOneTelephoneAtTheirDoor) {
  const Register known = two_at_one_door();
  CustomerForm of_anna = customer({.surname = "Bos", .initials = "A", .telephone = "0600482913"});
  CustomerForm of_bart = customer({.surname = "Vos", .initials = "B", .telephone = "0600482913"});
  const std::vector<HeardText> texts = {{&of_anna, today}, {&of_bart, today}};
  const std::vector<Together> found = together_at(texts, known);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_LT(found[0].one, found[0].other);
  of_bart.telephone = 7;
  EXPECT_TRUE(together_at(texts, known).empty());
}

TEST(Ties, AreNoEvidenceOfAHouseholdWhereThreeGiveOneTelephoneAlsoByWayOfEachOther) {
  Register known = two_at_one_door();
  known.apply(test::change({.name = "carl", .surname = "Mol", .first_names = "Carl", .birth = Date(1989, 1, 2)}));
  CustomerForm of_anna = customer({.surname = "Bos", .initials = "A", .telephone = "0600482913"});
  CustomerForm of_bart = customer({.surname = "Vos", .initials = "B", .telephone = "0600482913"});
  CustomerForm of_carl = customer({.surname = "Mol", .initials = "C", .telephone = "0600482913"});
  const std::vector<HeardText> texts = {{&of_anna, today}, {&of_bart, today}, {&of_carl, today}};
  EXPECT_TRUE(together_at(texts, known).empty());
  of_carl.telephone = 0;
  EXPECT_EQ(together_at(texts, known).size(), 1u);
  of_carl.email = of_bart.email = 7;
  EXPECT_TRUE(together_at(texts, known).empty()) << "Bart shares one with each of the others";
}

TEST(Ties, AreNoEvidenceOfAHouseholdForAGrownChildAtHome) {
  Register known = two_at_one_door();
  known.apply(test::change(
      {.name = "kim", .surname = "Bos", .first_names = "Kim", .birth = Date(2000, 1, 1), .parents = {"anna"}}));
  CustomerForm of_anna = customer({.surname = "Bos", .initials = "A", .telephone = "0600482913"});
  CustomerForm of_kim = customer({.surname = "Bos", .initials = "K", .telephone = "0600482913"});
  const std::vector<HeardText> texts = {{&of_anna, today}, {&of_kim, today}};
  EXPECT_TRUE(together_at(texts, known).empty());
}

}  // namespace
}  // namespace tijdig::residents
