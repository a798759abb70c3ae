// Also tests events.cc.
#include "services/outcome_tracker/decide.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "libs/domain/entry_refusals.h"
#include "libs/domain/match_signals.h"
#include "libs/domain/working_days.h"
#include "libs/runtime/kept.h"
#include "services/outcome_tracker/clocks.h"
#include "services/outcome_tracker/test_cases.h"
#include "tests/harness/generators.h"

namespace tijdig::outcome_tracker {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(AnEntry, WithoutContactMovesTheCaseToTrying) {
  const CaseFile file = after(fresh_file(), visit(1, Date(2018, 11, 2), false));
  EXPECT_EQ(file.status, Status::trying);
  EXPECT_EQ(file.attempts, 1);
  ASSERT_THAT(file.history, SizeIs(1));
  EXPECT_EQ(file.history[0], (HistoryLine{Date(2018, 11, 2), Trigger::not_reached, Status::on_list, Status::trying}));
}

TEST(AnEntry, CountsOnceHoweverOftenItIsDelivered) {
  const CaseFile once = after(fresh_file(), visit(1, Date(2018, 11, 2), false));
  EXPECT_EQ(*decide(once, visit(1, Date(2018, 11, 2), false), test_rules()), Events{});
  EXPECT_EQ(after(once, visit(1, Date(2018, 11, 2), false)), once);
}

TEST(AnEntry, WithARefusalClosesAtOnceAndStartsTheCoolDown) {
  const auto events = decide(fresh_file(), result(1, Date(2018, 10, 30), "refuses"), test_rules());
  ASSERT_TRUE(events && events->closing);
  EXPECT_EQ(events->closing->day, Date(2018, 10, 30));
  EXPECT_EQ(events->closing->result, EndResult::solves_it_alone);
  EXPECT_TRUE(events->closing->starts_cool_down);
  EXPECT_FALSE(events->closing->by_clock);
  EXPECT_EQ(evolve(fresh_file(), *events).status, Status::closed);
}

TEST(AnEntry, WithVisitAndResultWritesBothInTheHistory) {
  DeskEntry entry = visit(1, Date(2018, 11, 2), true);
  entry.result = CaseResult{"advice", {"adjustment", "survival"}, "single", {"physical"}};
  const CaseFile file = after(fresh_file(), entry);
  EXPECT_EQ(file.status, Status::closed);
  ASSERT_THAT(file.history, SizeIs(2));
  EXPECT_EQ(file.history[0].to, Status::in_contact);
  EXPECT_EQ(file.history[1].from, Status::in_contact);
  EXPECT_EQ(file.result, entry.result);
}

CaseChecked news(const char* ended, Date day = Date(2018, 11, 5)) {
  CaseChecked checked{test_assignment().enriched, day, ended};
  checked.now.facts = {{"register", "deceased", 0}};
  checked.now.residents = 3;
  checked.now.secrecy = true;
  checked.now.match = {};  // may be older than what the case has by now
  return checked;
}

TEST(News, EndsACaseThatNobodyShouldVisitAndGivesThePlaceBack) {
  const auto events = decide(fresh_file(), news("deceased"));
  ASSERT_TRUE(events && events->closing);
  EXPECT_EQ(events->closing->result, EndResult::deceased);
  EXPECT_EQ(events->closing->local_code, "deceased");
  EXPECT_TRUE(events->closing->without_attempt);
  EXPECT_FALSE(events->closing->starts_cool_down);
  const CaseFile file = evolve(fresh_file(), *events);
  EXPECT_EQ(file.status, Status::closed);
  EXPECT_EQ(file.history.back(),
            (HistoryLine{Date(2018, 11, 5), Trigger::approach_ended, Status::on_list, Status::closed}));
  EXPECT_EQ(*decide(file, news("opted_out")), Events{}) << "it is over";
}

TEST(News, EndsACaseThatSomebodyTriedAndKeepsThePlace) {
  const CaseFile tried = after(fresh_file(), visit(1, Date(2018, 11, 2), false));
  const auto events = decide(tried, news("opted_out"));
  ASSERT_TRUE(events && events->closing);
  EXPECT_FALSE(events->closing->without_attempt);
}

TEST(News, LeavesWhoWasSpokenWithToTheCaseworkerAndTellsTheReason) {
  const CaseFile reached = after(fresh_file(), visit(1, Date(2018, 11, 2), true));
  const auto events = decide(reached, news("not_resident"));
  ASSERT_TRUE(events);
  EXPECT_FALSE(events->closing);
  const CaseFile file = evolve(reached, *events);
  EXPECT_EQ(file.status, Status::in_contact);
  EXPECT_EQ(file.stay_away, "not_resident");
  EXPECT_EQ(evolve(file, *decide(file, news(""))).stay_away, "") << "it was a mistake";
}

TEST(News, ChangesWhatIsKnownAndNotTheMatch) {
  const CaseFile file = evolve(fresh_file(), *decide(fresh_file(), news("")));
  const EnrichedCase& enriched = file.assignment.enriched;
  EXPECT_EQ(file.status, Status::on_list);
  EXPECT_EQ(enriched.residents, 3U);
  EXPECT_TRUE(enriched.secrecy);
  EXPECT_EQ(enriched.facts[0].found, "deceased");
  EXPECT_EQ(enriched.match, fresh_file().assignment.enriched.match);
}

TEST(News, OfBeforeTheCaseEndsItOnItsFirstDay) {
  const auto events = decide(fresh_file(), news("deceased", Date(2018, 10, 1)));
  EXPECT_EQ(events->closing->day, fresh_file().assignment.assigned_on);
}

TEST(News, WithAReasonThatNoRuleGivesIsRefused) {
  EXPECT_EQ(Severity::refused, decide(fresh_file(), news("bad weather")).error().severity);
}

TEST(AnEntry, OfBeforeTheCaseWasAssignedIsRefused) {
  const CaseFile file = fresh_file();
  const Date assigned = file.assignment.assigned_on;
  EXPECT_TRUE(decide(file, visit(1, assigned, true), test_rules()));
  const auto too_early = decide(file, visit(1, assigned.plus_days(-1), true), test_rules());
  ASSERT_FALSE(too_early);
  EXPECT_EQ(too_early.error().detail, entry_refusals::entry_before_case.words);
  EXPECT_FALSE(decide(file, result(2, assigned.plus_days(-1), "refuses"), test_rules()));
}

TEST(AnEntry, WithAWordThePolicyDoesNotKnowIsRefused) {
  const auto refusal_of = [](const CaseResult& given) {
    DeskEntry entry = entry_for(1, Date(2018, 11, 2));
    entry.result = given;
    const auto events = decide(fresh_file(), entry, test_rules());
    return events ? "" : events.error().detail;
  };
  EXPECT_THAT(refusal_of({"invented", {}, "", {}}), HasSubstr("`results`"));
  EXPECT_THAT(refusal_of({"advice", {"invented"}, "", {}}), HasSubstr("`causes`"));
  EXPECT_THAT(refusal_of({"advice", {}, "invented", {}}), HasSubstr("`compositions`"));
  EXPECT_THAT(refusal_of({"advice", {}, "", {"invented"}}), HasSubstr("`other_problems`"));
  EXPECT_EQ(refusal_of({"advice", {"survival"}, "single", {"physical"}}), "");
}

TEST(AnEntry, ReturnsThePlaceOnlyWhenNobodyRangTheBell) {
  const auto closing_of = [](const CaseFile& file, const DeskEntry& entry) {
    return decide(file, entry, test_rules())->closing.value();
  };
  EXPECT_TRUE(closing_of(fresh_file(), result(1, Date(2018, 10, 30), "refuses")).without_attempt);
  const CaseFile visited = after(fresh_file(), visit(2, Date(2018, 10, 29), false));
  EXPECT_FALSE(closing_of(visited, result(1, Date(2018, 10, 30), "refuses")).without_attempt);
  DeskEntry both = visit(3, Date(2018, 10, 29), true);
  both.result = CaseResult{"advice", {}, "", {}};
  EXPECT_FALSE(closing_of(fresh_file(), both).without_attempt);
}

TEST(ALaterResult, CorrectsTheEarlierOneAndReturnsNoPlaceTwice) {
  const CaseFile closed = after(fresh_file(), result(1, Date(2018, 10, 30), "refuses"));
  const auto events = decide(closed, result(2, Date(2018, 11, 5), "advice"), test_rules());
  ASSERT_TRUE(events && events->closing);
  EXPECT_FALSE(events->closing->without_attempt);
  EXPECT_EQ(events->closing->result, EndResult::advice_or_quick_fix);
  EXPECT_EQ(evolve(closed, *events).result->local_code, "advice");
  EXPECT_THAT(evolve(closed, *events).history, SizeIs(2));
}

TEST(TheClock, ClosesAfterThirtyWorkingDaysWithoutContact) {
  const Date due = plus_working_days(Date(2018, 10, 25), 30);
  EXPECT_EQ(due, Date(2018, 12, 6));
  EXPECT_EQ(decide(fresh_file(), due.plus_days(-1), test_rules()), Events{});
  const Events events = decide(fresh_file(), due, test_rules());
  ASSERT_TRUE(events.closing);
  EXPECT_TRUE(events.closing->by_clock);
  EXPECT_FALSE(events.closing->without_attempt);
  EXPECT_EQ(events.closing->local_code, "no_contact");
  EXPECT_EQ(events.closing->result, EndResult::no_contact);
  EXPECT_EQ(evolve(fresh_file(), events).status, Status::closed);
}

TEST(TheClock, StartsAgainAtTheLastContact) {
  CaseFile file = after(fresh_file(), visit(1, Date(2018, 11, 20), true));
  EXPECT_EQ(closes_on(file, test_rules().closing), plus_working_days(Date(2018, 11, 20), 30));
  file = after(file, visit(2, Date(2018, 11, 28), false));
  EXPECT_EQ(closes_on(file, test_rules().closing), plus_working_days(Date(2018, 11, 20), 30));
  EXPECT_EQ(decide(file, Date(2018, 12, 6), test_rules()), Events{});
  const Events events = decide(file, plus_working_days(Date(2018, 11, 20), 30), test_rules());
  EXPECT_EQ(events.closing->result, EndResult::no_reaction_after_contact);
}

TEST(TheClock, StandsStillForAClosedCase) {
  const CaseFile closed = after(fresh_file(), result(1, Date(2018, 10, 30), "refuses"));
  EXPECT_EQ(closes_on(closed, test_rules().closing), std::nullopt);
  EXPECT_EQ(decide(closed, Date(2030, 1, 1), test_rules()), Events{});
}

TEST(TheNextStep, FollowsTheContactPlan) {
  policy::ContactRules rules = test_rules().contact;
  const YearMonth october(2018, 10), may(2019, 5);
  CaseFile file = fresh_file();
  EXPECT_EQ(next_step(file, rules, october), "visit 1 of 2");
  file = after(file, visit(1, Date(2018, 11, 1), false));
  EXPECT_EQ(next_step(file, rules, october), "visit 2 of 2");
  file = after(file, visit(2, Date(2018, 11, 2), false));
  EXPECT_EQ(next_step(file, rules, october), "leave a flyer with a handwritten note");
  EXPECT_EQ(next_step(file, rules, may), "telephone");
  rules.flyer_after_last_visit = false;
  EXPECT_EQ(next_step(file, rules, october), "wait for the clock");
  EXPECT_EQ(next_step(after(file, visit(3, Date(2018, 11, 3), true)), rules, may),
            "agree on help and record the result");
  EXPECT_EQ(next_step(after(file, result(4, Date(2018, 11, 3), "refuses")), rules, may), "");
}

TEST(ANewMatch, BringsAnOpenCaseUpToDateAndKeepsEarlierSignals) {
  Match newer = test_assignment().enriched.match;
  newer.month = YearMonth(2018, 12);
  newer.signals = {owing(1, "vestia", PartnerKind::rent, 600), owing(3, "menzis", PartnerKind::health_insurance, 90)};
  const CaseFile file = evolve(fresh_file(), decide(fresh_file(), {fresh_file().assignment.enriched.id, {}, newer}));
  const auto& signals = file.assignment.enriched.match.signals;
  ASSERT_THAT(signals, SizeIs(3));
  EXPECT_EQ(signals[2].id, SignalId::from_hash(hash_of(2)));
  EXPECT_FALSE(signals[2].current);
  EXPECT_EQ(current_debt(file.assignment.enriched.match), Cents::euros(690));
  EXPECT_THAT(file.history, IsEmpty());
}

TEST(ANewMatch, WithACrisisBringsTheDeadlineForwardAndNeverBack) {
  const auto deadline_after = [](Date received) {
    Match newer = test_assignment().enriched.match;
    newer.signals.push_back(owing(3, "menzis", PartnerKind::health_insurance, 90));
    newer.signals.back().received = received;
    newer.signals.back().crisis = true;
    const Events events = decide(fresh_file(), {fresh_file().assignment.enriched.id, {}, newer});
    return evolve(fresh_file(), events).assignment.deadline;
  };
  ASSERT_EQ(fresh_file().assignment.deadline, Date(2018, 11, 2));
  EXPECT_EQ(deadline_after(Date(2018, 10, 26)), Date(2018, 10, 31)) << "a weekend between";
  EXPECT_EQ(deadline_after(Date(2018, 10, 31)), Date(2018, 11, 2)) << "due before";
}

TEST(ANewMatch, DoesNotHurryForACrisisThatDoesNotCountAnyMore) {
  Match newer = test_assignment().enriched.match;
  newer.signals.push_back(owing(3, "dunea", PartnerKind::water, 90));
  newer.signals.back().crisis = true;
  ASSERT_TRUE(decide(fresh_file(), {fresh_file().assignment.enriched.id, {}, newer}).heard.deadline);
  newer.signals.back().current = false;
  EXPECT_FALSE(decide(fresh_file(), {fresh_file().assignment.enriched.id, {}, newer}).heard.deadline);
}

TEST(ANewMatch, LeavesAClosedCaseAlone) {
  const CaseFile closed = after(fresh_file(), result(1, Date(2018, 10, 30), "refuses"));
  EXPECT_EQ(decide(closed, {closed.assignment.enriched.id, {}, Match()}), Events{});
}

DeskEntry any_entry() {
  DeskEntry entry =
      entry_for(harness::any_between<std::uint8_t>(1, 6), Date(2018, 10, 26).plus_days(harness::any_between(0, 60)));
  entry.attempt = harness::any_optional(harness::any_attempt);
  if (harness::any_between(0, 4) == 0)
    entry.result = CaseResult{harness::any_bool() ? "refuses" : "advice", {"survival"}, "single", {}};
  return entry;
}

RC_GTEST_PROP(ACase, IsItsEventsReplayedAndNothingElse, ()) {
  CaseFile live = fresh_file();
  std::vector<Events> journal;
  for (const DeskEntry& entry : harness::any_vector(any_entry, 12)) {
    journal.push_back(*decide(live, entry, test_rules()));
    live = evolve(live, journal.back());
    journal.push_back(decide(live, entry.day, test_rules()));
    live = evolve(live, journal.back());
  }
  CaseFile replayed = fresh_file();
  for (const Events& events : journal) replayed = evolve(replayed, events);
  RC_ASSERT(replayed == live);
  Status status = Status::on_list;  // the history is one unbroken chain through the table
  for (const HistoryLine& line : live.history) {
    RC_ASSERT(line.from == status);
    RC_ASSERT(next_status(line.from, line.trigger) == line.to);
    status = line.to;
  }
  RC_ASSERT(status == live.status);
}

RC_GTEST_PROP(ACase, TakesEachEntryOnceWhateverIsRepeated, ()) {
  CaseFile once = fresh_file(), twice = fresh_file();
  for (const DeskEntry& entry : harness::any_vector(any_entry, 12)) {
    once = after(once, entry);
    twice = after(after(twice, entry), entry);
  }
  RC_ASSERT(once == twice);
}

// Also tests state_codec.cc.
RC_GTEST_PROP(ACaseFile, ReadsBackWhatItWrote, ()) {
  CaseFile file;
  file.assignment = harness::any_assignment();
  file.status = harness::any_enum<Status>();
  file.history = harness::any_vector([] {
    return HistoryLine{harness::any_date(), harness::any_enum<Trigger>(), harness::any_enum<Status>(),
                       harness::any_enum<Status>()};
  });
  for (const Hash128& entry : harness::any_vector(harness::any_hash)) file.entries.insert(entry);
  file.attempts = harness::any_between(0, 9);
  file.ever_reached = harness::any_bool();
  file.last_contact = harness::any_date();
  file.result = harness::any_optional(harness::any_result);
  file.undone = harness::any_vector(harness::any_link_undone);
  file.stay_away = harness::any_text();
  file.two_in_contact = harness::any_bool();
  file.renewed_on = harness::any_optional(harness::any_date);
  RC_ASSERT(*runtime::read_kept<CaseFile>(encode(file)) == file);
}

RC_GTEST_PROP(ADueList, ReadsBackWhatItWrote, ()) {
  DueList due;
  for (const CaseId& id : harness::any_vector(harness::any_case_id)) due.cases.insert(id);
  RC_ASSERT(*runtime::read_kept<DueList>(encode(due)) == due);
}

TEST(ACaseFile, ThatCannotBeReadSaysHowToRecover) {
  EXPECT_THAT(runtime::read_kept<CaseFile>("\xff\xff").error().detail, HasSubstr("tijdig rebuild"));
  EXPECT_THAT(runtime::read_kept<DueList>("\xff\xff").error().detail, HasSubstr("tijdig rebuild"));
}

}  // namespace
}  // namespace tijdig::outcome_tracker
