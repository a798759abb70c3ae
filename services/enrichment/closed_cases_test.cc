#include "services/enrichment/closed_cases.h"

#include <gtest/gtest.h>

#include "libs/domain/match_signals.h"
#include "services/enrichment/test_notices.h"

namespace tijdig::enrichment {
namespace {

const HouseholdId household = HouseholdId::of(StableHasher("test-household"));

MatchedSignal owing(std::uint8_t id, const char* partner, std::int64_t euros, bool crisis = false) {
  MatchedSignal signal;
  signal.id = SignalId::from_hash(Hash128{id});
  signal.partner = *PartnerId::parse(partner);
  signal.amount = Cents::euros(euros);
  signal.crisis = crisis;
  return signal;
}

Match match_of(YearMonth month, std::vector<MatchedSignal> signals) {
  Match match;
  match.household = household;
  match.month = month;
  match.matched_on = month.first_day().plus_days(24);
  match.signals = std::move(signals);
  return match;
}

const std::vector<MatchedSignal> usual{owing(1, "dunea", 100), owing(2, "menzis", 200)};
const YearMonth october(2018, 10), november(2018, 11), december(2018, 12);

policy::Policy rules() { return {}; }

// The case of this month closed, with these signals in it.
void close(HouseholdState& state, YearMonth month, Date day, EndResult result, bool refused = false,
           std::vector<MatchedSignal> signals = usual) {
  EnrichedCase open;
  open.id = {household, month};
  open.match = match_of(month, std::move(signals));
  state.looked_up = open;
  const CaseNotice notice = closed_notice(open.id, {}, result, day, current_debt(open.match));
  remember_closed(state, refused ? with_refusal(notice) : notice);
  state.looked_up.reset();
}

std::string ended(const HouseholdState& state, const Match& match, const policy::Policy& policy = rules()) {
  return std::string(ended_by_closed(state, match, policy).value_or(""));
}

HouseholdState after(EndResult result, bool refused = false) {
  HouseholdState state;
  close(state, october, Date(2018, 11, 6), result, refused);
  return state;
}

TEST(AfterARefusal, AHouseholdIsLeftAloneForThreeMonths) {
  const HouseholdState state = after(EndResult::solves_it_alone, true);
  Match match = match_of(YearMonth(2019, 2), {owing(5, "eneco", 900)});
  match.matched_on = Date(2019, 2, 5);
  EXPECT_EQ("recently_refused", ended(state, match)) << "however much it rose, as long as policy names no rise";
  match.matched_on = Date(2019, 2, 6);
  EXPECT_EQ("", ended(state, match)) << "three months ago to the day";
}

TEST(AfterARefusal, SomebodyRingsWhenTheDebtRoseAsPolicySays) {
  const HouseholdState state = after(EndResult::solves_it_alone, true);
  policy::Policy policy = rules();
  policy.enrichment.re_approach_rise = Cents::euros(50);
  EXPECT_EQ("", ended(state, match_of(november, {owing(1, "dunea", 150), owing(2, "menzis", 200)}), policy));
  EXPECT_EQ("recently_refused",
            ended(state, match_of(november, {owing(1, "dunea", 149), owing(2, "menzis", 200)}), policy));
}

TEST(ACrisis, ThatTheCaseworkerDidNotKnowGoesBeforeRefusalAndRepetition) {
  for (const bool refused : {false, true}) {
    HouseholdState state;
    close(state, october, Date(2018, 11, 20), EndResult::solves_it_alone, refused,
          {owing(1, "dunea", 100), owing(2, "menzis", 200, true)});
    EXPECT_NE("", ended(state, match_of(november, {owing(2, "menzis", 200, true)}))) << "it was known";
    // Received before the case closed, but between two match days, so nobody saw it.
    EXPECT_EQ("", ended(state, match_of(november, {owing(3, "menzis", 200, true)})));
  }
}

TEST(ARepeatedReport, OfArrearsThatWerePickedUpLatelyMakesNoSecondCase) {
  const HouseholdState state = after(EndResult::advice_or_quick_fix);
  EXPECT_EQ("repeated", ended(state, match_of(november, usual)));
  EXPECT_EQ("repeated", ended(state, match_of(november, {owing(7, "dunea", 99)}))) << "they paid a little";
}

TEST(ARepeatedReport, IsNoneWhenTheArrearsRoseOrAPartnerIsNew) {
  const HouseholdState state = after(EndResult::advice_or_quick_fix);
  EXPECT_EQ("", ended(state, match_of(november, {owing(1, "dunea", 101), owing(2, "menzis", 10)})));
  EXPECT_EQ("", ended(state, match_of(november, {owing(1, "dunea", 100), owing(5, "eneco", 60)})));
}

TEST(ARepeatedReport, IsNoneAfterTheMonthsOfThePolicy) {
  const HouseholdState state = after(EndResult::advice_or_quick_fix);
  EXPECT_EQ("repeated", ended(state, match_of(YearMonth(2019, 1), usual)));
  EXPECT_EQ("", ended(state, match_of(YearMonth(2019, 2), usual)));
  policy::Policy never = rules();
  never.enrichment.repeated_months = 0;
  EXPECT_EQ("", ended(state, match_of(november, usual), never));
}

TEST(ARepeatedReport, IsNoneOfACaseThatNobodyTookInHand) {
  for (const EndResult result : {EndResult::known_in_debt_help, EndResult::other_help_running, EndResult::deceased,
                                 EndResult::refused_unjustified, EndResult::not_resident})
    EXPECT_EQ("", ended(after(result), match_of(november, usual))) << "listed by mistake, for instance";
  EXPECT_EQ("repeated", ended(after(EndResult::no_contact), match_of(november, usual)));
}

TEST(AMonth, WhoseCaseIsClosedHasNoOtherAlsoWhenANewerOneClosed) {
  HouseholdState state;
  close(state, october, Date(2018, 11, 6), EndResult::no_contact);
  close(state, november, Date(2018, 12, 6), EndResult::no_contact);
  const std::vector<MatchedSignal> risen{owing(1, "dunea", 900)};
  EXPECT_EQ("case_closed", ended(state, match_of(october, risen)));
  EXPECT_EQ("case_closed", ended(state, match_of(november, risen)));
  EXPECT_EQ("", ended(state, match_of(december, risen)));
}

TEST(ACorrectedResult, ChangesItsOwnCaseAndKeepsItsArrears) {
  HouseholdState state;
  close(state, october, Date(2018, 11, 6), EndResult::solves_it_alone, true);
  close(state, november, Date(2018, 12, 6), EndResult::advice_or_quick_fix, false, {owing(1, "dunea", 500)});
  const Match unchanged = match_of(december, {owing(1, "dunea", 450)});
  EXPECT_EQ("recently_refused", ended(state, unchanged));
  remember_closed(state, {{household, october}, {}, false, EndResult::no_contact, false, Date(2018, 12, 7), {}});
  ASSERT_EQ(2U, state.closed.size());
  EXPECT_EQ(debts_of(match_of(october, usual)), state.closed[0].debts);
  remember_closed(state, {{household, november}, {}, false, EndResult::no_contact, false, Date(2018, 12, 8), {}});
  EXPECT_EQ("repeated", ended(state, unchanged));
}

TEST(ClosedCases, OfLongAgoAreForgotten) {
  HouseholdState state;
  close(state, october, Date(2018, 11, 6), EndResult::no_contact);
  close(state, october.plus_months(24), Date(2020, 11, 6), EndResult::no_contact);
  EXPECT_EQ(2U, state.closed.size());
  close(state, october.plus_months(25), Date(2020, 12, 6), EndResult::no_contact);
  EXPECT_EQ(2U, state.closed.size());
}

TEST(Debt, CountsCurrentSignalsOnlyByPartner) {
  Match match = match_of(october, {owing(1, "dunea", 100), owing(2, "dunea", 50), owing(3, "menzis", 200)});
  match.signals[1].current = false;
  ASSERT_EQ(2U, debts_of(match).size());
  EXPECT_EQ(Cents::euros(100), debts_of(match)[0].amount);
}

TEST(Months, KeepTheDayWhereThereIsOne) {
  EXPECT_EQ(Date(2018, 12, 15), plus_months(Date(2018, 9, 15), 3));
  EXPECT_EQ(Date(2019, 2, 28), plus_months(Date(2018, 11, 30), 3));
}

}  // namespace
}  // namespace tijdig::enrichment
