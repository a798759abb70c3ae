#include "services/reporting/processor.h"

#include <gmock/gmock.h>

#include "services/reporting/rows.h"
#include "services/reporting/shell/read_report.h"
#include "services/reporting/test_ledger.h"
#include "tests/harness/flow_harness.h"

namespace tijdig::reporting {
namespace {

harness::FlowHarness town(bool deliver_twice) {
  harness::Stages stages;
  stages.push_back(std::make_unique<runtime::StageOf<Processor>>(Processor{}));
  harness::HarnessOptions options;
  options.deliver_twice = deliver_twice;
  return harness::FlowHarness(std::move(stages), options);
}

Ledger ledger_of(harness::FlowHarness& town) {
  return *ledger_from(zoetermeer, Date(2018, 12, 31), town.state_of(flow::reporting.id, rows_prefix(zoetermeer)));
}

void tell(harness::FlowHarness& town, const FactsMessage& fact) {
  town.send_bytes(flow::topics::facts.info.id, flow::key_bytes(flow::MunicipalityKey{zoetermeer}), codec::encode(fact));
  town.settle();
}

TEST(Reporting, KeepsEveryFactOfACaseEvenWhenRepeated) {
  auto with_repeats = town(true);
  const CaseRow row = small_ledger().cases[0];
  tell(with_repeats, FactsMessage{row.assigned});
  for (const ContactTried& attempt : row.attempts) tell(with_repeats, FactsMessage{attempt});
  tell(with_repeats, FactsMessage{*row.closed});
  ASSERT_EQ(ledger_of(with_repeats).cases.size(), 1U);
  EXPECT_TRUE(ledger_of(with_repeats).cases[0] == row);
}

TEST(Reporting, AddsCountsUp) {
  auto once = town(false);  // a door's record has no provenance to tell a repeat by
  SignalsCounted fact;
  fact.municipality = zoetermeer;
  fact.partner = partner("vestia");
  fact.counts = {{october, PartnerKind::rent, "", 3, 100}, {september, PartnerKind::rent, "", 1, 100}};
  tell(once, FactsMessage{fact});
  tell(once, FactsMessage{fact});
  tell(once, FactsMessage{LateCounted{zoetermeer, october, 2}});
  tell(once, FactsMessage{LateCounted{zoetermeer, october, 2}});
  const Ledger ledger = ledger_of(once);
  ASSERT_EQ(ledger.signals.size(), 2U);
  EXPECT_EQ(ledger.signals[0].signals, 2);
  EXPECT_EQ(ledger.signals[1].signals, 6);
  EXPECT_EQ(ledger.signals[1].amount_cents, 200);
  EXPECT_EQ(ledger.late.front().second, 4);
}

// Also tests shell/read_report.cc.
TEST(Reporting, RemembersTheDayThatWasClosed) {
  auto quiet = town(true);
  quiet.close_day(zoetermeer, Date(2018, 10, 1));
  EXPECT_EQ(quiet.dead_letters(), 0U);
  EXPECT_TRUE(ledger_of(quiet).empty());
  const auto report = read_report(quiet.back_end(), small_policy());
  ASSERT_TRUE(report);
  EXPECT_EQ(report->as_of, Date(2018, 10, 1));
}

TEST(Reporting, IsReadBackAsAReport) {
  auto once = town(false);
  SignalsCounted fact;
  fact.municipality = zoetermeer;
  fact.partner = partner("vestia");
  fact.counts = {{october, PartnerKind::rent, "", 3, 100}};
  tell(once, FactsMessage{fact});
  const auto report = read_report(once.back_end(), small_policy());
  ASSERT_TRUE(report);
  EXPECT_EQ(report->find("2.1")->find("oktober", "Vestia")->numerator, 3);
}

}  // namespace
}  // namespace tijdig::reporting
