#include "libs/residents/hearsay.h"

#include <gmock/gmock.h>

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
  const std::vector<PersonRef> one =
      told_at(std::vector<HeardText>{{&first, today}, {&second, today}}, known, starting_model());
  EXPECT_EQ(one, told_at(std::vector<HeardText>{{&second, today}, {&first, today}}, known, starting_model()));
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
  EXPECT_EQ(told_at(texts, known, starting_model()).size(), 2U);
  known.apply(test::change(
      {.name = "cor", .surname = "Smit", .first_names = "Cor", .birth = Date(1979, 1, 9), .number = "14"}));
  EXPECT_EQ(told_at(texts, known, starting_model()).size(), 1U) << "which of the two?";
}

TEST(Hearsay, TellsOfTheHousemateWhoseOwnNameItIs) {
  const Register known = test::small_town();  // Jan Jansen is married to Els de Vries
  const CustomerForm els = customer(
      {.surname = "de Vries", .initials = "E", .birth = Date(1982, 11, 3), .postcode = "2725ZZ", .number = "90"});
  const CustomerForm family = customer({.surname = "Jansen", .initials = "", .postcode = "2725ZZ", .number = "90"});
  EXPECT_EQ(told_at(std::vector<HeardText>{{&els, today}, {&family, today}}, known, starting_model()).size(), 2U);
}

TEST(Hearsay, TellsOfBothPartnersWhomAnAccountNamesAlike) {
  const std::vector<PersonRef> both =
      told_beside_jan({.surname = "Fam. Jansen-de Vries", .initials = "", .postcode = "2725ZZ", .number = "90"});
  EXPECT_EQ(both.size(), 2U);
}

TEST(Hearsay, TellsOfAParentSoonerThanOfAChildUnlessTheChildIsKnownToBeThere) {
  Register known = test::small_town();
  const Date birth_of_kim(2000, 1, 9);
  known.apply(test::change(
      {.name = "kim", .surname = "Jansen", .first_names = "Kim", .birth = birth_of_kim, .parents = {"jan", "els"}}));
  const CustomerForm els = customer(
      {.surname = "de Vries", .initials = "E", .birth = Date(1982, 11, 3), .postcode = "2725ZZ", .number = "90"});
  const CustomerForm kim =
      customer({.surname = "Jansen", .initials = "K", .birth = birth_of_kim, .postcode = "2725ZZ", .number = "90"});
  const CustomerForm family = customer({.surname = "Jansen", .initials = "", .postcode = "2725ZZ", .number = "90"});
  const auto told_beside = [&](const CustomerForm& sure) {
    return told_at(std::vector<HeardText>{{&sure, today}, {&family, today}}, known, starting_model());
  };
  EXPECT_THAT(told_beside(els), testing::UnorderedElementsAre(test_ref("els"), test_ref("jan")));
  EXPECT_THAT(told_beside(kim), testing::ElementsAre(test_ref("kim"))) << "who left home alone";
}

// A town in which a name that nobody else has is rare.
Register larger_town() {
  std::vector<RegisterChange> people = test::small_register();
  for (int i = 0; i < 20'000; ++i)
    people.push_back(test::change({.name = "other " + std::to_string(i),
                                   .surname = "Anders" + std::to_string(i % 997),
                                   .first_names = "Xaver",
                                   .birth = Date(1970, 1, 2),
                                   .postcode = "2713AB",
                                   .number = std::to_string(1 + i)}));
  Register known(today);
  known.load(people);
  return known;
}

TEST(Hearsay, TellsByARareNameOfWhoIsAStrangerAtTheDoor) {
  Register known = larger_town();
  const CustomerForm moved =
      customer({.surname = "El Amrani", .initials = "A", .postcode = "2725ZZ", .number = "90", .first_name = "Ahmed"});
  const HeardText text{&moved, today};
  const auto told = [&] { return told_at(std::span(&text, 1), known, built_in_model()); };
  EXPECT_THAT(told(), testing::ElementsAre(test_ref("ahmed")));
  known.set_heard(short_ref(test_ref("ahmed")), heard_doors({moved.door}));
  EXPECT_THAT(told(), testing::ElementsAre(test_ref("ahmed"))) << "whatever was heard before";
  known.apply(test::change({.name = "kin",
                            .surname = "El Amrani",
                            .first_names = "Karim",
                            .birth = Date(1990, 3, 4),
                            .postcode = "2725ZZ",
                            .number = "90"}));
  EXPECT_THAT(told(), testing::IsEmpty()) << "somebody of that name lives there";
}

TEST(Hearsay, TellsByNameOfNobodyWhenTwoDoorsInTownHaveIt) {
  Register known = larger_town();
  const CustomerForm moved =
      customer({.surname = "El Amrani", .initials = "A", .postcode = "2725ZZ", .number = "90", .first_name = "Ahmed"});
  const HeardText text{&moved, today};
  test::Resident other{.name = "other ahmed",
                       .surname = "El Amrani",
                       .first_names = "Ahmed",
                       .birth = Date(1999, 3, 4),
                       .number = "14",
                       .since = Date(2018, 3, 1)};
  known.apply(test::change(other));
  EXPECT_EQ(told_at(std::span(&text, 1), known, built_in_model()).size(), 1U) << "one door, whatever the households";
  other.number = "16";
  other.since = Date(2019, 3, 1);
  known.apply(test::change(other));
  EXPECT_THAT(told_at(std::span(&text, 1), known, built_in_model()), testing::IsEmpty());
  known.set_heard(short_ref(test_ref("ahmed")), heard_doors({moved.door}));
  EXPECT_THAT(told_at(std::span(&text, 1), known, built_in_model()), testing::IsEmpty()) << "whatever was heard before";
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
  const auto told = told_at(std::vector<HeardText>{{&jan, today}, {&named, today}}, known, starting_model());
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
