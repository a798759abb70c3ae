#include "libs/residents/hearsay.h"

#include <gtest/gtest.h>

#include "libs/residents/residents.h"
#include "libs/residents/town_for_test.h"

namespace tijdig::residents {
namespace {

using test::customer;
using test::test_ref;

const Date birth_of_ahmed(1975, 8, 21);
const Date today(2024, 1, 1);

std::optional<PersonRef> told_by(const CustomerForm& customer, Date said, const Register& known) {
  return residents::told_by({&customer, said}, known);
}

test::Customer ahmed_elsewhere() {
  return {.surname = "El Amrani", .initials = "A", .birth = birth_of_ahmed, .postcode = "2725ZZ", .number = "90"};
}

TEST(Hearsay, TellsOfWhoIsNamedByBirthDateAndNameAtAnotherDoor) {
  const Register known = test::small_town();
  const CustomerForm moved = customer(ahmed_elsewhere());
  EXPECT_EQ(told_by(moved, today, known), test_ref("ahmed"));
}

TEST(Hearsay, TellsNothingOfTheDoorThatTheRegisterHas) {
  const Register known = test::small_town();
  test::Customer here = ahmed_elsewhere();
  here.postcode = "2711AB";
  here.number = "14";
  EXPECT_EQ(told_by(customer(here), today, known), std::nullopt);
  here.number = "15";  // a slip of the pen
  EXPECT_EQ(told_by(customer(here), today, known), std::nullopt);
}

TEST(Hearsay, IsOlderThanWhatTheRegisterSays) {
  const Register known = test::small_town();  // since 1 March 2015
  EXPECT_EQ(told_by(customer(ahmed_elsewhere()), Date(2015, 2, 28), known), std::nullopt);
  EXPECT_NE(told_by(customer(ahmed_elsewhere()), Date(2015, 3, 1), known), std::nullopt);
}

TEST(Hearsay, NeedsAWholeBirthDateAndASurname) {
  const Register known = test::small_town();
  test::Customer said = ahmed_elsewhere();
  said.initials = "";
  EXPECT_EQ(told_by(customer(said), today, known), test_ref("ahmed"));
  said.initials = "K";
  EXPECT_EQ(told_by(customer(said), today, known), std::nullopt);
  said.surname = "";
  EXPECT_EQ(told_by(customer(said), today, known), std::nullopt);
  said = ahmed_elsewhere();
  said.birth.reset();
  EXPECT_EQ(told_by(customer(said), today, known), std::nullopt);
  said.birth = Date(1975, 1, 1);
  EXPECT_EQ(told_by(customer(said), today, known), std::nullopt);
}

TEST(Hearsay, ForgivesALetterOfTheSurname) {
  const Register known = test::small_town();
  test::Customer said = ahmed_elsewhere();
  said.surname = "El Amrrani";
  EXPECT_EQ(told_by(customer(said), today, known), test_ref("ahmed"));
  said.surname = "El Idrissi";
  EXPECT_EQ(told_by(customer(said), today, known), std::nullopt);
}

TEST(Hearsay, TellsOfNobodyWhenTwoAreNamed) {
  Register known = test::small_town();
  known.apply(test::change({.name = "another ahmed",
                            .surname = "El Amrani",
                            .first_names = "Anwar",
                            .birth = birth_of_ahmed,
                            .postcode = "2719AB",
                            .number = "3"}));
  EXPECT_EQ(told_by(customer(ahmed_elsewhere()), today, known), std::nullopt);
}

TEST(Hearsay, DoesNotDependOnWhatWasHeardBefore) {
  Register known = test::small_town();
  const CustomerForm moved = customer(ahmed_elsewhere());
  const auto before = told_by(moved, today, known);
  known.set_heard(short_ref(test_ref("ahmed")), heard_doors({moved.door}));
  EXPECT_EQ(told_by(moved, today, known), before);
  known.set_heard(short_ref(test_ref("ahmed")), heard_doors({}));
  EXPECT_EQ(told_by(moved, today, known), before);
}

// Jan is placed elsewhere by a birth date; there is a name at that door as well.
std::vector<PersonRef> told_beside_jan(const test::Customer& other) {
  const Register known = test::small_town();
  test::Customer jan{
      .surname = "Jansen", .initials = "J", .birth = Date(1980, 5, 17), .postcode = "2725ZZ", .number = "90"};
  const CustomerForm first = customer(jan);
  const CustomerForm second = customer(other);
  const std::vector<PersonRef> one = told_at(std::vector<HeardText>{{&first, today}, {&second, today}}, known);
  EXPECT_EQ(one, told_at(std::vector<HeardText>{{&second, today}, {&first, today}}, known));
  return one;
}

TEST(Hearsay, TellsOfAHousemateByNameAlone) {
  const std::vector<PersonRef> both =
      told_beside_jan({.surname = "de Vries", .initials = "E", .postcode = "2725ZZ", .number = "90"});
  EXPECT_EQ(both.size(), 2U);
  EXPECT_NE(std::find(both.begin(), both.end(), test_ref("els")), both.end());
}

TEST(Hearsay, TellsOfAHousemateByNameAndTheBirthDateOfAnother) {
  const std::vector<PersonRef> both = told_beside_jan(
      {.surname = "de Vries", .initials = "E", .birth = Date(1980, 5, 17), .postcode = "2725ZZ", .number = "90"});
  EXPECT_EQ(both.size(), 2U);
}

TEST(Hearsay, TellsOfAHousemateByNameAndASlipInTheBirthDate) {
  const auto told_of_els = [](Date born) {
    return told_beside_jan(
               {.surname = "de Vries", .initials = "E", .birth = born, .postcode = "2725ZZ", .number = "90"})
               .size() == 2;
  };
  EXPECT_TRUE(told_of_els(Date(1982, 3, 11))) << "day and month swapped";
  EXPECT_TRUE(told_of_els(Date(1982, 1, 1))) << "only the year is known";
  EXPECT_FALSE(told_of_els(Date(1982, 6, 30)));
}

TEST(Hearsay, TellsOfTheOneHousemateWhoBearsTheNameOfAnAccountWithoutInitials) {
  Register known = test::small_town();
  known.apply(test::change(
      {.name = "bea", .surname = "Smit", .first_names = "Bea", .birth = Date(1977, 1, 9), .number = "14"}));
  const CustomerForm moved = customer(ahmed_elsewhere());
  const CustomerForm family = customer({.surname = "Fam. Smit", .initials = "", .postcode = "2725ZZ", .number = "90"});
  const std::vector<HeardText> texts{{&moved, today}, {&family, today}};
  EXPECT_EQ(told_at(texts, known).size(), 2U);
  known.apply(test::change(
      {.name = "cor", .surname = "Smit", .first_names = "Cor", .birth = Date(1979, 1, 9), .number = "14"}));
  EXPECT_EQ(told_at(texts, known).size(), 1U) << "which of the two?";
}

TEST(Hearsay, TellsOfTheHousemateWhoseOwnNameItIs) {
  const Register known = test::small_town();  // Jan Jansen is married to Els de Vries
  const CustomerForm els = customer(
      {.surname = "de Vries", .initials = "E", .birth = Date(1982, 11, 3), .postcode = "2725ZZ", .number = "90"});
  const CustomerForm family = customer({.surname = "Jansen", .initials = "", .postcode = "2725ZZ", .number = "90"});
  EXPECT_EQ(told_at(std::vector<HeardText>{{&els, today}, {&family, today}}, known).size(), 2U);
}

TEST(Hearsay, DoesNotThinkOfChildrenUnderAge) {
  Register known = test::small_town();
  known.apply(test::change({.name = "emma",
                            .surname = "de Vries",
                            .first_names = "Emma",
                            .birth = Date(2010, 1, 9),
                            .parents = {"jan", "els"}}));
  const CustomerForm jan = customer(
      {.surname = "Jansen", .initials = "J", .birth = Date(1980, 5, 17), .postcode = "2725ZZ", .number = "90"});
  const CustomerForm named = customer({.surname = "de Vries", .initials = "E", .postcode = "2725ZZ", .number = "90"});
  const auto told = told_at(std::vector<HeardText>{{&jan, today}, {&named, today}}, known);
  EXPECT_TRUE(std::binary_search(told.begin(), told.end(), test_ref("els"))) << "mother and daughter have one initial";
}

TEST(Hearsay, TellsOfNoHousemateWhoIsNotNamed) {
  EXPECT_EQ(told_beside_jan({.surname = "de Vries", .initials = "K", .postcode = "2725ZZ", .number = "90"}).size(), 1U);
  EXPECT_EQ(told_beside_jan({.surname = "El Amrani", .initials = "A", .postcode = "2725ZZ", .number = "90"}).size(), 1U)
      << "a neighbour, who does not live with him";
  EXPECT_EQ(
      told_beside_jan(
          {.surname = "de Vries", .initials = "E", .birth = Date(1999, 9, 9), .postcode = "2725ZZ", .number = "90"})
          .size(),
      1U)
      << "of another birth date";
}

TEST(Hearsay, CountsTheSameDoorsInWhateverOrderTheyWereTold) {
  const Door one{2711 * 676, 1, 0};
  const Door two{2711 * 676, 2, 0};
  const Door three{2711 * 676, 3, 0};
  EXPECT_EQ(heard_doors({three, one, two, one}), heard_doors({two, three, one}));
  EXPECT_EQ(heard_doors({three, one, two}).count(), doors_heard_max);
}

TEST(Hearsay, IsForgottenWithoutATrace) {
  Register known = test::small_town();
  const CustomerForm later = customer({.surname = "El Amrani", .initials = "A", .postcode = "2725ZZ", .number = "90"});
  const Decision before = link(later, known, starting_model());
  known.set_heard(short_ref(test_ref("ahmed")), heard_doors({later.door}));
  EXPECT_NE(link(later, known, starting_model()), before);
  known.set_heard(short_ref(test_ref("ahmed")), {});
  EXPECT_EQ(link(later, known, starting_model()), before);
}

}  // namespace
}  // namespace tijdig::residents
