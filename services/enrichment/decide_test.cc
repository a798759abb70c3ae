// Also tests state_codec.cc.
#include "services/enrichment/decide.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tijdig::enrichment {
namespace {

const HouseholdId household = HouseholdId::of(StableHasher("test-household"));

Match match_of(YearMonth month, std::int64_t euros = 300) {
  Match match;
  match.household = household;
  match.id = MatchId::of(StableHasher("test-match").add(month.index()));
  match.municipality = MunicipalityCode::from_number(637);
  match.address = {*Postcode::parse("2711AB"), *HouseNumber::parse("12", "", "")};
  match.month = month;
  match.matched_on = Date(month.year(), month.month(), 25);
  MatchedSignal signal;
  signal.partner = *PartnerId::parse("dunea");
  signal.amount = Cents::euros(euros);
  match.signals = {signal};
  MatchedSignal older = signal;
  older.current = false;
  match.signals.push_back(older);
  return match;
}

const Match october = match_of(YearMonth(2018, 10));

LookupAnswer answer_of(Residence residence) {
  LookupAnswer answer;
  answer.match = october.id;
  answer.residence = residence;
  return answer;
}

policy::Policy rules() {
  policy::Policy policy;
  policy.enrichment.cool_down_months = 3;
  return policy;
}

std::string reason(const LookupAnswer& answer, const Match& match = october) {
  const Outcome outcome = decide({}, match, &answer, rules());
  return outcome.ended ? outcome.ended->reason : outcome.approach ? "approach" : "nothing";
}

TEST(Enrichment, KeepsWhoLivesThere) {
  const LookupAnswer answer = answer_of(Residence::lives_here);
  const Outcome outcome = decide({}, october, &answer, rules());
  ASSERT_TRUE(outcome.approach);
  EXPECT_EQ(household, outcome.approach->id.household);
  EXPECT_EQ(october.month, outcome.approach->id.month);
  EXPECT_FALSE(outcome.approach->re_approach);
  EXPECT_FALSE(outcome.ended);
}

TEST(Enrichment, EndsWithTheReasonThatHolds) {
  EXPECT_EQ("deceased", reason(answer_of(Residence::deceased)));
  EXPECT_EQ("not_resident", reason(answer_of(Residence::moved_out)));
  LookupAnswer answer = answer_of(Residence::lives_here);
  answer.in_debt_help = true;
  EXPECT_EQ("known_in_debt_help", reason(answer));
  answer = answer_of(Residence::lives_here);
  answer.under_administration = true;
  EXPECT_EQ("under_administration", reason(answer));
  answer = answer_of(Residence::lives_here);
  answer.excluded = true;
  EXPECT_EQ("excluded", reason(answer));
  EXPECT_EQ(EndResult::refused_other, decide({}, october, &answer, rules()).ended->result) << "the reason stays inside";
}

TEST(Enrichment, DropsNobodyWhomTheRegisterDoesNotKnow) {
  for (const Residence unsure : {Residence::not_registered, Residence::no_register}) {
    const LookupAnswer answer = answer_of(unsure);
    const Outcome outcome = decide({}, october, &answer, rules());
    ASSERT_TRUE(outcome.approach);
    EXPECT_NE(std::string::npos, outcome.approach->facts[0].found.find("check by hand"));
  }
}

TEST(Enrichment, GoesToTheNewDoorOfWhoMovedWithinTheTown) {
  LookupAnswer answer = answer_of(Residence::moved_within);
  answer.now_at = Address{*Postcode::parse("2725CD"), *HouseNumber::parse("7", "", "")};
  const Outcome outcome = decide({}, october, &answer, rules());
  ASSERT_TRUE(outcome.approach);
  EXPECT_EQ(*answer.now_at, door_of(*outcome.approach));
  EXPECT_EQ(october.address, outcome.approach->match.address) << "where the links are kept";
}

TEST(Enrichment, HonoursAnOptOutExceptInACrisis) {
  LookupAnswer answer = answer_of(Residence::lives_here);
  answer.opted_out = true;
  EXPECT_EQ("opted_out", reason(answer));
  Match crisis = october;
  crisis.signals[1].crisis = true;
  EXPECT_EQ("opted_out", reason(answer, crisis)) << "a superseded signal is no crisis of today";
  crisis.signals[0].crisis = true;
  EXPECT_EQ("approach", reason(answer, crisis));
}

TEST(Enrichment, OpensNoSecondCase) {
  HouseholdState state;
  state.open_case = CaseId{household, YearMonth(2018, 9)};
  EXPECT_FALSE(needs_answer(state, october, rules())) << "nothing is asked that is not needed";
  const Outcome outcome = decide(state, october, nullptr, rules());
  ASSERT_TRUE(outcome.update);
  EXPECT_EQ(*state.open_case, outcome.update->id);
  ASSERT_TRUE(outcome.ended);
  EXPECT_EQ("open_case", outcome.ended->reason);
  EXPECT_FALSE(outcome.ended->partners_hear_now);
  EXPECT_FALSE(outcome.approach);
}

TEST(Enrichment, MoreEvidenceForTheOpenCaseEndsNothing) {
  HouseholdState state;
  state.open_case = CaseId{household, october.month};
  const Outcome outcome = decide(state, october, nullptr, rules());
  EXPECT_TRUE(outcome.update);
  EXPECT_FALSE(outcome.ended);
}

HouseholdState after(const ClosedCase& closed) {
  HouseholdState state;
  state.closed = {closed};
  return state;
}

const CaseId july{household, YearMonth(2018, 7)};

TEST(Enrichment, SaysToWhoGoesThatTheDebtRoseSinceARefusal) {
  policy::Policy policy = rules();
  policy.enrichment.re_approach_rise = Cents::euros(50);
  const LookupAnswer answer = answer_of(Residence::lives_here);
  const HouseholdState state = after({july, Date(2018, 9, 20), true, false, Cents::euros(250), {}, {}});
  const Outcome outcome = decide(state, october, &answer, policy);
  ASSERT_TRUE(outcome.approach);
  EXPECT_TRUE(outcome.approach->re_approach);
  EXPECT_EQ("refused on 2018-09-20, but the debt rose since", outcome.approach->facts.back().found);
}

TEST(Enrichment, RingsForACrisisThoughNotBecauseOfTheDebt) {
  Match crisis = october;
  crisis.signals.front().crisis = true;
  const LookupAnswer answer = answer_of(Residence::lives_here);
  const HouseholdState state = after({july, Date(2018, 9, 20), true, true, Cents::euros(250), debts_of(october), {}});
  const Outcome outcome = decide(state, crisis, &answer, rules());
  ASSERT_TRUE(outcome.approach);
  EXPECT_FALSE(outcome.approach->re_approach);
  EXPECT_EQ("refused on 2018-09-20, but a crisis came since", outcome.approach->facts.back().found);
}

TEST(Enrichment, EndsByMemoryWithoutAskingAnybody) {
  const HouseholdState state = after({july, Date(2018, 9, 20), true, false, Cents::euros(250), {}, {}});
  EXPECT_FALSE(needs_answer(state, october, rules()));
  const Outcome outcome = decide(state, october, nullptr, rules());
  EXPECT_EQ("recently_refused", outcome.ended->reason);
  EXPECT_EQ(EndResult::refused_repeated, outcome.ended->result);
  EXPECT_TRUE(outcome.ended->partners_hear_now);
}

// October's match has become a case, and the register said that they live there.
HouseholdState with_open_case() {
  HouseholdState state;
  const LookupAnswer answer = answer_of(Residence::lives_here);
  state.looked_up = decide(state, october, &answer, rules()).approach;
  state.open_case = state.looked_up->id;
  return state;
}

TEST(AnOpenCase, EndsForWhatEndsAMatchWhenThatBecomesKnown) {
  const HouseholdState state = with_open_case();
  const auto ended_by = [&](const LookupAnswer& answer) { return decide_again(state, answer, rules())->ended; };
  EXPECT_EQ("deceased", ended_by(answer_of(Residence::deceased)));
  EXPECT_EQ("not_resident", ended_by(answer_of(Residence::moved_out)));
  LookupAnswer listed = answer_of(Residence::lives_here);
  listed.opted_out = true;
  EXPECT_EQ("opted_out", ended_by(listed));
  listed.known_on = Date(2018, 11, 6);
  EXPECT_EQ(Date(2018, 11, 6), decide_again(state, listed, rules())->day);
  listed.excluded = true;
  EXPECT_EQ("excluded", ended_by(listed));
  const auto facts = decide_again(state, listed, rules())->now.facts;
  EXPECT_TRUE(std::any_of(facts.begin(), facts.end(), [](const EvidenceRow& row) { return row.what == "exclusion"; }));
}

TEST(AnOpenCase, GoesOnForACrisisThoughSomebodyOptsOut) {
  HouseholdState state = with_open_case();
  state.looked_up->match.signals.front().crisis = true;
  LookupAnswer listed = answer_of(Residence::lives_here);
  listed.opted_out = true;
  EXPECT_EQ("", decide_again(state, listed, rules())->ended);
}

TEST(AnOpenCase, HearsOfAMoveAndOfNothingThatItKnows) {
  HouseholdState state = with_open_case();
  EXPECT_FALSE(decide_again(state, answer_of(Residence::lives_here), rules()));
  LookupAnswer moved = answer_of(Residence::moved_within);
  moved.now_at = Address{*Postcode::parse("2725CD"), *HouseNumber::parse("7", "", "")};
  const auto checked = decide_again(state, moved, rules());
  ASSERT_TRUE(checked);
  EXPECT_EQ("", checked->ended);
  EXPECT_EQ(*moved.now_at, door_of(checked->now));
  state.looked_up = checked->now;
  EXPECT_FALSE(decide_again(state, moved, rules()));
}

TEST(AnOpenCase, IsNotWhatAnAnswerToAnOlderQuestionIsAbout) {
  const HouseholdState state = with_open_case();
  LookupAnswer older = answer_of(Residence::deceased);
  older.match = MatchId::of(StableHasher("another-match"));
  EXPECT_FALSE(decide_again(state, older, rules()));
  EXPECT_FALSE(decide_again(HouseholdState{}, answer_of(Residence::deceased), rules()));
}

TEST(AMatch, OfWhichNoSignalStandsWhenTheAnswerComesEnds) {
  Match empty = october;
  empty.signals.clear();
  const LookupAnswer answer = answer_of(Residence::lives_here);
  EXPECT_EQ("signals_withdrawn", decide({}, empty, &answer, rules()).ended->reason);
}

TEST(HouseholdState, ReadsBackWhatWasWritten) {
  const SignalId one = SignalId::from_hash(Hash128{1}), other = SignalId::from_hash(Hash128{2});
  HouseholdState state = after({july, Date(2018, 7, 26), true, true, Cents::euros(250), debts_of(october), {one}});
  state.waiting = {october};
  state.open_case = CaseId{household, YearMonth(2018, 9)};
  state.looked_up = with_open_case().looked_up;
  state.taken_back = {{one, false}, {other, true}};
  const auto read = decode_household(encode(state));
  ASSERT_TRUE(read);
  EXPECT_EQ(state, *read);
  EXPECT_EQ(Severity::fatal, decode_household("\x0a\xff").error().severity);
}

}  // namespace
}  // namespace tijdig::enrichment
