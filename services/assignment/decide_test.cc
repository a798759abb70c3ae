#include "services/assignment/decide.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "libs/runtime/kept.h"
#include "tests/harness/generators.h"

namespace tijdig::assignment {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr unsigned match_day = 25;

policy::Policy rules_with(int quota, int reserves) {
  policy::Policy policy;
  policy.matching.when = policy::MatchWhen::on_day_of_month;
  policy.matching.day_of_month = match_day;
  policy.assignment.team = "EMMA";
  policy.assignment.quota = {{YearMonth(2018, 9), quota}};
  policy.assignment.reserve_addresses = reserves;
  return policy;
}

policy::Policy continuous_rules(int quota) {
  policy::Policy policy = rules_with(quota, 3);
  policy.matching.when = policy::MatchWhen::continuously;
  return policy;
}

EnrichedCase waiting_case(std::uint8_t number, YearMonth month = YearMonth(2018, 10)) {
  EnrichedCase enriched;
  Hash128 hash{};
  hash[0] = number;
  enriched.id = {HouseholdId::from_hash(hash), month};
  enriched.match.household = enriched.id.household;
  enriched.match.month = month;
  enriched.match.matched_on = month.first_day().plus_days(24);
  return enriched;
}

// A pool and the cases that stand in it, as the processor would load them.
struct Town {
  Pool pool;
  std::vector<EnrichedCase> known;

  void arrives(const EnrichedCase& enriched) {
    pool.waiting.insert(enriched.id);
    known.push_back(enriched);
  }
  template <class Ids>
  std::vector<EnrichedCase> cases_of(const Ids& ids) const {
    std::vector<EnrichedCase> cases;
    for (const CaseId& id : ids)
      for (const EnrichedCase& one : known)
        if (one.id == id) cases.push_back(one);
    return cases;
  }
  Decision close(Date day, const policy::Policy& policy) {
    Decision decision = close_day(pool, cases_of(pool.waiting), cases_of(pool.reserves), day, policy);
    pool = evolve(pool, decision);
    return decision;
  }
  void returns(const CaseId& id) { pool = evolve(pool, take_back(pool, {id, {}, Date(2018, 10, 29), "refuses"})); }
};

Town town_of(int cases) {
  Town town;
  for (int i = 1; i <= cases; ++i) town.arrives(waiting_case(static_cast<std::uint8_t>(i)));
  return town;
}

TEST(MatchDay, SaysByWhichRulesEachWasChosen) {
  Town town = town_of(2);
  policy::Policy rules = rules_with(1, 1);
  rules.version = "fedcba9876543210";
  const Decision decision = town.close(Date(2018, 10, 25), rules);
  EXPECT_EQ(decision.assigned.front().policy_version, "fedcba9876543210");
  EXPECT_EQ(decision.reserved.front().policy_version, "fedcba9876543210");
}

TEST(MatchDay, FillsTheQuotaThenTheReservesAndEndsTheRest) {
  Town town = town_of(6);
  const Decision decision = town.close(Date(2018, 10, 25), rules_with(3, 2));
  EXPECT_THAT(decision.assigned, SizeIs(3));
  EXPECT_THAT(decision.reserved, SizeIs(2));
  ASSERT_THAT(decision.dropped, SizeIs(1));
  EXPECT_EQ(decision.dropped.front().reason, "quota_full");
  EXPECT_EQ(town.pool.given, 3);
  EXPECT_THAT(town.pool.waiting, IsEmpty());
  EXPECT_THAT(town.pool.reserves, SizeIs(2));
}

TEST(MatchDay, RanksTheListFromOneReservesLast) {
  Town town = town_of(3);
  const Decision decision = town.close(Date(2018, 10, 25), rules_with(2, 5));
  EXPECT_EQ(decision.assigned[0].rank, 1U);
  EXPECT_EQ(decision.assigned[1].rank, 2U);
  EXPECT_EQ(decision.reserved[0].rank, 3U);
  EXPECT_TRUE(decision.reserved[0].reserve);
  EXPECT_EQ(decision.assigned[0].team, "EMMA");
  EXPECT_EQ(decision.assigned[0].assigned_on, Date(2018, 10, 25));
}

TEST(MatchDay, TakesTheQuotaOfItsOwnMonth) {
  policy::Policy policy = rules_with(1, 0);
  policy.assignment.quota.push_back({YearMonth(2018, 11), 2});
  Town town = town_of(2);
  EXPECT_THAT(town.close(Date(2018, 10, 25), policy).assigned, SizeIs(1));
  town.arrives(waiting_case(7, YearMonth(2018, 11)));
  town.arrives(waiting_case(8, YearMonth(2018, 11)));
  EXPECT_THAT(town.close(Date(2018, 11, 25), policy).assigned, SizeIs(2));
}

TEST(MatchDay, LetsTheReservesOfTheMonthBeforeGo) {
  Town town = town_of(2);
  EXPECT_THAT(town.close(Date(2018, 10, 25), rules_with(1, 1)).reserved, SizeIs(1));
  const Decision november = town.close(Date(2018, 11, 25), rules_with(1, 1));
  ASSERT_THAT(november.dropped, SizeIs(1));
  EXPECT_EQ(november.dropped.front().reason, "reserve_not_needed");
  EXPECT_EQ(town.pool.given, 0);
}

TEST(MatchDay, ChoosesAHouseholdOnceForItsNewestMatch) {
  Town town = town_of(2);
  town.arrives(waiting_case(1, YearMonth(2018, 9)));
  const Decision decision = town.close(Date(2018, 10, 25), rules_with(5, 0));
  ASSERT_THAT(decision.assigned, SizeIs(2));
  for (const Assignment& made : decision.assigned) EXPECT_EQ(made.enriched.id.month, YearMonth(2018, 10));
  ASSERT_THAT(decision.dropped, SizeIs(1));
  EXPECT_EQ(decision.dropped.front().reason, "newer_match");
  EXPECT_FALSE(decision.dropped.front().partners_hear_now);
  EXPECT_THAT(town.pool.waiting, IsEmpty());
}

TEST(MatchDay, OfATownThatBeginsLaterInTheMonthIsItsFirstDay) {
  Town town = town_of(2);
  EXPECT_THAT(town.close(Date(2018, 10, 27), rules_with(5, 0)).assigned, SizeIs(2));
  town.arrives(waiting_case(7));
  EXPECT_THAT(town.close(Date(2018, 10, 28), rules_with(5, 0)).assigned, IsEmpty());
  EXPECT_THAT(town.close(Date(2018, 11, 24), rules_with(5, 0)).assigned, IsEmpty());
  EXPECT_THAT(town.close(Date(2018, 11, 25), rules_with(5, 0)).assigned, SizeIs(1));
}

TEST(AnOrdinaryDay, ChangesNothingWhenNoPlaceCameFree) {
  Town town = town_of(3);
  town.close(Date(2018, 10, 25), rules_with(2, 1));
  const Pool before = town.pool;
  EXPECT_THAT(town.close(Date(2018, 10, 26), rules_with(2, 1)).assigned, IsEmpty());
  EXPECT_EQ(town.pool, before);
}

TEST(AReturnedPlace, GoesToTheFirstReserveWhenTheDayCloses) {
  Town town = town_of(4);
  const Decision list = town.close(Date(2018, 10, 25), rules_with(2, 2));
  town.returns(list.assigned[0].enriched.id);
  const Decision next = town.close(Date(2018, 10, 29), rules_with(2, 2));
  ASSERT_THAT(next.assigned, SizeIs(1));
  EXPECT_EQ(next.assigned[0].enriched.id, list.reserved[0].enriched.id);
  EXPECT_EQ(next.assigned[0].assigned_on, Date(2018, 10, 29));
  EXPECT_EQ(next.assigned[0].rank, 5U);
  EXPECT_FALSE(next.assigned[0].reserve);
  EXPECT_EQ(town.pool.given, 2);
  EXPECT_THAT(town.close(Date(2018, 10, 30), rules_with(2, 2)).assigned, IsEmpty());
}

TEST(AReturnedPlace, StaysOpenWithoutReserve) {
  Town town = town_of(1);
  const Decision list = town.close(Date(2018, 10, 25), rules_with(1, 1));
  town.returns(list.assigned[0].enriched.id);
  EXPECT_EQ(town.pool.given, 0);
  EXPECT_THAT(town.close(Date(2018, 10, 29), rules_with(1, 1)).assigned, IsEmpty());
}

TEST(AReturnedPlace, OfAnEarlierMonthGivesNothing) {
  Town town = town_of(3);
  town.close(Date(2018, 10, 25), rules_with(1, 2));
  town.returns({HouseholdId(), YearMonth(2018, 9)});
  EXPECT_EQ(town.pool.given, 1);
}

TEST(ContinuousMatching, GivesPlacesEveryDayUntilTheMonthIsFull) {
  Town town = town_of(2);
  EXPECT_THAT(town.close(Date(2018, 10, 3), continuous_rules(3)).assigned, SizeIs(2));
  town.arrives(waiting_case(8));
  town.arrives(waiting_case(9));
  const Decision later = town.close(Date(2018, 10, 4), continuous_rules(3));
  ASSERT_THAT(later.assigned, SizeIs(1));
  EXPECT_EQ(later.assigned[0].rank, 3U);
  EXPECT_THAT(later.reserved, IsEmpty());
  EXPECT_THAT(later.dropped, IsEmpty());
  EXPECT_THAT(town.close(Date(2018, 10, 31), continuous_rules(3)).dropped, SizeIs(1));
}

RC_GTEST_PROP(MatchDay, PutsEveryCaseInExactlyOnePlace, ()) {
  const int cases = harness::any_between(0, 15);
  const int quota = harness::any_between(0, 10);
  const int reserves = harness::any_between(0, 5);
  Town town = town_of(cases);
  const Decision decision = town.close(Date(2018, 10, 25), rules_with(quota, reserves));
  RC_ASSERT(decision.assigned.size() == static_cast<std::size_t>(std::min(cases, quota)));
  RC_ASSERT(decision.assigned.size() + decision.reserved.size() + decision.dropped.size() ==
            static_cast<std::size_t>(cases));
  RC_ASSERT(town.pool.reserves.size() == decision.reserved.size());
  RC_ASSERT(town.pool.waiting.empty());
}

TEST(AnOrdinaryDay, ReadsNoCaseWhenNoPlaceCameFree) {
  Town town = town_of(3);
  const policy::Policy policy = rules_with(1, 1);
  EXPECT_EQ(reach_of_close(town.pool, Date(2018, 10, match_day), policy), (Reach{true, true}));
  const Decision list = town.close(Date(2018, 10, match_day), policy);
  EXPECT_EQ(reach_of_close(town.pool, Date(2018, 10, 26), policy), (Reach{false, false}));
  town.returns(list.assigned[0].enriched.id);
  EXPECT_EQ(reach_of_close(town.pool, Date(2018, 10, 26), policy), (Reach{false, true}));
}

RC_GTEST_PROP(ClosingADay, DecidesTheSameWithoutTheCasesOutOfItsReach, ()) {
  const policy::Policy policy =
      *rc::gen::arbitrary<bool>() ? continuous_rules(*rc::gen::inRange(0, 6)) : rules_with(*rc::gen::inRange(0, 6), 2);
  Town town = town_of(*rc::gen::inRange(0, 12));
  if (*rc::gen::arbitrary<bool>()) {
    const Decision list = town.close(Date(2018, 10, match_day), policy);
    if (!list.assigned.empty() && *rc::gen::arbitrary<bool>()) town.returns(list.assigned[0].enriched.id);
    town.arrives(waiting_case(200));
  }
  const Date day = Date(2018, 10, match_day).plus_days(*rc::gen::inRange(0, 40));
  const auto waiting = town.cases_of(town.pool.waiting);
  const auto reserves = town.cases_of(town.pool.reserves);
  const Reach reach = reach_of_close(town.pool, day, policy);
  const std::vector<EnrichedCase> none;
  RC_ASSERT(close_day(town.pool, reach.waiting ? waiting : none, reach.reserves ? reserves : none, day, policy) ==
            close_day(town.pool, waiting, reserves, day, policy));
}

RC_GTEST_PROP(APool, ReadsBackWhatItWrote, ()) {
  Pool pool;
  for (const CaseId& id : harness::any_vector(harness::any_case_id)) pool.waiting.insert(id);
  pool.reserves = harness::any_vector(harness::any_case_id);
  pool.month = harness::any_month();
  pool.given = harness::any_between(0, 99);
  pool.last_rank = harness::any_between<std::uint32_t>(0, 99);
  RC_ASSERT(*runtime::read_kept<Pool>(encode(pool)) == pool);
}

// Also tests state_codec.cc.
TEST(APool, ThatCannotBeReadSaysHowToRecover) {
  const auto pool = runtime::read_kept<Pool>("\xff\xff");
  ASSERT_FALSE(pool);
  EXPECT_THAT(pool.error().detail, testing::HasSubstr("tijdig rebuild"));
}

}  // namespace
}  // namespace tijdig::assignment
