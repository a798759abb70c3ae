// Also tests publishing.cc.
#include "services/outcome_tracker/processor.h"

#include <gmock/gmock.h>

#include "services/outcome_tracker/test_cases.h"
#include "tests/harness/flow_harness.h"

namespace tijdig::outcome_tracker {
namespace {

using flow::HouseholdKey;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

harness::FlowHarness town_with_a_case() {
  harness::Stages stages;
  stages.push_back(std::make_unique<runtime::StageOf<Processor>>(Processor{}));
  harness::FlowHarness town(std::move(stages));
  const auto policy = policy::load_policy("deploy/policies/zoetermeer.yaml");
  TIJDIG_CHECK(policy.has_value());
  town.activate(policy->activation());
  town.send(flow::topics::work, HouseholdKey{zoetermeer, test_assignment().enriched.id.household}, test_assignment());
  town.close_day(zoetermeer, Date(2018, 10, 25));
  return town;
}

void enter(harness::FlowHarness& town, const DeskEntry& entry) {
  town.send(flow::topics::work, HouseholdKey{zoetermeer, entry.id.household}, entry);
  town.settle();
}

TEST(OutcomeTracker, KeepsTheNewestMatchOfACaseWhenAnEarlierOneIsMadeAnew) {
  auto town = town_with_a_case();
  const EnrichedCase enriched = test_assignment().enriched;
  CaseUpdated older{enriched.id, zoetermeer, enriched.match};
  older.match.month = enriched.match.month.plus_months(-1);
  older.match.signals = {owing(7, "eneco", PartnerKind::energy, 60)};
  town.send(flow::topics::work, HouseholdKey{zoetermeer, enriched.id.household}, older);
  town.settle();
  const auto facts = town.seen_on<CaseAssigned>(flow::topics::facts);
  EXPECT_EQ(facts.back().match, enriched.match.id);
  EXPECT_THAT(facts.back().signals, SizeIs(3)) << "what only the earlier one has comes in, nothing goes";
}

TEST(OutcomeTracker, OpensACaseOnceAndTellsReportAndEnrichment) {
  auto town = town_with_a_case();
  ASSERT_THAT(town.seen_on<CaseAssigned>(flow::topics::facts), SizeIs(1));
  EXPECT_THAT(town.seen_on<CaseAssigned>(flow::topics::facts)[0].signals, SizeIs(2));
  const auto notices = town.seen_on<CaseNotice>(flow::topics::matches);
  ASSERT_THAT(notices, SizeIs(1));
  EXPECT_TRUE(notices[0].open);
  EXPECT_EQ(notices[0].debt, Cents::euros(470));
}

TEST(OutcomeTracker, CountsAnEntryOnceAndClosesOnARefusal) {
  auto town = town_with_a_case();
  enter(town, visit(1, Date(2018, 10, 29), true));
  enter(town, result(2, Date(2018, 10, 30), "refuses"));
  EXPECT_THAT(town.seen_on<ContactTried>(flow::topics::facts), SizeIs(1));
  const auto closed = town.seen_on<CaseClosed>(flow::topics::facts);
  ASSERT_THAT(closed, SizeIs(1));
  EXPECT_EQ(closed[0].local_code, "refuses");
  EXPECT_THAT(town.seen_on(flow::topics::feedback), SizeIs(2));
  EXPECT_THAT(town.seen_on<CaseReturned>(flow::topics::cases), IsEmpty());
  const auto notices = town.seen_on<CaseNotice>(flow::topics::matches);
  ASSERT_THAT(notices, SizeIs(2));
  EXPECT_FALSE(notices[1].open);
  EXPECT_TRUE(notices[1].refused_or_alone);
}

TEST(OutcomeTracker, GivesThePlaceBackWhenNobodyWasVisited) {
  auto town = town_with_a_case();
  enter(town, result(2, Date(2018, 10, 30), "arrangement_found"));
  const auto returned = town.seen_on<CaseReturned>(flow::topics::cases);
  ASSERT_THAT(returned, SizeIs(1));
  EXPECT_EQ(returned[0].id, test_assignment().enriched.id);
  EXPECT_EQ(returned[0].reason, "arrangement_found");
}

TEST(OutcomeTracker, ClosesByTheClockOnItsDay) {
  auto town = town_with_a_case();
  town.close_days(zoetermeer, Date(2018, 10, 26), Date(2018, 12, 5));
  EXPECT_THAT(town.seen_on<CaseClosed>(flow::topics::facts), IsEmpty());
  town.close_day(zoetermeer, Date(2018, 12, 6));
  const auto closed = town.seen_on<CaseClosed>(flow::topics::facts);
  ASSERT_THAT(closed, SizeIs(1));
  EXPECT_TRUE(closed[0].by_clock);
  EXPECT_EQ(closed[0].day, Date(2018, 12, 6));
  EXPECT_THAT(town.state_of(flow::outcome_tracker.id, "d"), IsEmpty());
  EXPECT_THAT(town.state_of(flow::outcome_tracker.id, "i"), IsEmpty());
}

TEST(OutcomeTracker, MissesNoClockWhenDaysAreSkipped) {
  auto town = town_with_a_case();
  town.close_day(zoetermeer, Date(2018, 12, 31));
  EXPECT_THAT(town.seen_on<CaseClosed>(flow::topics::facts), SizeIs(1));
}

TEST(OutcomeTracker, GivesMoreTimeAfterContact) {
  auto town = town_with_a_case();
  enter(town, visit(1, Date(2018, 11, 20), true));
  town.close_day(zoetermeer, Date(2018, 12, 6));
  EXPECT_THAT(town.seen_on<CaseClosed>(flow::topics::facts), IsEmpty());
  town.close_day(zoetermeer, Date(2019, 2, 1));
  const auto closed = town.seen_on<CaseClosed>(flow::topics::facts);
  ASSERT_THAT(closed, SizeIs(1));
  EXPECT_EQ(closed[0].result, EndResult::no_reaction_after_contact);
}

TEST(OutcomeTracker, ClosesByTheRulesOfTheDayWhenTheyGaveMoreTime) {
  auto town = town_with_a_case();
  std::string yaml = policy::load_policy("deploy/policies/zoetermeer.yaml")->yaml;
  const std::string before = "no_contact_working_days: 30";
  yaml.replace(yaml.find(before), before.size(), "no_contact_working_days: 40");
  town.activate(policy::parse_policy(yaml)->activation());
  town.close_days(zoetermeer, Date(2018, 12, 6), Date(2018, 12, 19));
  EXPECT_THAT(town.seen_on<CaseClosed>(flow::topics::facts), IsEmpty());
  town.close_day(zoetermeer, Date(2018, 12, 20));  // 40 working days after 25 October
  EXPECT_THAT(town.seen_on<CaseClosed>(flow::topics::facts), SizeIs(1));
}

TEST(OutcomeTracker, UpdatesAnOpenCaseInsteadOfOpeningAnother) {
  auto town = town_with_a_case();
  Match newer = test_assignment().enriched.match;
  newer.signals.push_back(owing(3, "menzis", PartnerKind::health_insurance, 90));
  const CaseId id = test_assignment().enriched.id;
  town.send(flow::topics::work, HouseholdKey{zoetermeer, id.household}, CaseUpdated{id, zoetermeer, newer});
  town.settle();
  const auto assigned = town.seen_on<CaseAssigned>(flow::topics::facts);
  EXPECT_EQ(assigned.front().id, assigned.back().id);
  EXPECT_THAT(assigned.back().signals, SizeIs(3));
}

TEST(OutcomeTracker, SendsAnEntryOfAnUnknownCaseToTheDeadLetters) {
  auto town = town_with_a_case();
  DeskEntry entry = visit(1, Date(2018, 10, 29), false);
  entry.id.month = YearMonth(2017, 1);
  enter(town, entry);
  EXPECT_GT(town.dead_letters(), 0U);
  EXPECT_THAT(town.dead_letter_reasons(), HasSubstr("there is no case with this number"));
  EXPECT_THAT(town.seen_on<ContactTried>(flow::topics::facts), IsEmpty());
}

}  // namespace
}  // namespace tijdig::outcome_tracker
