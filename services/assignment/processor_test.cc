#include "services/assignment/processor.h"

#include <gmock/gmock.h>

#include "tests/harness/flow_harness.h"

namespace tijdig::assignment {
namespace {

using flow::MunicipalityKey;
using testing::Each;
using testing::IsEmpty;
using testing::SizeIs;

const MunicipalityCode zoetermeer = MunicipalityCode::from_number(637);

EnrichedCase waiting_case(std::uint8_t number) {
  EnrichedCase enriched;
  Hash128 hash{};
  hash[0] = number;
  enriched.id = {HouseholdId::from_hash(hash), YearMonth(2018, 10)};
  enriched.match.id = MatchId::from_hash(hash);
  enriched.match.municipality = zoetermeer;
  enriched.match.household = enriched.id.household;
  enriched.match.address = {*Postcode::parse("2711AB"), *HouseNumber::parse("12", "", "")};
  enriched.match.month = YearMonth(2018, 10);
  enriched.match.matched_on = Date(2018, 10, 25);
  MatchedSignal signal;
  signal.id = SignalId::from_hash(hash);
  signal.partner = *PartnerId::parse("vestia");
  signal.kind = PartnerKind::rent;
  signal.received = Date(2018, 10, 5);
  signal.amount = Cents::euros(100);
  enriched.match.signals = {signal};
  return enriched;
}

harness::Stages only_assignment() {
  harness::Stages stages;
  stages.push_back(std::make_unique<runtime::StageOf<Processor>>(Processor{}));
  return stages;
}

// The rules of Zoetermeer: the 25th, twenty places, five reserves.
harness::FlowHarness town_with(int cases, const harness::HarnessOptions& options = {}) {
  harness::FlowHarness town(only_assignment(), options);
  const auto policy = policy::load_policy("deploy/policies/zoetermeer.yaml");
  TIJDIG_CHECK(policy.has_value());
  town.activate(policy->activation());
  for (int i = 1; i <= cases; ++i)
    town.send(flow::topics::cases, MunicipalityKey{zoetermeer}, waiting_case(static_cast<std::uint8_t>(i)));
  return town;
}

TEST(Assignment, KeepsCasesUntilTheMatchDayCloses) {
  auto town = town_with(3);
  town.close_day(zoetermeer, Date(2018, 10, 24));
  EXPECT_THAT(town.seen_on<Assignment>(flow::topics::work), IsEmpty());
  town.close_day(zoetermeer, Date(2018, 10, 25));
  EXPECT_THAT(town.seen_on<Assignment>(flow::topics::work), SizeIs(3));
  EXPECT_THAT(town.seen_on(flow::topics::walk_list), SizeIs(3));
  EXPECT_EQ(town.dead_letters(), 0U);
}

TEST(Assignment, TellsReportAndPartnersWhatHadNoPlace) {
  auto town = town_with(27);
  town.close_day(zoetermeer, Date(2018, 10, 25));
  EXPECT_THAT(town.seen_on<Assignment>(flow::topics::work), SizeIs(20));
  EXPECT_THAT(town.seen_on(flow::topics::walk_list), SizeIs(25));
  const auto ended = town.seen_on<MatchEnded>(flow::topics::facts);
  ASSERT_THAT(ended, SizeIs(2));
  EXPECT_EQ(ended.front().reason, "quota_full");
  const auto told = town.seen_on(flow::topics::feedback);
  ASSERT_THAT(told, SizeIs(2));
  EXPECT_EQ(told.front().ddas_result, "Niet opgepakt: andere reden");
  EXPECT_FALSE(told.front().collection_paused);
}

TEST(Assignment, LetsReservesStepInForReturnedPlaces) {
  harness::HarnessOptions once;
  once.deliver_twice = false;  // sent as by a door, a returned place has no provenance to tell a repeat by
  auto town = town_with(27, once);
  town.close_day(zoetermeer, Date(2018, 10, 25));
  for (std::size_t i : {0U, 1U}) {
    const CaseId id = town.seen_on<Assignment>(flow::topics::work)[i].enriched.id;
    town.send(flow::topics::cases, MunicipalityKey{zoetermeer},
              CaseReturned{id, zoetermeer, Date(2018, 10, 27), "arrangement_found"});
  }
  town.close_day(zoetermeer, Date(2018, 10, 29));
  const auto work = town.seen_on<Assignment>(flow::topics::work);
  EXPECT_THAT(work, SizeIs(22));
  EXPECT_THAT(work, Each(testing::Field(&Assignment::reserve, false)));
}

TEST(Assignment, LeavesNothingBehindWhenTheMonthIsDone) {
  auto town = town_with(27);
  town.close_day(zoetermeer, Date(2018, 10, 25));
  EXPECT_THAT(town.state_of(flow::assignment.id, "c"), SizeIs(5));  // the reserves
  town.close_day(zoetermeer, Date(2018, 11, 25));
  EXPECT_THAT(town.state_of(flow::assignment.id, "c"), IsEmpty());
  EXPECT_THAT(town.seen_on<MatchEnded>(flow::topics::facts), SizeIs(7));
}

}  // namespace
}  // namespace tijdig::assignment
