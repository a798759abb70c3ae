// The matcher where policy links through the register. Also tests block_list.cc, homes.cc, placing.cc,
// register_in_state.cc, register_keeping.cc, register_linker.cc, register_state_codec.cc, verdict_keeping.cc and
// verdicts_codec.cc.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "libs/domain/address_id.h"
#include "tests/harness/registered_town.h"

namespace tijdig::matcher {
namespace {

TEST(MatcherByRegister, FindsACoupleOfTwoNamesToBeOneHousehold) {
  Town town({husband, wife});
  town.send({of_husband, of_wife});
  town.close("2018-10-25");
  ASSERT_EQ(town.matches().size(), 1u);
  EXPECT_EQ(town.matches()[0].signals.size(), 2u);
  EXPECT_EQ(town.flow().dead_letters(), 0u);
}

TEST(MatcherByRegister, KeepsStrangersBehindOneDoorApart) {
  Town town({husband,
             {.bsn = 2, .surname = "Visser", .initials = "C.", .born = "1999-05-06"},
             {.bsn = 3, .surname = "Smit", .initials = "D.", .born = "1950-05-06"}});
  town.send({of_husband, {.partner = "menzis", .surname = "Visser", .initials = "C.", .born = "1999-05-06"}});
  town.close("2018-10-25");
  EXPECT_TRUE(town.matches().empty());
}

// Two at one door without a relation in the register, each with a signal.
std::size_t matches_of_two(std::optional<Date> one_arrived, std::optional<Date> other_arrived) {
  Town town({{.bsn = 0, .surname = "Jansen", .initials = "A.", .born = "1990-02-03", .arrived = one_arrived},
             {.bsn = 1, .surname = "Bakker", .initials = "C.", .born = "1991-05-06", .arrived = other_arrived}});
  town.send({{.partner = "dunea", .surname = "Jansen", .initials = "A.", .born = "1990-02-03"},
             {.partner = "menzis", .surname = "Bakker", .initials = "C.", .born = "1991-05-06"}});
  town.close("2018-10-25");
  return town.matches().size();
}

TEST(MatcherByRegister, TakesTwoOfOneRegisterFileForNoCouple) { EXPECT_EQ(matches_of_two({}, {}), 0u); }

TEST(MatcherByRegister, TakesTwoWhoCameOnOneDayForACouple) {
  EXPECT_EQ(matches_of_two(Date(2012, 3, 4), Date(2012, 3, 4)), 1u);
  EXPECT_EQ(matches_of_two(Date(2012, 3, 4), Date(2016, 3, 4)), 0u);
  EXPECT_EQ(matches_of_two(Date(2012, 3, 4), {}), 0u);
}

TEST(MatcherByRegister, BringsTheSignalsOfAHouseholdThatMovedToItsDoorOfToday) {
  Town town({husband, wife});
  town.send({of_husband});  // at the old door
  town.close("2018-10-02");
  auto moved = [](Registered one) {
    one.house = "40";
    one.as_of = "2018-10-03";
    return entry(one);
  };
  town.send(moved(husband));
  town.send(moved(wife));
  Told at_new_door = of_wife;
  at_new_door.house = "40";
  town.send({at_new_door});
  town.close("2018-10-25");
  ASSERT_EQ(town.matches().size(), 1u);
  EXPECT_EQ(town.matches()[0].signals.size(), 2u);
  EXPECT_EQ(town.matches()[0].address.house.number(), 40u);
}

TEST(MatcherByRegister, BringsNobodyToADoorOnALinkThatIsNotThere) {
  Town town({husband, wife});
  town.send({{.partner = "dunea", .surname = "Onbekend", .initials = "Z.", .born = "1930-01-09"},
             {.partner = "menzis", .surname = "Onbekend", .initials = "Z.", .born = "1930-01-09"}});
  town.close("2018-10-25");
  EXPECT_TRUE(town.matches().empty());
}

// The rule linker works until there is a register; then what it left undone is linked.
TEST(MatcherByRegister, ComparesSignalsWithEachOtherUntilTheRegisterIsThere) {
  Town town({}, 0);
  town.send({of_husband,
             {.partner = "menzis", .surname = "Jansen", .initials = "A."},
             {.partner = "eneco", .house = "14"},
             {.partner = "vestia", .surname = "Bakker", .house = "14", .initials = "C.", .born = "1981-05-06"}});
  town.close("2018-10-25");
  EXPECT_EQ(town.matches().size(), 1u);
  Registered elsewhere = husband;
  elsewhere.house = "14";
  for (const Registered& one : {husband, wife}) town.send(entry(one));
  town.send({{.partner = "dunea", .day = "2018-11-02", .initials = "A.", .born = "1980-02-03"}});
  town.close("2018-11-25");
  EXPECT_EQ(town.matches().size(), 2u);
}

TEST(MatcherByRegister, ForgetsASignalThatWasWithdrawnAfterItsLineHadMoved) {
  Town town({{.bsn = 0, .house = "40"}});
  const Told told{.partner = "dunea", .house = "12", .initials = "A.", .born = "1980-02-03"};
  town.send({told, {.partner = "menzis", .house = "40", .initials = "A.", .born = "1980-02-03"}});
  town.close("2018-10-02");
  const Signal gone = signal(told);
  town.send(SignalWithdrawn{gone.id, town_code, gone.address, gone.received});
  town.close("2018-10-25");
  EXPECT_TRUE(town.matches().empty());
}

TEST(MatcherByRegister, TellsTheHouseholdOfASignalThatIsTakenBackWhereItsLineHadMoved) {
  Town town({{.bsn = 0, .house = "40"}});
  const Told told{.partner = "dunea", .house = "12", .initials = "A.", .born = "1980-02-03"};
  town.send({told, {.partner = "menzis", .house = "40", .initials = "A.", .born = "1980-02-03"}});
  town.close("2018-10-25");
  ASSERT_EQ(town.matches().size(), 1u);
  const Signal gone = signal(told);
  town.send(SignalWithdrawn{gone.id, town_code, gone.address, Date(2018, 10, 28)});
  town.flow().settle();
  const auto back = town.flow().seen_on<SignalTakenBack>(flow::topics::matches);
  ASSERT_EQ(back.size(), 1u);
  EXPECT_EQ(back[0].household, town.matches()[0].household);
  EXPECT_EQ(back[0].signal, gone.id);
}

TEST(MatcherByRegister, ExplainsEachMatchWithTheEvidenceOfEachCustomer) {
  Town town({husband, wife});
  town.send({of_husband, of_wife});
  town.close("2018-10-25");
  ASSERT_EQ(town.matches().size(), 1u);
  const std::vector<EvidenceRow> rows = town.matches()[0].evidence;
  const auto about = [&](const std::string& what) {
    return std::count_if(rows.begin(), rows.end(), [&](const EvidenceRow& row) { return row.what.starts_with(what); });
  };
  EXPECT_EQ(about("one household, "), 2);
  EXPECT_EQ(about("posterior, "), 2);
  EXPECT_EQ(about("birth date, "), 2);
}

LinkDenied denied(const Match& match, const std::string& partner) {
  LinkDenied one;
  one.entry = stable_hash128("unlink " + partner);
  one.municipality = town_code;
  one.address = address_id_of(town_code, match.address);
  one.household = match.household;
  for (const MatchedSignal& signal : match.signals)
    if (signal.partner.text() == partner) one.signals.push_back(signal.id);
  one.reason = UnlinkReason::wrong_household;
  one.day = Date(2018, 10, 29);
  return one;
}

TEST(MatcherByRegister, LinksNoLaterSignalOfACustomerToAHouseholdThatAPersonDenied) {
  Town town({husband, wife});
  town.send({of_husband, of_wife});
  town.close("2018-10-25");
  ASSERT_EQ(town.matches().size(), 1u);
  town.send(denied(town.matches()[0], "menzis"));
  Told later = of_wife;
  later.day = "2018-11-02";
  Told his = of_husband;
  his.day = "2018-11-03";
  town.send({later, his});
  town.close("2018-11-25");
  EXPECT_EQ(town.matches().size(), 1u);
  EXPECT_EQ(town.flow().dead_letters(), 0u);
}

TEST(MatcherByRegister, MatchesAgainWithoutTheOneThatWasDenied) {
  Town town({husband, wife});
  const Told rent{.partner = "vestia", .surname = "Jansen", .initials = "A.", .born = "1980-02-03"};
  town.send({of_husband, of_wife, rent});
  town.close("2018-10-25");
  ASSERT_EQ(town.matches().size(), 1u);
  EXPECT_EQ(town.matches()[0].signals.size(), 3u);
  town.send(denied(town.matches()[0], "menzis"));
  Told his = of_husband;
  his.day = "2018-11-03";
  town.send({his});
  town.close("2018-11-25");
  ASSERT_EQ(town.matches().size(), 2u);
  const Match again = town.matches()[1];
  for (const MatchedSignal& signal : again.signals) EXPECT_NE(signal.partner.text(), "menzis");
}

TEST(MatcherByRegister, FindsTheSignalsToDenyAfterTheirHouseholdMoved) {
  Town town({husband, wife});
  town.send({of_husband, of_wife});
  town.close("2018-10-25");
  ASSERT_EQ(town.matches().size(), 1u);
  for (Registered one : {husband, wife}) {
    one.house = "40";
    one.as_of = "2018-10-26";
    town.send(entry(one));
  }
  town.close("2018-10-26");
  for (Registered one : {husband, wife}) {
    one.house = "50";
    one.as_of = "2018-10-27";
    town.send(entry(one));
  }
  town.close("2018-10-27");
  Match at_the_door_between = town.matches()[0];
  at_the_door_between.address.house = *HouseNumber::parse("40", "", "");
  town.send(denied(at_the_door_between, "menzis"));
  town.flow().settle();
  EXPECT_EQ(town.flow().dead_letters(), 0u);
  EXPECT_EQ(town.labels().size(), 1u);
}

TEST(MatcherByRegister, TurnsAnUnlinkIntoALabelOfLevelsOnly) {
  Town town({husband, wife});
  town.send({of_husband, of_wife});
  town.close("2018-10-25");
  ASSERT_EQ(town.matches().size(), 1u);
  town.send(denied(town.matches()[0], "menzis"));
  town.flow().settle();
  ASSERT_EQ(town.labels().size(), 1u);
  EXPECT_EQ(town.labels()[0].kind, PartnerKind::health_insurance);
  EXPECT_EQ(town.labels()[0].same_household, false);
  EXPECT_NE(town.labels()[0].model_hash, 0u);
}

TEST(MatcherByRegister, LearnsFromTheAnswerOfAClerkAndMatchesByIt) {
  Registered private_wife = wife;
  private_wife.secrecy = true;  // which always makes it a clerk's question
  Town town({husband, private_wife});
  town.send({of_husband, of_wife});
  town.close("2018-10-25");
  EXPECT_TRUE(town.matches().empty());
  ASSERT_EQ(town.tasks().size(), 1u);
  const ReviewTask asked = town.tasks()[0];
  const std::vector<EvidenceRow>& rows = asked.evidence;
  EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [](const EvidenceRow& row) {
    return row.what.starts_with("rival 1") || row.what.starts_with("veto");
  })) << "the best candidate, what stands against it, and who else it may be";
  town.send(ReviewAnswer{asked.id, town_code, asked.address, true, Date(2018, 10, 30), {}});
  town.close("2018-10-31");
  ASSERT_EQ(town.labels().size(), 1u);
  EXPECT_EQ(town.labels()[0].same_household, true);
  Told later = of_husband;
  later.day = "2018-11-02";
  town.send({later});
  town.close("2018-11-25");
  ASSERT_EQ(town.matches().size(), 1u);
  const Match match = town.matches()[0];
  EXPECT_TRUE(std::any_of(match.signals.begin(), match.signals.end(),
                          [](const MatchedSignal& signal) { return signal.partner.text() == "menzis"; }));
  EXPECT_EQ(town.tasks().size(), 1u) << "asked once";
}

// Before there is a register: of this customer an older description is remembered, which would be linked to him.
TEST(MatcherByRegister, BringsNobodyBackToADeniedHouseholdByWhatWasWithdrawn) {
  Town town({}, 0);
  const Told other{.partner = "dunea", .initials = "J"};
  const Told before{.partner = "menzis", .surname = "Jansen-de Vries", .initials = "J"};
  Told now{.partner = "menzis", .surname = "Jansen-de Vries", .day = "2018-10-03", .initials = "JC"};
  town.send({other, before, now});
  town.close("2018-10-25");
  ASSERT_EQ(town.matches().size(), 1u);
  const Match denied_one = town.matches()[0];
  for (const Told& told : {other, before}) {
    const Signal gone = signal(told);
    town.send(SignalWithdrawn{gone.id, town_code, gone.address, Date(2018, 10, 28)});
  }
  town.send(denied(denied_one, "menzis"));
  now.day = "2018-11-02";
  town.send({now, {.partner = "vestia", .surname = "de Vries", .day = "2018-11-03", .initials = "J"}});
  town.close("2018-11-25");
  EXPECT_EQ(town.flow().dead_letters(), 0u);
  ASSERT_EQ(town.matches().size(), 2u);
  EXPECT_NE(town.matches()[0].household, town.matches()[1].household);
}

TEST(MatcherByRegister, RefusesToDenySignalsThatAreNowhere) {
  Town town({husband, wife});
  town.send({of_husband, of_wife});
  town.close("2018-10-25");
  LinkDenied nobody = denied(town.matches()[0], "menzis");
  nobody.signals = {SignalId::of(StableHasher("another"))};
  town.send(nobody);
  town.flow().settle();
  EXPECT_EQ(town.flow().dead_letters(), 2u) << "twice, as all that comes through a door stands in the log twice here";
}

// Register entries, moves and signals of one day in any order: the same matches.
TEST(MatcherByRegister, DoesNotDependOnTheOrderWithinADay) {
  std::vector<SignalsMessage> day;
  for (const Registered& one : {husband, wife, Registered{.bsn = 2, .surname = "Visser", .born = "1999-05-06"}})
    day.push_back(entry(one));
  Registered moved = husband;
  moved.house = "40";
  moved.as_of = "2018-10-01";
  day.push_back(entry(moved));
  for (const Told& one : {of_husband, of_wife, Told{.partner = "eneco", .surname = "Visser", .born = "1999-05-06"}})
    day.push_back(signal(one));
  std::mt19937 chance(7);
  std::optional<std::vector<Match>> first;
  for (int round = 0; round < 12; ++round) {
    Town town({});
    for (const SignalsMessage& record : day) std::visit([&](const auto& one) { town.send(one); }, record);
    town.close("2018-10-25");
    if (!first) first = town.matches();
    EXPECT_EQ(town.matches(), *first);
    std::shuffle(day.begin(), day.end(), chance);
  }
}

}  // namespace
}  // namespace tijdig::matcher
