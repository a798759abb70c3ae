// Also tests comparisons.cc.
#include "libs/residents/residents.h"

#include <gtest/gtest.h>

#include "libs/residents/hearsay.h"
#include "libs/residents/town_for_test.h"

namespace tijdig::residents {
namespace {

using test::customer;
using test::test_ref;

Decision linked(const test::Customer& who) {
  const Register known = test::small_town();
  return link(customer(who), known, starting_model());
}

TEST(Link, FindsThePersonByNameBirthDateAndDoor) {
  const Decision found = linked({.surname = "Jansen", .initials = "J.C.", .birth = Date(1980, 5, 17)});
  EXPECT_EQ(found.band, Band::person);
  EXPECT_EQ(found.person(), test_ref("jan"));
  EXPECT_TRUE(found.may_contact());
}

TEST(Link, FindsTheHouseholdWhenOnlyTheFamilyIsNamed) {
  const Decision found = linked({.surname = "Fam. Jansen", .initials = ""});
  EXPECT_EQ(found.band, Band::household);
  EXPECT_EQ(found.person(), std::nullopt);
  EXPECT_TRUE(found.household().has_value());
}

TEST(Link, KnowsAMarriedWomanByHerPartnersName) {
  const Decision found = linked({.surname = "Jansen-de Vries", .initials = "E", .birth = Date(1982, 11, 3)});
  EXPECT_EQ(found.person(), test_ref("els"));
}

TEST(Link, GivesPartnersOneHousehold) {
  EXPECT_EQ(linked({.surname = "Jansen", .initials = "J.C.", .birth = Date(1980, 5, 17)}).household(),
            linked({.surname = "de Vries", .initials = "E", .birth = Date(1982, 11, 3)}).household());
}

TEST(Link, LinksNobodyToAStrangerAtTheSameDoor) {
  const Decision found = linked({.surname = "Pietersen", .initials = "K", .birth = Date(1990, 4, 4)});
  EXPECT_LT(found.band, Band::household);
}

TEST(Link, FindsSomebodyWhoMovedByTheFormerDoor) {
  Register known = test::small_town();
  known.apply(test::change({.name = "ahmed",
                            .surname = "El Amrani",
                            .first_names = "Ahmed",
                            .birth = Date(1975, 8, 21),
                            .postcode = "2725ZZ",
                            .number = "90",
                            .since = Date(2024, 2, 1)}));
  const Decision found =
      link(customer({.surname = "El Amrani", .initials = "A", .birth = Date(1975, 8, 21), .number = "14"}), known,
           starting_model());
  EXPECT_EQ(found.person(), test_ref("ahmed"));
  EXPECT_EQ(found.best[0].levels.door, DoorLevel::former);
}

// Ahmed where the register does not have him, in another part of town.
const test::Customer ahmed_elsewhere{
    .surname = "El Amrani", .initials = "A", .birth = Date(1975, 8, 21), .postcode = "2725ZZ", .number = "90"};

TEST(Link, LooksInTheWholeTownForWhomNobodyNearFits) {
  test::Customer name_only = ahmed_elsewhere;
  name_only.birth.reset();
  EXPECT_EQ(linked(name_only).best[0].person, test_ref("ahmed"));
  test::Customer misspelt = ahmed_elsewhere;
  misspelt.surname = "El Amrrani";
  EXPECT_EQ(linked(misspelt).best[0].person, test_ref("ahmed"));
  EXPECT_GE(linked(misspelt).band, Band::household);
}

TEST(Link, CallsNoNameRareBecauseTheRegisterIsSmall) {
  Register small(Date(2024, 1, 1));
  small.load(std::vector{test::change(
      {.name = "ahmed", .surname = "El Amrani", .first_names = "Ahmed", .birth = Date(1975, 8, 21), .number = "14"})});
  test::Customer name_only = ahmed_elsewhere;
  name_only.birth.reset();
  EXPECT_LT(link(customer(name_only), small, built_in_model()).best[0].surname_term, 0);
}

TEST(Link, TellsWhereElseItLooked) {
  const Register known = test::small_town();
  Keys beyond;
  link(customer({.surname = "Jansen", .initials = "J.C.", .birth = Date(1980, 5, 17)}), known, starting_model(), {},
       &beyond);
  EXPECT_TRUE(beyond.empty()) << "he was found at home";
  test::Customer name_only = ahmed_elsewhere;
  name_only.birth.reset();
  link(customer(name_only), known, starting_model(), {}, &beyond);
  EXPECT_EQ(beyond, far_keys_of(customer(name_only)));
}

TEST(Link, AsksAClerkWhenTheBirthDateDiffersAndTheDoorIsAnother) {
  test::Customer neighbour{.surname = "El Amrani", .initials = "A", .birth = Date(1950, 1, 2), .number = "14"};
  EXPECT_EQ(linked(neighbour).band, Band::household);
  neighbour.number = "41";
  EXPECT_LT(linked(neighbour).band, Band::household);
}

TEST(Link, IsSurerOfAHouseholdWhoseDoorIsAnother) {
  LinkModel strict = starting_model();
  strict.thresholds.person = 1'000'001;
  const Register known = test::small_town();
  const Decision found = link(customer(ahmed_elsewhere), known, strict);
  strict.thresholds.household = found.household_ppm;
  strict.thresholds.away_household = found.household_ppm;
  strict.seal();
  EXPECT_EQ(link(customer(ahmed_elsewhere), known, strict).band, Band::household);
  strict.thresholds.away_household = found.household_ppm + 1;
  strict.seal();
  EXPECT_EQ(link(customer(ahmed_elsewhere), known, strict).band, Band::review);
}

TEST(Link, DoesNotLinkAgainWhomAPersonRuledOut) {
  const Register known = test::small_town();
  const ShortRef jan = short_ref(test_ref("jan"));
  const Decision found = link(customer({.surname = "Jansen", .initials = "J.C.", .birth = Date(1980, 5, 17)}), known,
                              starting_model(), {&jan, 1});
  EXPECT_NE(found.person(), test_ref("jan"));
  EXPECT_TRUE(found.has(ruled_out));
}

TEST(Link, SendsTheDeceasedToAClerk) {
  Register known = test::small_town();
  RegisterChange died = test::change({.name = "ahmed",
                                      .surname = "El Amrani",
                                      .first_names = "Ahmed",
                                      .birth = Date(1975, 8, 21),
                                      .number = "14",
                                      .since = Date(2024, 2, 1)});
  died.is_deceased = true;
  known.apply(died);
  const Decision found =
      link(customer({.surname = "El Amrani", .initials = "A", .birth = Date(1975, 8, 21), .number = "14"}), known,
           starting_model());
  EXPECT_EQ(found.band, Band::review);
  EXPECT_TRUE(found.has(is_deceased));
}

TEST(Link, GivesTheSameBytesAgain) {
  const test::Customer who{.surname = "Janssen", .initials = "J", .birth = Date(1980, 5, 17)};
  EXPECT_EQ(to_bytes(linked(who)), to_bytes(linked(who)));
}

TEST(Link, BearsNamesOfAnyLengthAndAnyBytes) {
  std::string noise(10'000, 'x');
  for (std::size_t i = 0; i < noise.size(); i += 7) noise[i] = static_cast<char>(0x80 + i % 100);
  EXPECT_LT(linked({.surname = noise, .initials = noise}).band, Band::household);
  EXPECT_LT(linked({.surname = "\xf0\x9f\x98\x80", .initials = ""}).band, Band::household);
  EXPECT_LT(linked({.surname = "", .initials = ""}).band, Band::household);
}

// A father and a son of one initial, at one door.
Decision linked_to_father_or_son(Date son_born, const test::Customer& who) {
  Register known(Date(2024, 1, 1));
  known.load(std::vector{
      test::change({.name = "jan", .surname = "Jansen", .first_names = "Jan", .birth = Date(1980, 5, 17)}),
      test::change(
          {.name = "joris", .surname = "Jansen", .first_names = "Joris", .birth = son_born, .parents = {"jan"}})});
  return link(customer(who), known, built_in_model());
}

TEST(Link, SeldomMeansAChildUnderAge) {
  const test::Customer bill{.surname = "Jansen", .initials = "J"};
  const Decision of_a_child = linked_to_father_or_son(Date(2008, 3, 4), bill);
  ASSERT_EQ(of_a_child.best.count(), 2U);
  EXPECT_EQ(of_a_child.best[0].person, test_ref("jan"));
  EXPECT_NE(of_a_child.best[1].flags & under_age, 0);
  EXPECT_EQ(of_a_child.best[0].weight - of_a_child.best[1].weight, -built_in_model().under_age);
  const Decision of_age = linked_to_father_or_son(Date(2006, 12, 31), bill);
  EXPECT_EQ(of_age.best[0].weight, of_age.best[1].weight) << "of age from the year of the eighteenth birthday";
}

TEST(Link, MeansAChildUnderAgeWhoseBirthDateStandsThere) {
  const test::Customer policy{
      .surname = "Jansen", .initials = "J", .birth = Date(2008, 3, 4), .kind = PartnerKind::health_insurance};
  const Decision found = linked_to_father_or_son(Date(2008, 3, 4), policy);
  EXPECT_EQ(found.best[0].person, test_ref("joris"));
  EXPECT_TRUE(verify(found, built_in_model()));
  MilliBits sum = 0;
  for (const EvidenceRow& row : explain(found, built_in_model())) {
    if (row.what == "posterior") break;
    sum += row.weight;
  }
  EXPECT_EQ(sum, found.best[0].weight);
}

TEST(Link, FavoursNeitherOfACoupleForARareName) {
  Register known = test::small_town();
  known.load(std::vector{test::change(
      {.name = "third", .surname = "de Vries", .first_names = "Piet", .birth = Date(1950, 1, 2), .number = "77"})});
  const Decision found = link(customer({.surname = "Jansen-de Vries", .initials = ""}), known, built_in_model());
  ASSERT_GE(found.best.count(), 2U);
  EXPECT_EQ(found.best[0].weight, found.best[1].weight);
  EXPECT_EQ(found.band, Band::household);
}

TEST(Link, NamesNobodyByABirthDateWithOtherInitials) {
  const Decision found = linked({.surname = "El Amrani", .initials = "K", .birth = Date(1975, 8, 21), .number = "14"});
  EXPECT_EQ(found.best[0].person, test_ref("ahmed"));
  EXPECT_EQ(found.band, Band::household);
}

TEST(Link, ThinksOfWhoLivesWithSomebodyHeardOfAtTheDoor) {
  Register known = test::small_town();
  const test::Customer there{.surname = "Jansen", .initials = "E", .postcode = "2725ZZ", .number = "90"};
  known.set_heard(short_ref(test_ref("jan")), heard_doors({customer(there).door}));
  Keys beyond;
  const Decision found = link(customer(there), known, built_in_model(), {}, &beyond);
  EXPECT_EQ(found.best[0].person, test_ref("els")) << "who may be called so, not he who was heard of";
  EXPECT_GE(found.band, Band::household);
  EXPECT_TRUE(beyond.holds(door_key(known.find(test_ref("els"))->door))) << "so that a change there is noticed";
}

// Three families of one name, of whom somebody each is heard of at one door.
TEST(Link, DoesNotDependOnTheOrderOfTheRegisterWhenManyAreHeardOfAtADoor) {
  const test::Customer there{.surname = "Jansen", .initials = "", .postcode = "2725ZZ", .number = "90"};
  std::vector<RegisterChange> changes;
  for (int door = 1; door <= 6; ++door)
    for (const std::string first : {"Ada", "Ben", "Cas"})
      changes.push_back(test::change({.name = first + std::to_string(door),
                                      .surname = "Jansen",
                                      .first_names = first,
                                      .birth = Date(1970 + door, 1, 5),
                                      .number = std::to_string(20 * door)}));
  const auto decided = [&] {
    Register known(Date(2024, 1, 1));
    known.load(changes);
    for (int door = 1; door <= 6; ++door)
      known.set_heard(short_ref(test_ref("Ada" + std::to_string(door))), heard_doors({customer(there).door}));
    return to_bytes(link(customer(there), known, built_in_model()));
  };
  const Bytes first = decided();
  std::reverse(changes.begin(), changes.end());
  EXPECT_EQ(first, decided());
  std::rotate(changes.begin(), changes.begin() + 7, changes.end());
  EXPECT_EQ(first, decided());
}

TEST(Link, TakesNobodyAlongInPlaceOfWhomAPersonRuledOut) {
  Register known = test::small_town();
  const test::Customer there{.surname = "Jansen", .initials = "E", .postcode = "2725ZZ", .number = "90"};
  known.set_heard(short_ref(test_ref("jan")), heard_doors({customer(there).door}));
  const ShortRef els = short_ref(test_ref("els"));
  const Decision found = link(customer(there), known, built_in_model(), {&els, 1});
  EXPECT_TRUE(found.has(ruled_out));
  for (const Candidate& candidate : found.best) EXPECT_NE(candidate.person, test_ref("els"));
}

TEST(Link, ForgivesTheBirthDateOfThePartner) {
  const Decision found = linked({.surname = "de Vries", .initials = "E", .birth = Date(1980, 5, 17)});
  EXPECT_EQ(found.best[0].person, test_ref("els"));
  EXPECT_EQ(found.best[0].levels.birth, BirthLevel::of_a_housemate);
}

TEST(Link, NamesNobodyOfAFamilyWithoutInitials) {
  const Decision found = linked({.surname = "Jansen", .initials = "", .birth = Date(1980, 5, 17)});
  EXPECT_EQ(found.band, Band::household);
}

TEST(Link, NamesNobodyByABirthDateThatComesWithTheNameOfAnother) {
  Register known = test::small_town();
  known.set_heard(short_ref(test_ref("jan")),
                  heard_doors({customer({.surname = "x", .initials = "", .number = "90"}).door}));
  const Decision found =
      link(customer({.surname = "Zwart", .initials = "Q", .birth = Date(1980, 5, 17), .number = "90"}), known,
           starting_model());
  EXPECT_LT(found.band, Band::person);
}

TEST(Link, LeavesOtherInitialsWithoutBirthDateToAClerk) {
  const Decision found = linked({.surname = "El Amrani", .initials = "K", .number = "14"});
  EXPECT_LT(found.band, Band::household);
  EXPECT_TRUE(found.has(address_alone));
}

// Jan and Els Jansen with their grown child, at one door.
Register with_grown_child() {
  Register known = test::small_town();
  known.apply(test::change({.name = "kim",
                            .surname = "Jansen",
                            .first_names = "Kim",
                            .birth = Date(2000, 1, 9),
                            .parents = {"jan", "els"}}));
  return known;
}

TEST(Link, TakesABillOfTheDwellingToTheParentsOfAGrownChild) {
  const Register known = with_grown_child();
  const test::Customer family{.surname = "Fam. Jansen", .initials = ""};
  const Decision found = link(customer(family), known, starting_model());
  EXPECT_EQ(found.band, Band::household);
  EXPECT_EQ(found.founder, known.find(test_ref("jan"))->household);
  EXPECT_NE(found.founder, known.find(test_ref("kim"))->household);
  const Decision own = link(customer({.surname = "Jansen", .initials = "K"}), known, starting_model());
  EXPECT_EQ(own.founder, known.find(test_ref("kim"))->household);
}

TEST(Link, TakesNoPolicyOfAGrownChildToTheParents) {
  const Register known = with_grown_child();
  const Decision found = link(customer({.surname = "Jansen", .initials = "", .kind = PartnerKind::health_insurance}),
                              known, starting_model());
  EXPECT_LT(found.band, Band::household);
}

TEST(Link, TakesABillOfTheDwellingToTheParentsOfAChildWhoLeft) {
  Register known = with_grown_child();
  known.apply(test::change({.name = "kim",
                            .surname = "Jansen",
                            .first_names = "Kim",
                            .birth = Date(2000, 1, 9),
                            .postcode = "2725ZZ",
                            .number = "90",
                            .since = Date(2023, 2, 1),
                            .parents = {"jan", "els"}}));
  const auto meant_with_parents = [&](const test::Customer& who) {
    const Decision found = link(customer(who), known, starting_model());
    return std::any_of(found.best.begin(), found.best.end(),
                       [](const Candidate& one) { return (one.flags & meant_with_parent) != 0; });
  };
  EXPECT_TRUE(meant_with_parents({.surname = "Fam. Jansen", .initials = ""}));
  EXPECT_FALSE(meant_with_parents({.surname = "Jansen", .initials = "K", .postcode = "2725ZZ", .number = "90"}));
}

bool agrees_with_somebody(const Candidate& one) { return one.levels.birth == BirthLevel::of_a_housemate; }

TEST(Link, TakesTheBirthDateOfAParentForNoSlipOfTheChilds) {
  const Decision found = link(customer({.surname = "Jansen", .initials = "", .birth = Date(1980, 5, 17)}),
                              with_grown_child(), starting_model());
  EXPECT_EQ(found.band, Band::household);
  for (const Candidate& one : found.best) EXPECT_FALSE(one.person == test_ref("kim") && agrees_with_somebody(one));
}

TEST(Link, AsksForANameBehindASharedDoor) {
  Register known = test::small_town();
  for (const std::string name : {"vos", "smit"})
    known.apply(test::change({.name = name, .surname = name, .first_names = "Xaver", .birth = Date(1990, 1, 2)}));
  const auto band_of = [&](const test::Customer& who) { return link(customer(who), known, starting_model()).band; };
  EXPECT_EQ(band_of({.surname = "Fam. Vos", .initials = ""}), Band::review) << "who rents a room lives alone";
  EXPECT_EQ(band_of({.surname = "Vos", .initials = "", .birth = Date(1990, 1, 2)}), Band::person);
  EXPECT_EQ(band_of({.surname = "Fam. Jansen", .initials = ""}), Band::household) << "one of several of that name";
}

TEST(Link, SeesASlipInTheTwoLettersOfIj) {
  const auto level = [](const std::string& written, const std::string& registered) {
    const ResidentForm known =
        resident_form(test::change({.name = "x", .surname = registered, .first_names = "X", .birth = {}}));
    return compare_surnames(customer({.surname = written, .initials = ""}).names, known.names).level;
  };
  EXPECT_EQ(level("Dijk", "Dyk"), SurnameLevel::own);
  EXPECT_LE(level("van Djik", "Dijk"), SurnameLevel::near);
  EXPECT_LE(level("Winjen", "Wijnen"), SurnameLevel::near);
  EXPECT_EQ(level("Bos", "Dijk"), SurnameLevel::differs);
}

TEST(Link, FindsSomebodyWithoutBirthDateWhereAnotherPartnerWasSure) {
  Register known = test::small_town();
  const CustomerForm later = customer({.surname = "El Amrani", .initials = "A", .postcode = "2725ZZ", .number = "90"});
  EXPECT_LT(link(later, known, starting_model()).band, Band::household);
  known.set_heard(short_ref(test_ref("ahmed")), heard_doors({later.door}));
  const Decision found = link(later, known, starting_model());
  EXPECT_EQ(found.person(), test_ref("ahmed"));
  EXPECT_EQ(found.best[0].levels.door, DoorLevel::heard);
}

}  // namespace
}  // namespace tijdig::residents
