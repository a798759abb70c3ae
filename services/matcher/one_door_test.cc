#include "services/matcher/one_door.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/harness/registered_town.h"

namespace tijdig::matcher {
namespace {

const YearMonth november(2018, 11);

RegisterEntry moved(Registered one, const char* house, const char* as_of) {
  one.house = house;
  one.as_of = as_of;
  return entry(one);
}

RegisterEntry moved_alone(Registered one, const char* house, const char* as_of) {
  one.partner.reset();
  one.partner_surname.clear();
  return moved(one, house, as_of);
}

Told at(Told told, const char* house, const char* day) {
  told.house = house;
  told.day = day;
  return told;
}

// A second customer number, so that one person alone makes a match.
Told also_of(Told told, const char* partner) {
  told.partner = partner;
  return told;
}

std::vector<Match> matches_of(Town& town, YearMonth month) {
  std::vector<Match> found = town.matches();
  std::erase_if(found, [&](const Match& match) { return match.month != month; });
  return found;
}

// The couple's match of October.
HouseholdId first_match(Town& town) {
  town.send({of_husband, of_wife});
  town.close("2018-10-25");
  TIJDIG_CHECK(town.matches().size() == 1);
  return town.matches()[0].household;
}

TEST(OneDoor, ACoupleThatMovesTogetherKeepsItsHousehold) {
  for (const char* she_follows : {"2018-10-27", "2018-10-29"}) {
    Town town({husband, wife});
    const HouseholdId before = first_match(town);
    town.send(moved(husband, "40", "2018-10-27"));
    town.close("2018-10-28");
    town.send(moved(wife, "40", she_follows));
    town.close("2018-10-30");
    town.send({at(of_husband, "40", "2018-11-02"), at(of_wife, "40", "2018-11-03")});
    town.close("2018-11-25");
    const std::vector<Match> found = matches_of(town, november);
    ASSERT_EQ(found.size(), 1u) << she_follows;
    EXPECT_EQ(found[0].household, before) << she_follows;
    EXPECT_EQ(found[0].address.house.number(), 40u);
  }
}

TEST(OneDoor, ACoupleThatPartsIsTwoHouseholdsOfWhichTheOneThatStaysKeepsTheId) {
  Town town({husband, wife});
  const HouseholdId before = first_match(town);
  town.send(moved_alone(husband, "40", "2018-11-01"));
  town.send(moved_alone(wife, "12", "2018-11-01"));
  const Told his = at(of_husband, "40", "2018-11-02"), hers = at(of_wife, "12", "2018-11-03");
  town.send({his, also_of(his, "eneco"), hers, also_of(hers, "vestia")});
  town.close("2018-11-25");
  const std::vector<Match> found = matches_of(town, november);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_NE(found[0].id, found[1].id);
  for (const Match& match : found) EXPECT_EQ(match.household == before, match.address.house.number() == 12u);
}

TEST(OneDoor, WhenBothLeaveOneKeepsTheIdWhoeverLeftFirst) {
  std::optional<std::vector<Match>> first;
  for (const bool he_first : {true, false}) {
    Town town({husband, wife});
    const HouseholdId before = first_match(town);
    const auto leave = [&](bool he) {
      town.send(he ? moved_alone(husband, "40", "2018-11-01") : moved_alone(wife, "50", "2018-11-01"));
    };
    leave(he_first);
    leave(!he_first);
    const Told his = at(of_husband, "40", "2018-11-02"), hers = at(of_wife, "50", "2018-11-03");
    town.send({his, also_of(his, "eneco"), hers, also_of(hers, "vestia")});
    town.close("2018-11-25");
    std::vector<Match> found = matches_of(town, november);
    ASSERT_EQ(found.size(), 2u);
    std::sort(found.begin(), found.end(), [](const Match& a, const Match& b) { return a.id < b.id; });
    EXPECT_EQ(std::count_if(found.begin(), found.end(), [&](const Match& one) { return one.household == before; }), 1);
    if (!first) first = found;
    EXPECT_EQ(found, *first);
  }
}

TEST(OneDoor, WhoComesBackIsOfTheHouseholdAgain) {
  Town town({husband, wife});
  const HouseholdId before = first_match(town);
  town.send(moved_alone(husband, "40", "2018-11-01"));
  town.close("2018-11-02");
  town.send(moved(husband, "12", "2018-11-03"));
  town.send(moved(wife, "12", "2018-11-03"));
  town.send({at(of_husband, "12", "2018-11-04"), at(of_wife, "12", "2018-11-04")});
  town.close("2018-11-25");
  const std::vector<Match> found = matches_of(town, november);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].household, before);
  EXPECT_EQ(found[0].signals.size(), 4u);
}

TEST(OneDoor, TellsTheHouseholdThatKnowsItOfAWithdrawalBehindAnotherDoor) {
  Town town({husband, wife});
  const HouseholdId before = first_match(town);
  town.send(moved_alone(husband, "40", "2018-11-01"));
  town.close("2018-11-02");
  const Signal gone = signal(of_husband);
  town.send(SignalWithdrawn{gone.id, town_code, gone.address, Date(2018, 11, 3)});
  town.flow().settle();
  const auto back = town.flow().seen_on<SignalTakenBack>(flow::topics::matches);
  ASSERT_EQ(back.size(), 1u);
  EXPECT_EQ(back[0].household, before);
}

// evolve.h keeps the line; it goes along to the new door.
TEST(OneDoor, AHouseholdThatMovesWhileNobodySpeaksOfItKeepsItsId) {
  Town town({husband, wife});
  const HouseholdId before = first_match(town);
  for (const Told& told : {of_husband, of_wife}) {
    const Signal gone = signal(told);
    town.send(SignalWithdrawn{gone.id, town_code, gone.address, Date(2018, 10, 28)});
  }
  town.close("2018-10-28");
  for (const Registered& one : {husband, wife}) town.send(moved(one, "40", "2018-10-29"));
  town.send({at(of_husband, "40", "2018-11-02"), at(of_wife, "40", "2018-11-03")});
  town.close("2018-11-25");
  const std::vector<Match> found = matches_of(town, november);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].household, before);
  EXPECT_EQ(found[0].signals.size(), 2u);
}

// Moves, withdrawals and signals of one day in any order: the same matches, and the same household told.
TEST(OneDoor, DoesNotDependOnTheOrderWithinADay) {
  const Told his = at(of_husband, "40", "2018-11-02"), hers = at(of_wife, "50", "2018-11-03");
  std::vector<SignalsMessage> day{moved_alone(husband, "40", "2018-11-01"), moved_alone(wife, "50", "2018-11-01")};
  for (const Told& told : {his, also_of(his, "eneco"), hers, also_of(hers, "vestia")}) day.push_back(signal(told));
  const Signal gone = signal(of_husband);
  day.push_back(SignalWithdrawn{gone.id, town_code, gone.address, Date(2018, 11, 3)});
  std::mt19937 chance(11);
  std::optional<std::vector<Match>> first;
  for (int round = 0; round < 12; ++round) {
    Town town({husband, wife});
    const HouseholdId before = first_match(town);
    for (const SignalsMessage& record : day) std::visit([&](const auto& one) { town.send(one); }, record);
    town.close("2018-11-25");
    std::vector<Match> found = matches_of(town, november);
    std::sort(found.begin(), found.end(), [](const Match& a, const Match& b) { return a.id < b.id; });
    const auto back = town.flow().seen_on<SignalTakenBack>(flow::topics::matches);
    ASSERT_EQ(back.size(), 1u);
    EXPECT_EQ(back[0].household, before);
    if (!first) first = found;
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found, *first);
    std::shuffle(day.begin(), day.end(), chance);
  }
}

}  // namespace
}  // namespace tijdig::matcher
