#include "services/assignment/select.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "tests/harness/generators.h"

namespace tijdig::assignment {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* partner_names[] = {"vestia", "menzis", "dunea", "eneco"};
constexpr PartnerKind kinds[] = {PartnerKind::rent, PartnerKind::health_insurance, PartnerKind::water,
                                 PartnerKind::energy};

MatchedSignal owing(std::size_t partner, std::int64_t euros) {
  MatchedSignal signal;
  signal.partner = *PartnerId::parse(partner_names[partner]);
  signal.kind = kinds[partner];
  signal.month = YearMonth(2018, 10);
  signal.received = Date(2018, 10, 5);
  signal.amount = Cents::euros(euros);
  return signal;
}

EnrichedCase waiting_case(std::uint8_t number, const char* postcode, std::vector<MatchedSignal> signals) {
  EnrichedCase enriched;
  Hash128 hash{};
  hash[0] = number;
  enriched.id = {HouseholdId::from_hash(hash), YearMonth(2018, 10)};
  enriched.match.household = enriched.id.household;
  enriched.match.address.postcode = *Postcode::parse(postcode);
  enriched.match.month = YearMonth(2018, 10);
  enriched.match.matched_on = Date(2018, 10, 25);
  enriched.match.signals = std::move(signals);
  return enriched;
}

policy::AssignmentRules rules_with(std::vector<policy::Stratum> stratify) {
  policy::AssignmentRules rules;
  rules.stratify = std::move(stratify);
  rules.offer_within_days = 28;
  return rules;
}

std::vector<std::size_t> chosen(const std::vector<EnrichedCase>& pool, int places,
                                const policy::AssignmentRules& rules) {
  std::vector<std::size_t> indices;
  for (const Choice& choice : select(pool, places, rules)) indices.push_back(choice.index);
  return indices;
}

TEST(Selection, TakesMostPartnersThenHighestDebtThenTheId) {
  const std::vector<EnrichedCase> pool = {waiting_case(4, "2711AB", {owing(0, 100), owing(1, 100)}),
                                          waiting_case(3, "2711AB", {owing(0, 100), owing(1, 100)}),
                                          waiting_case(2, "2711AB", {owing(0, 300), owing(1, 100)}),
                                          waiting_case(1, "2711AB", {owing(0, 60), owing(1, 60), owing(2, 60)})};
  EXPECT_THAT(chosen(pool, 9, rules_with({})), ElementsAre(3, 2, 1, 0));
  EXPECT_THAT(chosen(pool, 2, rules_with({})), ElementsAre(3, 2));
}

TEST(Selection, TakesNobodyWithoutPlaces) {
  const std::vector<EnrichedCase> pool = {waiting_case(1, "2711AB", {owing(0, 100)})};
  EXPECT_THAT(chosen(pool, 0, rules_with({})), ElementsAre());
  EXPECT_THAT(chosen(pool, -1, rules_with({})), ElementsAre());
  EXPECT_THAT(chosen({}, 5, rules_with({})), ElementsAre());
}

TEST(Selection, PutsACrisisFirstAndSaysSo) {
  MatchedSignal shut_off = owing(3, 60);
  shut_off.crisis = true;
  const std::vector<EnrichedCase> pool = {waiting_case(1, "2711AB", {owing(0, 900), owing(1, 900), owing(2, 900)}),
                                          waiting_case(2, "2711AB", {shut_off, owing(0, 60)})};
  const auto choices = select(pool, 1, rules_with({policy::Stratum::sector}));
  EXPECT_EQ(choices.front().index, 1U);
  EXPECT_THAT(choices.front().reason, HasSubstr("crisis signal comes first"));
}

TEST(Selection, GivesEverySectorAPlaceBeforeTheHighestDebt) {
  const std::vector<EnrichedCase> pool = {waiting_case(1, "2711AB", {owing(0, 900), owing(1, 900)}),
                                          waiting_case(2, "2711AB", {owing(0, 800), owing(1, 800)}),
                                          waiting_case(3, "2711AB", {owing(2, 60), owing(3, 60)})};
  EXPECT_THAT(chosen(pool, 2, rules_with({policy::Stratum::sector})), ElementsAre(0, 2));
  EXPECT_THAT(chosen(pool, 2, rules_with({})), ElementsAre(0, 1));
}

TEST(Selection, SpreadsOverThePartsOfTown) {
  const std::vector<EnrichedCase> pool = {waiting_case(1, "2711AB", {owing(0, 900), owing(1, 900)}),
                                          waiting_case(2, "2711CD", {owing(0, 800), owing(1, 800)}),
                                          waiting_case(3, "2726AB", {owing(0, 60), owing(1, 60)})};
  EXPECT_THAT(chosen(pool, 2, rules_with({policy::Stratum::district})), ElementsAre(0, 2));
}

TEST(Selection, CountsNoSupersededSignal) {
  MatchedSignal older = owing(2, 5000);
  older.current = false;
  const std::vector<EnrichedCase> pool = {waiting_case(1, "2711AB", {owing(0, 100), owing(1, 100), older}),
                                          waiting_case(2, "2711AB", {owing(0, 100), owing(1, 101)})};
  EXPECT_THAT(chosen(pool, 1, rules_with({})), ElementsAre(1));
}

TEST(Selection, PutsNobodyFirstForACrisisThatDoesNotCountAnyMore) {
  MatchedSignal over = owing(3, 60);
  over.crisis = true;
  over.current = false;
  const std::vector<EnrichedCase> pool = {waiting_case(1, "2711AB", {owing(0, 100), owing(1, 100), over}),
                                          waiting_case(2, "2711AB", {owing(0, 100), owing(1, 101)})};
  const auto choices = select(pool, 2, rules_with({}));
  EXPECT_EQ(choices.front().index, 1U);
  EXPECT_THAT(choices.back().reason, Not(HasSubstr("crisis")));
}

TEST(Selection, GivesItsReasonInWordsWithoutAnAddress) {
  EnrichedCase again = waiting_case(1, "2711AB", {owing(0, 100), owing(2, 100)});
  again.re_approach = true;
  const auto choices = select({again}, 1, rules_with({policy::Stratum::sector, policy::Stratum::district}));
  EXPECT_EQ(choices.front().reason,
            "2 partners (water and wonen), same_month in 2018-10; refused before, debt has risen since; least served "
            "sector has 0; this part of town has 0");
}

TEST(Deadline, CountsFromTheFirstReceiptAndNotFromTheMatch) {
  MatchedSignal early = owing(0, 100);
  early.received = Date(2018, 9, 3);
  EXPECT_EQ(offer_deadline(waiting_case(1, "2711AB", {owing(1, 100), early}), rules_with({})), Date(2018, 10, 1));
}

TEST(Deadline, LeavesSupersededSignalsOut) {
  MatchedSignal early = owing(0, 100);
  early.received = Date(2018, 9, 3);
  early.current = false;
  EXPECT_EQ(offer_deadline(waiting_case(1, "2711AB", {owing(1, 100), early}), rules_with({})), Date(2018, 11, 2));
}

TEST(Deadline, IsThreeWorkingDaysForACrisis) {
  MatchedSignal shut_off = owing(3, 100);
  shut_off.crisis = true;
  shut_off.received = Date(2018, 10, 19);  // a Friday
  EXPECT_EQ(offer_deadline(waiting_case(1, "2711AB", {owing(1, 100), shut_off}), rules_with({})), Date(2018, 10, 24));
}

TEST(Deadline, LeavesACrisisOutThatDoesNotCountAnyMore) {
  MatchedSignal over = owing(3, 100);
  over.crisis = true;
  over.current = false;
  EXPECT_EQ(offer_deadline(waiting_case(1, "2711AB", {owing(1, 100), over}), rules_with({})), Date(2018, 11, 2));
}

EnrichedCase any_candidate(std::uint8_t number) {
  std::vector<MatchedSignal> signals;
  for (int i = harness::any_between(1, 3); i > 0; --i)
    signals.push_back(owing(harness::any_between<std::size_t>(0, 3), harness::any_between(50, 53)));
  signals.front().crisis = harness::any_between(0, 9) == 0;
  const std::vector<const char*> postcodes = {"2711AB", "2715AB", "2726AB"};
  return waiting_case(number, *rc::gen::elementOf(postcodes), std::move(signals));
}

RC_GTEST_PROP(Selection, IsTheSameListInWhateverOrderThePoolStands, ()) {
  std::vector<EnrichedCase> pool;
  for (int i = harness::any_between(0, 12); i > 0; --i) pool.push_back(any_candidate(static_cast<std::uint8_t>(i)));
  const auto rules = rules_with({policy::Stratum::sector, policy::Stratum::district});
  const int places = harness::any_between(0, 14);
  std::vector<EnrichedCase> shuffled = pool;
  for (std::size_t i = shuffled.size(); i > 1; --i)
    std::swap(shuffled[i - 1], shuffled[harness::any_between<std::size_t>(0, i - 1)]);

  const auto first = select(pool, places, rules);
  const auto second = select(shuffled, places, rules);
  RC_ASSERT(first.size() == std::min(pool.size(), static_cast<std::size_t>(places)));
  RC_ASSERT(first.size() == second.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    RC_ASSERT(pool[first[i].index].id == shuffled[second[i].index].id);
    RC_ASSERT(first[i].reason == second[i].reason);
  }
}

}  // namespace
}  // namespace tijdig::assignment
