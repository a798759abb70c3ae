// A link that a person undid: what becomes of the case, and when a possible data breach must be looked into.
#include <gmock/gmock.h>

#include <algorithm>

#include "libs/domain/address_id.h"
#include "services/outcome_tracker/explain.h"
#include "services/outcome_tracker/processor.h"
#include "services/outcome_tracker/test_cases.h"
#include "tests/harness/flow_harness.h"

namespace tijdig::outcome_tracker {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

LinkUndone undone(std::uint8_t number, const char* partner, Date day) {
  LinkUndone one;
  one.entry = hash_of(number);
  one.id = test_assignment().enriched.id;
  one.municipality = zoetermeer;
  one.partner = *PartnerId::parse(partner);
  one.reason = UnlinkReason::wrong_person;
  one.employee = EmployeeRef::from_hash(hash_of(77));
  one.day = day;
  return one;
}

CaseFile three_partners() {
  CaseFile file = fresh_file();
  file.assignment.enriched.match.signals.push_back(owing(3, "menzis", PartnerKind::health_insurance, 90));
  return file;
}

TEST(AnUndoneLink, ClosesACaseOfWhichTooFewPartnersAreLeft) {
  const auto events = decide(fresh_file(), undone(9, "dunea", Date(2018, 10, 29)), test_rules());
  ASSERT_TRUE(events && events->closing);
  EXPECT_EQ(events->closing->local_code, "link_undone");
  EXPECT_EQ(events->closing->result, EndResult::refused_other);
  EXPECT_TRUE(events->closing->without_attempt);
  EXPECT_FALSE(events->closing->starts_cool_down);
  EXPECT_THAT(events->breaches, IsEmpty());
  const CaseFile file = evolve(fresh_file(), *events);
  EXPECT_EQ(file.status, Status::closed);
  ASSERT_THAT(file.assignment.enriched.match.signals, SizeIs(1));
  EXPECT_EQ(file.assignment.enriched.match.signals[0].partner.text(), "vestia");
}

TEST(AnUndoneLink, LeavesACaseOpenThatMatchesWithoutIt) {
  const auto events = decide(three_partners(), undone(9, "dunea", Date(2018, 10, 29)), test_rules());
  ASSERT_TRUE(events);
  EXPECT_FALSE(events->closing);
  const CaseFile file = evolve(three_partners(), *events);
  EXPECT_EQ(file.status, Status::on_list);
  EXPECT_THAT(file.assignment.enriched.match.signals, SizeIs(2));
  EXPECT_EQ(file.assignment.enriched.match.evidence.back(), (EvidenceRow{"link undone", "dunea: wrong_person", 0}));
}

TEST(AnUndoneLink, CountsOnce) {
  const LinkUndone once = undone(9, "dunea", Date(2018, 10, 29));
  const CaseFile file = evolve(three_partners(), *decide(three_partners(), once, test_rules()));
  EXPECT_EQ(*decide(file, once, test_rules()), Events{});
}

TEST(AnUndoneLink, OfAPartnerWithoutASignalInTheCaseIsRefused) {
  const auto events = decide(fresh_file(), undone(9, "eneco", Date(2018, 10, 29)), test_rules());
  ASSERT_FALSE(events);
  EXPECT_THAT(events.error().detail, HasSubstr("no signal of this partner"));
}

TEST(AnUndoneLink, ExplainsTheEndOfTheCase) {
  const auto events = decide(fresh_file(), undone(9, "dunea", Date(2018, 10, 29)), test_rules());
  const CaseFile file = evolve(fresh_file(), *events);
  const std::string text = explain_text(file, test_rules(), Date(2018, 10, 30));
  EXPECT_THAT(text, HasSubstr("result: koppeling ongedaan gemaakt (Niet opgepakt: andere reden)"));
  EXPECT_THAT(text, HasSubstr("link undone: dunea: wrong_person"));
}

class TownWithACase : public testing::Test {
 protected:
  TownWithACase() : town_(stages()) {
    const auto policy = policy::load_policy("deploy/policies/zoetermeer.yaml");
    TIJDIG_CHECK(policy.has_value());
    town_.activate(policy->activation());
    send(test_assignment());
  }
  template <class Record>
  void send(const Record& record) {
    town_.send(flow::topics::work, flow::HouseholdKey{zoetermeer, test_assignment().enriched.id.household}, record);
    town_.settle();
  }
  harness::FlowHarness town_;

 private:
  static harness::Stages stages() {
    harness::Stages stages;
    stages.push_back(std::make_unique<runtime::StageOf<Processor>>(Processor{}));
    return stages;
  }
};

TEST_F(TownWithACase, TellsTheMatcherWhichSignalsAreNotOfThisHousehold) {
  send(undone(9, "dunea", Date(2018, 10, 29)));
  const auto denied = town_.seen_on<LinkDenied>(flow::topics::signals);
  ASSERT_THAT(denied, SizeIs(1));
  const Match match = test_assignment().enriched.match;
  EXPECT_THAT(denied[0].signals, ElementsAre(match.signals[1].id));
  EXPECT_EQ(denied[0].address, address_id_of(zoetermeer, match.address));
  EXPECT_EQ(denied[0].household, match.household);
  EXPECT_EQ(denied[0].reason, UnlinkReason::wrong_person);
}

TEST_F(TownWithACase, AsksForNoBreachAssessmentWhenNobodyWasApproached) {
  send(undone(9, "dunea", Date(2018, 10, 29)));
  EXPECT_THAT(town_.seen_on(flow::topics::breach_tasks), IsEmpty());
  EXPECT_THAT(town_.seen_on<CaseReturned>(flow::topics::cases), SizeIs(1));
}

TEST_F(TownWithACase, AsksForABreachAssessmentWithinThreeDaysOfAVisit) {
  send(visit(1, Date(2018, 10, 27), true));
  send(undone(9, "dunea", Date(2018, 10, 29)));
  const auto tasks = town_.seen_on(flow::topics::breach_tasks);
  ASSERT_THAT(tasks, SizeIs(1));
  EXPECT_EQ(tasks[0].learned_on, Date(2018, 10, 29));
  EXPECT_EQ(tasks[0].report_by, Date(2018, 11, 1));
  EXPECT_EQ(tasks[0].attempts, 1u);
  EXPECT_TRUE(tasks[0].reached);
  EXPECT_THAT(town_.seen_on<CaseReturned>(flow::topics::cases), IsEmpty());
}

TEST_F(TownWithACase, AsksForABreachAssessmentWhenAnEarlierVisitBecomesKnownAfterTheUnlink) {
  send(undone(9, "dunea", Date(2018, 10, 29)));
  send(visit(1, Date(2018, 10, 30), false));
  EXPECT_THAT(town_.seen_on(flow::topics::breach_tasks), IsEmpty()) << "a visit of the day after";
  send(visit(2, Date(2018, 10, 29), true));
  send(visit(3, Date(2018, 10, 28), true));
  const auto tasks = town_.seen_on(flow::topics::breach_tasks);
  ASSERT_THAT(tasks, SizeIs(1));
  EXPECT_EQ(tasks[0].partner.text(), "dunea");
  EXPECT_EQ(tasks[0].learned_on, Date(2018, 10, 29));
  EXPECT_TRUE(tasks[0].reached);
}

TEST_F(TownWithACase, TellsEnrichmentWhatTheCaseStandsOnWhenItGoesOn) {
  send(undone(9, "dunea", Date(2018, 10, 29)));
  const auto of_closed = town_.seen_on<CaseNotice>(flow::topics::matches);
  EXPECT_FALSE(of_closed.back().open) << "one partner is no match";
  Assignment another = test_assignment(2);
  another.enriched.match.signals.push_back(owing(3, "eneco", PartnerKind::energy, 90));
  town_.send(flow::topics::work, flow::HouseholdKey{zoetermeer, another.enriched.id.household}, another);
  LinkUndone of_another = undone(10, "dunea", Date(2018, 10, 29));
  of_another.id = another.enriched.id;
  town_.send(flow::topics::work, flow::HouseholdKey{zoetermeer, another.enriched.id.household}, of_another);
  town_.settle();
  const auto notices = town_.seen_on<CaseNotice>(flow::topics::matches);
  const auto now = std::find_if(notices.rbegin(), notices.rend(),
                                [&](const CaseNotice& notice) { return notice.id == another.enriched.id; });
  ASSERT_NE(now, notices.rend());
  ASSERT_TRUE(now->open && now->enriched);
  EXPECT_THAT(now->enriched->match.signals, SizeIs(2));
  EXPECT_THAT(now->enriched->match.evidence, IsEmpty());
}

TEST_F(TownWithACase, TellsTheUndonePartnerNothingOfHowTheCaseEnded) {
  send(undone(9, "dunea", Date(2018, 10, 29)));
  const auto told = town_.seen_on(flow::topics::feedback);
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told[0].partner.text(), "vestia");
}

}  // namespace
}  // namespace tijdig::outcome_tracker
