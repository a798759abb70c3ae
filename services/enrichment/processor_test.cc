#include "services/enrichment/processor.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "services/enrichment/register_desk.h"
#include "services/enrichment/test_notices.h"
#include "tests/harness/flow_harness.h"
#include "tests/harness/test_bsns.h"

namespace tijdig::enrichment {
namespace {

namespace topics = flow::topics;
using flow::HouseholdKey;
using flow::MunicipalityKey;

const MunicipalityCode town_code = MunicipalityCode::from_number(637);
const HouseholdId household = HouseholdId::of(StableHasher("test-household"));

harness::Stages both_stages() {
  harness::Stages stages;
  stages.push_back(std::make_unique<runtime::StageOf<RegisterDesk>>(RegisterDesk{}));
  stages.push_back(std::make_unique<runtime::StageOf<Processor>>(Processor{}));
  return stages;
}

Person jansen(std::size_t bsn) {
  Person person;
  person.surname = PrivateText("Jansen");
  person.initials = PrivateText("J");
  person.birth_date = Date(1980, 2, 1);
  person.bsn = *Bsn::parse(harness::test_bsn(bsn));
  return person;
}

Address at(const char* house) { return {*Postcode::parse("2711AB"), *HouseNumber::parse(house, "", "")}; }

Match match_of(unsigned month) {
  Match match;
  match.household = household;
  match.id = MatchId::of(StableHasher("test-match").add(static_cast<std::int64_t>(month)));
  match.municipality = town_code;
  match.address = at("12");
  match.month = YearMonth(2018, month);
  match.matched_on = Date(2018, month, 25);
  MatchedSignal signal;
  signal.id = SignalId::of(StableHasher("test-signal").add(static_cast<std::int64_t>(month)));
  signal.partner = *PartnerId::parse("dunea");
  signal.month = match.month;
  signal.signal_date = signal.received = Date(2018, month, 2);
  signal.amount = Cents::euros(100);
  match.signals = {signal};
  Person named;
  named.surname = PrivateText("Jansen");
  match.persons = {named};
  return match;
}

class Town {
 public:
  Town() : flow_(both_stages()) {
    flow_.activate(policy::load_policy("deploy/policies/zoetermeer.yaml")->activation());
  }
  template <class Record>
  void at_matches(const Record& record) {
    flow_.send(topics::matches, HouseholdKey{town_code, household}, record);
    flow_.settle();
  }
  template <class Record>
  void at_lookups(const Record& record) {
    flow_.send(topics::lookups, MunicipalityKey{town_code}, record);
    flow_.settle();
  }
  void registered(std::size_t bsn, const char* house, const char* as_of, bool moved_out = false) {
    RegisterEntry entry;
    entry.municipality = town_code;
    entry.as_of = *Date::parse(as_of);
    entry.person = jansen(bsn);
    entry.address = at(house);
    entry.moved_out = moved_out;
    at_lookups(entry);
  }
  std::vector<EnrichedCase> cases() { return flow_.seen_on<EnrichedCase>(topics::cases); }
  std::vector<MatchEnded> ended() { return flow_.seen_on<MatchEnded>(topics::facts); }
  harness::FlowHarness& flow() { return flow_; }

 private:
  harness::FlowHarness flow_;
};

TEST(EnrichmentStage, TurnsAMatchIntoOneCase) {
  Town town;
  town.registered(0, "12", "2018-09-01");
  town.at_matches(match_of(10));
  ASSERT_EQ(1u, town.cases().size()) << "though everything that came through a door stands in the log twice";
  EXPECT_EQ(1u, town.cases()[0].residents);
  EXPECT_TRUE(town.ended().empty());
  EXPECT_TRUE(town.flow().state_of(flow::enrichment.id, "h").empty()) << "nothing waits any more";
  EXPECT_EQ(0u, town.flow().dead_letters());
}

TEST(EnrichmentStage, TellsPartnersTheExchangeWordOnly) {
  Town town;
  town.registered(0, "12", "2018-09-01");
  ListEntry listed;
  listed.municipality = town_code;
  listed.list = ListKind::exclusion;
  listed.as_of = Date(2018, 9, 1);
  listed.person = jansen(0);
  town.at_lookups(listed);
  town.at_matches(match_of(10));
  EXPECT_TRUE(town.cases().empty());
  const auto ended = town.ended();
  ASSERT_FALSE(ended.empty());
  EXPECT_EQ("excluded", ended[0].reason);
  for (const Feedback& feedback : town.flow().seen_on(topics::feedback))
    EXPECT_EQ("Niet opgepakt: andere reden", feedback.ddas_result);
}

TEST(EnrichmentStage, HelpsAHouseholdWhoseEntryOnAListEndedUnderTheOtherKey) {
  for (const bool numbered_first : {true, false}) {
    Town town;
    town.registered(0, "12", "2018-09-01");
    ListEntry listed;
    listed.municipality = town_code;
    listed.list = ListKind::debt_help;
    listed.as_of = Date(2018, 9, 1);
    listed.person = jansen(0);
    listed.address = at("12");
    ListEntry by_name = listed;
    by_name.person.bsn.reset();
    ListEntry& first = numbered_first ? listed : by_name;
    ListEntry& last = numbered_first ? by_name : listed;
    last.as_of = Date(2018, 10, 1);
    last.ended = true;
    town.at_lookups(first);
    Match match = match_of(10);
    match.persons.front().birth_date = Date(1980, 2, 1);  // so both keys are asked
    town.at_matches(match);
    EXPECT_TRUE(town.cases().empty());
    town.at_lookups(last);
    match.id = MatchId::of(StableHasher("test-match-again"));
    town.at_matches(match);
    EXPECT_EQ(1u, town.cases().size());
  }
}

TEST(EnrichmentStage, FollowsAMoveToTheNewDoor) {
  Town town;
  town.registered(0, "12", "2018-09-01");
  town.registered(0, "40", "2018-10-01");
  town.at_matches(match_of(10));
  ASSERT_EQ(1u, town.cases().size());
  EXPECT_EQ(at("40"), door_of(town.cases()[0]));
}

TEST(EnrichmentStage, EndsWhenTheHouseholdLeftTheTown) {
  Town town;
  town.registered(0, "12", "2018-09-01");
  town.registered(0, "12", "2018-10-01", true);
  town.at_matches(match_of(10));
  EXPECT_TRUE(town.cases().empty());
  ASSERT_FALSE(town.ended().empty());
  EXPECT_EQ("not_resident", town.ended()[0].reason);
  EXPECT_EQ(EndResult::not_resident, town.ended()[0].result);
}

TEST(EnrichmentStage, GivesANewMatchToTheOpenCaseAndOpensNoSecond) {
  Town town;
  town.at_matches(open_notice({household, YearMonth(2018, 9)}, town_code, Date(2018, 9, 25)));
  town.at_matches(match_of(10));
  EXPECT_TRUE(town.cases().empty());
  EXPECT_TRUE(town.flow().seen_on<LookupRequest>(topics::lookups).empty()) << "nothing asked that is not needed";
  const auto updates = town.flow().seen_on<CaseUpdated>(topics::work);
  ASSERT_FALSE(updates.empty());
  EXPECT_EQ(YearMonth(2018, 9), updates[0].id.month);
  EXPECT_TRUE(town.flow().seen_on(topics::feedback).empty()) << "the case itself will tell";
}

TEST(EnrichmentStage, RemembersARefusal) {
  Town town;
  const CaseId earlier{household, YearMonth(2018, 9)};
  town.at_matches(open_notice(earlier, town_code, Date(2018, 9, 25)));
  town.at_matches(with_refusal(
      closed_notice(earlier, town_code, EndResult::solves_it_alone, Date(2018, 10, 10), Cents::euros(90))));
  town.at_matches(match_of(10));
  ASSERT_FALSE(town.ended().empty());
  EXPECT_EQ("recently_refused", town.ended()[0].reason);
  const auto feedback = town.flow().seen_on(topics::feedback);
  ASSERT_FALSE(feedback.empty());
  EXPECT_EQ("Niet opgepakt: herhaalde melding", feedback[0].ddas_result);
}

CaseNotice opened(const EnrichedCase& enriched) {
  CaseNotice notice = open_notice(enriched.id, town_code, enriched.match.matched_on);
  notice.enriched = enriched;
  return notice;
}

TEST(EnrichmentStage, TakesTheArrearsOfACaseThatWasPickedUpForRepeatedUntilItsResultIsCorrected) {
  Town town;
  town.registered(0, "12", "2018-09-01");
  town.at_matches(match_of(10));
  CaseNotice closed = opened(town.cases().at(0));
  town.at_matches(closed);
  closed.open = false;
  closed.result = EndResult::advice_or_quick_fix;
  closed.day = Date(2018, 11, 6);
  town.at_matches(closed);
  town.at_matches(match_of(11));
  ASSERT_FALSE(town.ended().empty());
  EXPECT_EQ("repeated", town.ended().back().reason);
  EXPECT_EQ(1U, town.cases().size());
  closed.result = EndResult::refused_unjustified;
  town.at_matches(closed);
  town.at_matches(match_of(12));
  EXPECT_EQ(2U, town.cases().size()) << "nobody had picked it up";
}

TEST(EnrichmentStage, LooksAfterACaseWhileItIsOpen) {
  Town town;
  town.registered(0, "12", "2018-09-01");
  town.at_matches(match_of(10));
  const EnrichedCase enriched = town.cases().at(0);
  town.registered(0, "12", "2018-11-01", true);
  EXPECT_TRUE(town.flow().seen_on<CaseChecked>(topics::work).empty()) << "no case yet";
  town.at_matches(opened(enriched));
  auto checked = town.flow().seen_on<CaseChecked>(topics::work);
  ASSERT_EQ(1U, checked.size()) << "as a reserve address that steps in";
  EXPECT_EQ("not_resident", checked[0].ended);
  town.at_matches(closed_notice(enriched.id, town_code, EndResult::not_resident, Date(2018, 11, 1), {}));
  town.registered(0, "12", "2018-12-01");
  EXPECT_EQ(1U, town.flow().seen_on<CaseChecked>(topics::work).size()) << "nobody goes there any more";
  EXPECT_TRUE(town.flow().state_of(flow::register_desk.id, "w").empty());
}

TEST(EnrichmentStage, LooksAfterThePersonsOfTheNewestMatchOfAnOpenCase) {
  Town town;
  town.registered(0, "12", "2018-09-01");
  town.at_matches(match_of(10));
  town.at_matches(opened(town.cases().at(0)));
  Match newer = match_of(11);
  newer.persons.push_back(jansen(1));
  newer.persons.back().surname = PrivateText("Dichters");
  town.at_matches(newer);
  ListEntry listed;
  listed.municipality = town_code;
  listed.list = ListKind::debt_help;
  listed.as_of = Date(2018, 11, 30);
  listed.person = newer.persons.back();
  town.at_lookups(listed);
  const auto checked = town.flow().seen_on<CaseChecked>(topics::work);
  ASSERT_FALSE(checked.empty());
  EXPECT_EQ("known_in_debt_help", checked.back().ended);
  EXPECT_EQ(YearMonth(2018, 10), checked.back().now.id.month) << "it is the same case";
}

TEST(EnrichmentStage, EndsACaseWhoseSignalsWereTakenBackBeforeItOpened) {
  Town town;
  town.registered(0, "12", "2018-09-01");
  town.at_matches(match_of(10));
  const EnrichedCase enriched = town.cases().at(0);
  town.at_matches(SignalTakenBack{household, town_code, enriched.match.signals[0].id, Date(2018, 10, 30)});
  EXPECT_TRUE(town.flow().seen_on<CaseChecked>(topics::work).empty());
  town.at_matches(opened(enriched));
  const auto checked = town.flow().seen_on<CaseChecked>(topics::work);
  ASSERT_FALSE(checked.empty());
  EXPECT_EQ("signals_withdrawn", checked[0].ended);
}

// October's case is open, with a second signal of another partner.
EnrichedCase open_case_of_two(Town& town) {
  town.registered(0, "12", "2018-09-01");
  Match match = match_of(10);
  match.signals.push_back(match.signals[0]);
  match.signals[1].id = SignalId::of(StableHasher("other"));
  match.signals[1].partner = *PartnerId::parse("vestia");
  town.at_matches(match);
  const EnrichedCase enriched = town.cases().at(0);
  town.at_matches(opened(enriched));
  return enriched;
}

SignalTakenBack back(const MatchedSignal& signal, bool moved = false) {
  return {household, town_code, signal.id, Date(2018, 10, 30), moved};
}

TEST(EnrichmentStage, EndsACaseOfWhichNoSignalStands) {
  for (const bool moved : {false, true}) {
    Town town;
    const EnrichedCase enriched = open_case_of_two(town);
    town.at_matches(back(enriched.match.signals[0], moved));
    EXPECT_TRUE(town.flow().seen_on<CaseChecked>(topics::work).empty()) << "one stands";
    town.at_matches(back(enriched.match.signals[1], moved));
    const auto checked = town.flow().seen_on<CaseChecked>(topics::work);
    ASSERT_EQ(1U, checked.size());
    EXPECT_EQ(moved ? "address_corrected" : "signals_withdrawn", checked[0].ended);
  }
}

TEST(EnrichmentStage, SendsNobodyToWhoOptedOutWhenTheCrisisIsTakenBack) {
  Town town;
  EnrichedCase enriched = open_case_of_two(town);
  Match newer = enriched.match;
  newer.signals[1].crisis = true;
  town.at_matches(newer);
  ListEntry listed;
  listed.municipality = town_code;
  listed.list = ListKind::opt_out;
  listed.as_of = Date(2018, 10, 28);
  listed.person = jansen(0);
  listed.address = at("12");
  town.at_lookups(listed);
  ASSERT_EQ("", town.flow().seen_on<CaseChecked>(topics::work).back().ended) << "the crisis goes first";
  town.at_matches(back(newer.signals[1]));
  EXPECT_EQ("opted_out", town.flow().seen_on<CaseChecked>(topics::work).back().ended);
}

TEST(EnrichmentStage, LetsNoMatchOfAnEarlierMonthTakeThePlaceOfTheNewest) {
  Town town;
  const EnrichedCase enriched = open_case_of_two(town);
  Match september = match_of(9);
  town.at_matches(september);
  town.at_matches(back(enriched.match.signals[0]));
  town.at_matches(back(enriched.match.signals[1]));
  EXPECT_TRUE(town.flow().seen_on<CaseChecked>(topics::work).empty()) << "September's signal stands";
  town.at_matches(back(september.signals[0]));
  EXPECT_EQ(1U, town.flow().seen_on<CaseChecked>(topics::work).size());
}

TEST(EnrichmentStage, KnowsWhatAnUndoneLinkTookOutOfTheCase) {
  Town town;
  EnrichedCase enriched = open_case_of_two(town);
  enriched.match.signals.pop_back();
  town.at_matches(opened(enriched));  // the tracker says what the case stands on by now
  town.at_matches(back(enriched.match.signals[0]));
  EXPECT_EQ(1U, town.flow().seen_on<CaseChecked>(topics::work).size());
}

TEST(EnrichmentStage, ForgetsWhatWasTakenBackWhenThereIsANewMatch) {
  Town town;
  town.registered(0, "12", "2018-09-01");
  const Match match = match_of(10);
  town.at_matches(SignalTakenBack{household, town_code, match.signals[0].id, Date(2018, 10, 5)});
  town.at_matches(match);
  EXPECT_EQ(1U, town.cases().size()) << "it was brought again";
}

TEST(EnrichmentStage, ForgetsARefusalThatWasCorrected) {
  Town town;
  const CaseId earlier{household, YearMonth(2018, 9)};
  town.at_matches(with_refusal(
      closed_notice(earlier, town_code, EndResult::solves_it_alone, Date(2018, 10, 10), Cents::euros(90))));
  town.at_matches(closed_notice({household, YearMonth(2018, 8)}, town_code, EndResult::no_contact, Date(2018, 10, 11),
                                Cents::euros(90)));
  town.at_matches(match_of(10));
  const std::size_t ended = town.ended().size();
  ASSERT_GT(ended, 0U) << "another case changes nothing";
  town.at_matches(closed_notice(earlier, town_code, EndResult::no_contact, Date(2018, 10, 12), Cents::euros(90)));
  town.at_matches(match_of(11));
  EXPECT_EQ(ended, town.ended().size());
}

TEST(EnrichmentStage, TakesNoMorePeopleAtOneAddressThanItCanReadAgainAndAgain) {
  Town town;
  RegisterEntry entry;
  entry.municipality = town_code;
  entry.as_of = Date(2018, 9, 1);
  entry.address = at("12");
  for (char letter = 'a'; letter < 'm'; ++letter) {
    entry.person.surname = PrivateText(std::string(64 << 10, letter));  // long names instead of thousands of people
    entry.person.birth_date = Date(1980, 2, 1);
    town.at_lookups(entry);
  }
  EXPECT_GT(town.flow().dead_letters(), 0U);
  EXPECT_NE(std::string::npos, town.flow().dead_letter_reasons().find("not a dwelling"));
}

TEST(EnrichmentStage, ADifferentOrderOfRegisterLinesGivesTheSameAnswer) {
  Town one, other;
  one.registered(0, "12", "2018-09-01");
  one.registered(0, "40", "2018-10-01");
  other.registered(0, "40", "2018-10-01");
  other.registered(0, "12", "2018-09-01");
  other.at_matches(match_of(10));
  ASSERT_EQ(1u, other.cases().size());
  EXPECT_NE(std::string::npos, other.cases()[0].facts[0].found.find("check by hand"))
      << "the late old line did not bring anybody back; nobody of that name was ever seen at number 12";
}

}  // namespace
}  // namespace tijdig::enrichment
