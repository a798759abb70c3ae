// When two households become one: which goes on, and that it is told once.
#include "services/matcher/household_ids.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "libs/domain/address_id.h"
#include "tests/harness/registered_town.h"

namespace tijdig::matcher {
namespace {

HouseholdId household(const char* name) { return HouseholdId::of(StableHasher(name)); }
const HouseholdId smaller = std::min(household("a"), household("b"));
const HouseholdId larger = std::max(household("a"), household("b"));

// Four customers at one address, two of each surname, and each surname a household.
AddressState two_households() {
  AddressState state = address_with({{.partner = "dunea", .number = "1", .surname = "Jansen", .initials = "A.B."},
                                     {.partner = "menzis", .number = "2", .surname = "Jansen", .initials = "A.B."},
                                     {.partner = "dunea", .number = "3", .surname = "Visser", .initials = "C.D."},
                                     {.partner = "menzis", .number = "4", .surname = "Visser", .initials = "C.D."}});
  for (CustomerLine& line : state.lines)
    line.household = line.person.surname == PrivateText("Jansen") ? larger : smaller;
  return state;
}

// A person said that these are one household.
void link_all(AddressState& state) {
  for (const CustomerLine& left : state.lines)
    for (const CustomerLine& right : state.lines)
      if (left.customer < right.customer)
        state.reviews.push_back({StableHasher("review").add(left.customer.bytes()).add(right.customer.bytes()).finish(),
                                 {left.customer},
                                 {right.customer},
                                 true,
                                 true});
}

TEST(JoinedHouseholds, AreNoneWhereNobodyWasLinked) {
  AddressState state = two_households();
  const AddressState before = state;
  EXPECT_TRUE(join_households(state, rule_linker()).empty());
  EXPECT_EQ(state, before);
}

TEST(JoinedHouseholds, GoOnAsTheSmallerIdAndAreToldOnce) {
  AddressState state = two_households();
  link_all(state);
  EXPECT_EQ(join_households(state, rule_linker()), (std::vector<Joined>{{larger, smaller}}));
  for (const CustomerLine& line : state.lines) EXPECT_EQ(line.household, smaller);
  EXPECT_TRUE(join_households(state, rule_linker()).empty());
}

TEST(JoinedHouseholds, AreNotThoseOfWhichOneGoesOnBesideTheOther) {
  AddressState state = two_households();
  for (CustomerLine& line : state.lines)
    if (line.customer == signal({.partner = "menzis", .number = "4"}).customer) line.household = larger;
  EXPECT_TRUE(join_households(state, rule_linker()).empty()) << "one of the Visser lines was of the other: both go on";
}

TEST(JoinedHouseholds, CarryAlongWhoIsSpokenOfNoMore) {
  AddressState state = two_households();
  link_all(state);
  const Signal gone = signal({.partner = "menzis", .number = "2"});
  ASSERT_TRUE(withdraw(state, gone.id));
  EXPECT_EQ(join_households(state, rule_linker()), (std::vector<Joined>{{larger, smaller}}));
  for (const CustomerLine& line : state.lines) EXPECT_EQ(line.household, smaller);
}

TEST(JoinedHouseholds, AreAlsoThoseOfWhomNobodySpeaksAnyMore) {
  AddressState state = two_households();
  link_all(state);
  for (const char* number : {"1", "2"})
    ASSERT_TRUE(
        withdraw(state, signal({.partner = number == std::string("1") ? "dunea" : "menzis", .number = number}).id));
  EXPECT_EQ(join_households(state, rule_linker()), (std::vector<Joined>{{larger, smaller}})) << "they may have said no";
}

TEST(JoinedHouseholds, LeaveOutWhoLivesApart) {
  AddressState state = two_households();
  link_all(state);
  for (CustomerLine& line : state.lines) line.is_apart = line.household == larger;
  EXPECT_TRUE(join_households(state, rule_linker()).empty());
}

Registered at(Registered one, const char* house, const char* as_of, bool alone) {
  one.house = house;
  one.as_of = as_of;
  if (alone) {
    one.partner.reset();
    one.partner_surname.clear();
  }
  return one;
}

Told also_of(Told told, const char* partner) {
  told.partner = partner;
  return told;
}

// Two who live alone, each with a match in October.
void two_matches(Town& town) {
  Told hers = of_wife;
  hers.house = "40";
  town.send({of_husband, also_of(of_husband, "eneco"), hers, also_of(hers, "vestia")});
  town.close("2018-10-25");
  TIJDIG_CHECK(town.matches().size() == 2);
}

TEST(JoinedHouseholds, AreToldTheDayTheRegisterSaysSo) {
  for (const bool he_first : {true, false}) {
    Town town({at(husband, "12", "2018-09-01", true), at(wife, "40", "2018-09-01", true)});
    two_matches(town);
    const HouseholdId first = std::min(town.matches()[0].household, town.matches()[1].household);
    if (he_first) town.send(entry(at(husband, "12", "2018-10-27", false)));
    town.send(entry(at(wife, "12", "2018-10-27", false)));
    if (!he_first) town.send(entry(at(husband, "12", "2018-10-27", false)));
    town.close("2018-10-28");
    const auto merged = town.flow().seen_on<HouseholdMerged>(flow::topics::matches);
    ASSERT_EQ(merged.size(), 1u);
    EXPECT_EQ(merged[0].into, first);
    EXPECT_EQ(merged[0].day, Date(2018, 10, 28));
    EXPECT_EQ(merged[0].address.house.number(), 12u);
    town.close("2018-10-29");
    town.close("2018-11-25");
    EXPECT_EQ(town.flow().seen_on<HouseholdMerged>(flow::topics::matches).size(), 1u);
  }
}

TEST(JoinedHouseholds, ThatPartAgainAreTheOneThatStaysAndANewOne) {
  Town town({at(husband, "12", "2018-09-01", true), at(wife, "40", "2018-09-01", true)});
  two_matches(town);
  std::vector<HouseholdId> before;
  for (const Match& match : town.matches()) before.push_back(match.household);
  town.send(entry(at(wife, "12", "2018-10-27", false)));
  town.send(entry(at(husband, "12", "2018-10-27", false)));
  town.close("2018-10-28");
  town.send(entry(at(wife, "40", "2018-11-05", true)));
  town.send(entry(at(husband, "12", "2018-11-05", true)));
  Told his = of_husband, hers = of_wife;
  his.day = hers.day = "2018-11-08";
  hers.house = "40";
  town.send({his, also_of(his, "eneco"), hers, also_of(hers, "vestia")});
  town.close("2018-11-25");
  std::vector<Match> found = town.matches();
  std::erase_if(found, [](const Match& match) { return match.month != YearMonth(2018, 11); });
  ASSERT_EQ(found.size(), 2u);
  const HouseholdId goes_on = std::min(before[0], before[1]), went_away = std::max(before[0], before[1]);
  for (const Match& match : found) {
    EXPECT_EQ(match.household == goes_on, match.address.house.number() == 12u);
    EXPECT_NE(match.household, went_away) << "what is known of it is with the one that went on";
  }
}

}  // namespace
}  // namespace tijdig::matcher
