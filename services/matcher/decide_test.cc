// Also tests explain.cc.
#include "services/matcher/decide.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "services/matcher/explain.h"
#include "services/matcher/town_for_test.h"

namespace tijdig::matcher {
namespace {

const YearMonth september(2018, 9), october(2018, 10), november(2018, 11);

Decision look(const AddressState& state, YearMonth month) { return decide(state, run_of(month), rule_linker()); }

std::vector<EvidenceRow> why(const FoundMatch& one, const Decision& found, const AddressState& state, YearMonth month) {
  return explain_match(state, found.groups[one.group], one.match, run_of(month), rule_linker());
}

std::string text_of(const std::vector<EvidenceRow>& rows) {
  std::string text;
  for (const EvidenceRow& row : rows) text += row.what + ": " + row.found + " (" + std::to_string(row.weight) + ")\n";
  return text;
}

TEST(Decision, TwoPartnersOfOneHouseholdMatch) {
  const AddressState state =
      address_with({{.partner = "dunea", .initials = "J"}, {.partner = "menzis", .initials = "J"}});
  const Decision found = look(state, october);
  ASSERT_EQ(1u, found.matches.size());
  const Match& match = found.matches[0].match;
  EXPECT_EQ(MatchClass::same_month, match.match_class);
  EXPECT_TRUE(match.divosa_multiple);
  EXPECT_EQ(2u, match.signals.size());
  EXPECT_EQ(2u, match.persons.size());
  EXPECT_EQ(Date(2018, 10, 25), match.matched_on);
  EXPECT_EQ("0123456789abcdef", match.policy_version);
}

TEST(Decision, SaysWhyInRowsWithoutPersonalData) {
  const AddressState state =
      address_with({{.partner = "dunea", .surname = "van Zilverschoon", .initials = "J", .born = "1980-02-01"},
                    {.partner = "menzis", .surname = "Zilverschoon, van", .day = "2018-09-09", .initials = "JC"}});
  const Decision found = look(state, october);
  ASSERT_EQ(1u, found.matches.size());
  EXPECT_EQ(
      "window: 2 partners from 2018-08 to 2018-10, 1 of them in the last month (0)\n"
      "partners: dunea, menzis (0)\n"
      "model: names-2; links from 5.0 bits, apart below -1.0 bits; the address itself adds nothing (0)\n"
      "one household, menzis with dunea: 10.5 bits (0)\n"
      "surname, menzis with dunea: equal (9000)\n"
      "initials, menzis with dunea: agree as far as given (1500)\n"
      "birth date, menzis with dunea: unknown on one side (0)\n",
      text_of(why(found.matches[0], found, state, october)));
}

TEST(Decision, TwoHouseholdsAtOneAddressDoNotMatchEachOther) {
  const AddressState state =
      address_with({{.partner = "dunea", .surname = "Jansen"}, {.partner = "menzis", .surname = "Bakker"}});
  const Decision found = look(state, october);
  EXPECT_TRUE(found.matches.empty());
  EXPECT_TRUE(found.doubts.empty());
}

TEST(Decision, TwoHouseholdsAtOneAddressEachMatchAlone) {
  const AddressState state = address_with({{.partner = "dunea", .number = "1", .surname = "Jansen"},
                                           {.partner = "menzis", .number = "1", .surname = "Jansen"},
                                           {.partner = "dunea", .number = "2", .surname = "Bakker"},
                                           {.partner = "menzis", .number = "2", .surname = "Bakker"}});
  const Decision found = look(state, october);
  ASSERT_EQ(2u, found.matches.size());
  EXPECT_NE(found.matches[0].match.household, found.matches[1].match.household);
  EXPECT_EQ(2u, found.matches[0].match.signals.size());
}

TEST(Decision, AHouseholdKeepsItsIdAndMatchesAgainNextMonth) {
  AddressState state = address_with({{.partner = "dunea"}, {.partner = "menzis"}});
  const Decision first = look(state, october);
  evolve(state, first);
  EXPECT_TRUE(look(state, october).matches.empty()) << "the same match is not made twice";
  ASSERT_TRUE(add(state, signal({.partner = "eneco", .day = "2018-11-02"}), false));
  const Decision second = look(state, november);
  ASSERT_EQ(1u, second.matches.size());
  EXPECT_EQ(first.matches[0].match.household, second.matches[0].match.household);
  EXPECT_NE(first.matches[0].match.id, second.matches[0].match.id);
  EXPECT_EQ(MatchClass::consecutive, second.matches[0].match.match_class);
}

TEST(Decision, AChangedAmountMakesTheMatchOfTheMonthAgain) {
  AddressState state = address_with({{.partner = "dunea"}, {.partner = "menzis"}});
  const Decision first = look(state, october);
  evolve(state, first);
  ASSERT_TRUE(add(state, signal({.partner = "menzis", .euros = 90}), false));
  const Decision again = look(state, october);
  ASSERT_EQ(1u, again.matches.size());
  EXPECT_EQ(first.matches[0].match.id, again.matches[0].match.id) << "an update, not a second match";
}

TEST(Decision, AWithdrawnSignalDoesNotCount) {
  AddressState state = address_with({{.partner = "dunea"}, {.partner = "menzis"}});
  EXPECT_TRUE(withdraw(state, signal({.partner = "menzis"}).id));
  EXPECT_FALSE(withdraw(state, signal({.partner = "menzis"}).id));
  EXPECT_TRUE(look(state, october).matches.empty());
}

void withdraw_all(AddressState& state, const std::vector<Told>& told) {
  for (const Told& one : told) ASSERT_TRUE(withdraw(state, signal(one).id));
}

TEST(Decision, AHouseholdOfWhichAllWasWithdrawnKeepsItsIdForWhoComesLater) {
  const std::vector<Told> first{{.partner = "dunea", .initials = "J"}, {.partner = "menzis", .initials = "J"}};
  AddressState state = address_with(first);
  const Decision found = look(state, october);
  evolve(state, found);
  withdraw_all(state, first);
  EXPECT_TRUE(look(state, october).matches.empty());
  for (const char* partner : {"eneco", "vestia"})
    ASSERT_TRUE(add(state, signal({.partner = partner, .day = "2018-11-02", .initials = "J"}), false));
  const Decision later = look(state, november);
  ASSERT_EQ(1u, later.matches.size());
  EXPECT_EQ(found.matches[0].match.household, later.matches[0].match.household);
  EXPECT_EQ(2u, later.matches[0].match.signals.size());
  EXPECT_EQ(2u, later.matches[0].match.persons.size());
  EXPECT_FALSE(later.matches[0].match.divosa_consecutive);
  EXPECT_EQ(std::string::npos, text_of(why(later.matches[0], later, state, november)).find("dunea"));
}

TEST(Decision, AStrangerGetsNoHouseholdOfWhichAllWasWithdrawnNorItsId) {
  const std::vector<Told> first{{.partner = "dunea"}, {.partner = "menzis"}};
  AddressState state = address_with(first);
  const Decision found = look(state, october);
  evolve(state, found);
  withdraw_all(state, first);
  // The same two customers and signals, but of somebody else: the id would come from the same place and signal.
  for (const char* partner : {"dunea", "menzis"})
    ASSERT_TRUE(add(state, signal({.partner = partner, .surname = "Bakker"}), false));
  const Decision later = look(state, october);
  ASSERT_EQ(1u, later.matches.size());
  EXPECT_NE(found.matches[0].match.household, later.matches[0].match.household);
}

TEST(Decision, WhatWasWithdrawnPartsNobodyAndAsksNothing) {
  const std::vector<Told> first{{.partner = "dunea", .surname = "Bakker", .initials = "JCM"},
                                {.partner = "eneco", .surname = "Bakker", .initials = "JCM"}};
  AddressState state = address_with(first);
  evolve(state, look(state, october));
  withdraw_all(state, first);
  ASSERT_TRUE(add(state, signal({.partner = "menzis", .surname = "Bos", .initials = "JCM"}), false));
  EXPECT_TRUE(look(state, october).doubts.empty());
  ASSERT_TRUE(add(state, signal({.partner = "vestia", .surname = "Bos", .initials = "JCM"}), false));
  EXPECT_EQ(1u, look(state, october).matches.size());
}

TEST(Decision, ADoubtThatMattersBecomesOneQuestion) {
  AddressState state = address_with({{.partner = "dunea", .surname = "Jansen", .initials = "JCM"},
                                     {.partner = "menzis", .surname = "Bos", .initials = "JCM"}});
  const Decision found = look(state, october);
  EXPECT_TRUE(found.matches.empty());
  ASSERT_EQ(1u, found.doubts.size());
  EXPECT_EQ(2u, found.doubts[0].task.signals.size());
  EXPECT_NE(std::string::npos,
            text_of(found.doubts[0].task.evidence).find("surname, menzis with dunea: different (-5000)"));
  evolve(state, found);
  EXPECT_TRUE(look(state, october).doubts.empty()) << "asked once";
  EXPECT_TRUE(
      answer(state, {found.doubts[0].task.id, town_code, found.doubts[0].task.address, true, Date(2018, 11, 1), {}}));
  ASSERT_TRUE(
      add(state, signal({.partner = "dunea", .surname = "Jansen", .day = "2018-11-02", .initials = "JCM"}), false));
  EXPECT_EQ(1u, look(state, november).matches.size()) << "from then on one household";
}

TEST(Decision, ADoubtThatChangesNothingIsNotAsked) {
  const AddressState state = address_with({{.partner = "dunea", .surname = "Jansen", .initials = "JCM"},
                                           {.partner = "dunea", .number = "2", .surname = "Bos", .initials = "JCM"}});
  EXPECT_TRUE(look(state, october).doubts.empty()) << "one partner: no match either way";
}

TEST(Decision, APersonWithoutNameOrBirthDateIsAQuestion) {
  const AddressState state =
      address_with({{.partner = "dunea", .surname = ""}, {.partner = "menzis", .surname = "Jansen"}});
  EXPECT_TRUE(look(state, october).matches.empty());
  EXPECT_EQ(1u, look(state, october).doubts.size());
}

TEST(Decision, TheRowsOfAMatchStaySmall) {
  std::vector<Told> told;
  for (int i = 0; i < 12; ++i)
    told.push_back({.partner = i % 2 == 0 ? "de-goede-woning" : "zorg-en-zekerheid",
                    .number = std::to_string(i),
                    .initials = "JCM",
                    .born = "1980-02-01"});
  const AddressState state = address_with(told);
  const Decision found = look(state, october);
  ASSERT_EQ(1u, found.matches.size());
  EXPECT_LE(text_of(why(found.matches[0], found, state, october)).size(), 1024u);
}

// The promise of sequence neutrality: a thousand orders of arrival, one answer, byte for byte.
TEST(Decision, DoesNotDependOnTheOrderOfArrival) {
  std::vector<Told> told;
  const char* surnames[] = {"Jansen", "Janssen", "de Vries", "Jansen-de Vries", "", "Yilmaz"};
  for (int i = 0; i < 14; ++i)
    told.push_back({.partner = i % 3 == 0   ? "dunea"
                               : i % 3 == 1 ? "menzis"
                                            : "eneco",
                    .number = std::to_string(i / 2),
                    .surname = surnames[i % 6],
                    .day = i % 4 == 0 ? "2018-09-12" : "2018-10-0" + std::to_string(1 + i % 9),
                    .initials = i % 5 == 0 ? "" : "JC"});
  std::mt19937 chance(20181025);
  const AddressState first = address_with(told);
  const Decision expected = look(first, october);
  AddressState expected_after = first;
  evolve(expected_after, expected);
  ASSERT_FALSE(expected.matches.empty());
  for (int i = 0; i < 1000; ++i) {
    std::shuffle(told.begin(), told.end(), chance);
    AddressState state = address_with(told);
    ASSERT_EQ(encode(first), encode(state));
    const Decision found = look(state, october);
    ASSERT_EQ(expected.matches.size(), found.matches.size());
    for (std::size_t m = 0; m < found.matches.size(); ++m) ASSERT_EQ(expected.matches[m].match, found.matches[m].match);
    evolve(state, found);
    ASSERT_EQ(encode(expected_after), encode(state));
  }
}

}  // namespace
}  // namespace tijdig::matcher
