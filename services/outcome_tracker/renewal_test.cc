// What a new match does to the clock of an open case, and to its STOP.
#include <gmock/gmock.h>

#include "libs/domain/working_days.h"
#include "services/outcome_tracker/clocks.h"
#include "services/outcome_tracker/explain.h"
#include "services/outcome_tracker/processor.h"
#include "services/outcome_tracker/test_cases.h"
#include "tests/harness/flow_harness.h"

namespace tijdig::outcome_tracker {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const Date closes_without_news(2018, 12, 6);
const Date november_list(2018, 11, 26);

// The household's match of November, which comes while the case is open.
CaseUpdated november(std::vector<MatchedSignal> signals) {
  CaseUpdated updated{test_assignment().enriched.id, zoetermeer, test_assignment().enriched.match};
  updated.match.month = YearMonth(2018, 11);
  updated.match.matched_on = november_list;
  updated.match.signals = std::move(signals);
  return updated;
}

MatchedSignal in_november(std::uint8_t number, const char* partner, PartnerKind kind, bool crisis = false) {
  MatchedSignal signal = owing(number, partner, kind, 400);
  signal.month = YearMonth(2018, 11);
  signal.signal_date = Date(2018, 11, 13);
  signal.received = Date(2018, 11, 14);
  signal.crisis = crisis;
  return signal;
}

MatchedSignal superseded(MatchedSignal signal) {
  signal.current = false;
  return signal;
}

CaseFile after(const CaseFile& file, const CaseUpdated& updated) { return evolve(file, decide(file, updated)); }

std::optional<Date> closing_day(const CaseFile& file) { return closes_on(file, test_rules().closing); }

const MatchedSignal crisis_of_a_known_partner = in_november(3, "dunea", PartnerKind::water, true);
const MatchedSignal signal_of_a_new_partner = in_november(3, "menzis", PartnerKind::health_insurance);

TEST(TheWindow, BeginsAnewWithACrisisThatTheCaseDidNotKnow) {
  ASSERT_EQ(closing_day(fresh_file()), closes_without_news);
  const CaseFile file = after(fresh_file(), november({crisis_of_a_known_partner}));
  EXPECT_EQ(closing_day(file), plus_working_days(november_list, 30));
  EXPECT_EQ(decide(file, closes_without_news, test_rules()), Events{});
}

TEST(TheWindow, BeginsAnewWhenASignalBecomesACrisis) {
  MatchedSignal corrected = owing(2, "dunea", PartnerKind::water, 120);
  corrected.crisis = true;
  EXPECT_EQ(closing_day(after(fresh_file(), november({corrected}))), plus_working_days(november_list, 30));
}

TEST(TheWindow, BeginsAnewWithAPartnerThatTheCaseDidNotKnow) {
  const CaseFile file = after(fresh_file(), november({signal_of_a_new_partner}));
  EXPECT_EQ(closing_day(file), plus_working_days(november_list, 30));
  EXPECT_THAT(explain_text(file, test_rules(), november_list), HasSubstr("closes by itself at the end of 2019-01-10"));
}

TEST(TheWindow, IsNotProlongedByMoreOfTheSamePartners) {
  const CaseFile file =
      after(fresh_file(),
            november({in_november(3, "dunea", PartnerKind::water), in_november(4, "vestia", PartnerKind::rent)}));
  EXPECT_EQ(closing_day(file), closes_without_news);
}

TEST(TheWindow, IsProlongedByTheSameNewsOnlyOnce) {
  for (const MatchedSignal& news : {crisis_of_a_known_partner, signal_of_a_new_partner}) {
    const CaseFile once = after(fresh_file(), november({news}));
    CaseUpdated again = november({news});
    again.match.matched_on = november_list.plus_days(29);
    EXPECT_EQ(closing_day(after(once, again)), closing_day(once));
    again.match.signals = {in_november(5, news.partner.text().c_str(), news.kind), superseded(news)};
    EXPECT_EQ(closing_day(after(once, again)), closing_day(once)) << "next month, of whom it knows by now";
  }
}

TEST(TheWindow, IsNotProlongedByWhatDoesNotCountAnyMore) {
  const CaseUpdated updated = november({superseded(crisis_of_a_known_partner), superseded(signal_of_a_new_partner)});
  EXPECT_EQ(closing_day(after(fresh_file(), updated)), closes_without_news);
}

TEST(TheWindow, CountsFromTheLaterOfContactAndNews) {
  const CaseFile before = after(fresh_file(), visit(1, Date(2018, 11, 2), true));
  EXPECT_EQ(closing_day(after(before, november({signal_of_a_new_partner}))), plus_working_days(november_list, 30));
  const CaseFile later = after(fresh_file(), visit(1, Date(2018, 11, 28), true));
  EXPECT_EQ(closing_day(after(later, november({signal_of_a_new_partner}))), plus_working_days(Date(2018, 11, 28), 30));
}

CaseFile withdrawn_in_contact(std::string_view reason) {
  const CaseFile reached = after(fresh_file(), visit(1, Date(2018, 11, 2), true));
  return evolve(reached,
                *decide(reached, CaseChecked{reached.assignment.enriched, Date(2018, 11, 5), std::string(reason)}));
}

TEST(TheStop, OfWithdrawnSignalsIsLiftedByNewOnes) {
  const CaseFile stopped = withdrawn_in_contact("signals_withdrawn");
  ASSERT_EQ(stopped.stay_away, "signals_withdrawn");
  EXPECT_EQ(after(stopped, november({in_november(3, "dunea", PartnerKind::water)})).stay_away, "");
  EXPECT_EQ(after(stopped, november({superseded(crisis_of_a_known_partner)})).stay_away, "signals_withdrawn");
}

TEST(TheStop, OfWithdrawnSignalsIsNotLiftedByAnUndoneLink) {
  const CaseFile stopped = withdrawn_in_contact("signals_withdrawn");
  LinkUndone undone;
  undone.entry = hash_of(9);
  undone.id = stopped.assignment.enriched.id;
  undone.municipality = zoetermeer;
  undone.partner = *PartnerId::parse("dunea");
  undone.day = Date(2018, 11, 6);
  EXPECT_EQ(evolve(stopped, *decide(stopped, undone, test_rules())).stay_away, "signals_withdrawn");
}

TEST(TheStop, ForAnotherReasonStandsWhateverIsSignalled) {
  const CaseFile stopped = withdrawn_in_contact("excluded");
  EXPECT_EQ(after(stopped, november({crisis_of_a_known_partner})).stay_away, "excluded");
}

TEST(OutcomeTracker, LooksAgainOnTheLaterDayAfterNews) {
  harness::Stages stages;
  stages.push_back(std::make_unique<runtime::StageOf<Processor>>(Processor{}));
  harness::FlowHarness town(std::move(stages));
  const auto policy = policy::load_policy("deploy/policies/zoetermeer.yaml");
  ASSERT_TRUE(policy);
  town.activate(policy->activation());
  const flow::HouseholdKey key{zoetermeer, test_assignment().enriched.id.household};
  town.send(flow::topics::work, key, test_assignment());
  town.close_day(zoetermeer, Date(2018, 10, 25));
  town.send(flow::topics::work, key, november({crisis_of_a_known_partner}));
  town.close_days(zoetermeer, november_list, Date(2019, 1, 9));
  EXPECT_THAT(town.seen_on<CaseClosed>(flow::topics::facts), IsEmpty());
  town.close_day(zoetermeer, Date(2019, 1, 10));
  EXPECT_THAT(town.seen_on<CaseClosed>(flow::topics::facts), SizeIs(1));
}

}  // namespace
}  // namespace tijdig::outcome_tracker
