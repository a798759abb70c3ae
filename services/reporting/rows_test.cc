#include "services/reporting/rows.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <tuple>

#include "libs/codec/codec.h"
#include "services/reporting/test_ledger.h"
#include "tests/harness/generators.h"

namespace tijdig::reporting {
namespace {

// The stage's state, without the engine around it.
class Rows {
 public:
  void take(const FactsMessage& fact) {
    for (const RowChange& change : rows_of(fact)) {
      const auto found = held_.find(change.key);
      std::optional<FactsMessage> before;
      if (found != held_.end()) before = *codec::decode<FactsMessage>(found->second);
      held_[change.key] = codec::encode(change.additive ? fold(before, change.fact) : change.fact);
    }
  }
  Ledger ledger() const { return *ledger_from(zoetermeer, Date(2018, 12, 31), {held_.begin(), held_.end()}); }
  std::size_t size() const { return held_.size(); }

 private:
  std::map<Bytes, Bytes> held_;
};

FactsMessage counted(const char* slug, YearMonth month, const char* reason, std::uint32_t signals) {
  SignalsCounted fact;
  fact.municipality = zoetermeer;
  fact.partner = partner(slug);
  fact.received = Date(2018, 10, 1);
  fact.counts = {{month, PartnerKind::rent, reason, signals, 100 * std::int64_t{signals}}};
  return fact;
}

TEST(Rows, SumCountsOfOneMonthPartnerAndReason) {
  Rows rows;
  rows.take(counted("vestia", october, "", 3));
  rows.take(counted("vestia", october, "", 4));
  rows.take(counted("vestia", october, "duplicate", 1));
  rows.take(FactsMessage{SignalAmended{zoetermeer, partner("vestia"), PartnerKind::rent, october, -1, -100}});
  const Ledger ledger = rows.ledger();
  ASSERT_EQ(ledger.signals.size(), 2U);
  EXPECT_EQ(ledger.signals[0], (SignalTally{october, partner("vestia"), PartnerKind::rent, "", 6, 600}));
  EXPECT_EQ(ledger.signals[1].reason, "duplicate");
}

TEST(Rows, KeepAWithdrawnSignalAmongTheAcceptedAndCountItBeside) {
  Rows rows;
  rows.take(counted("vestia", october, "", 3));
  rows.take(FactsMessage{SignalAmended{zoetermeer, partner("vestia"), PartnerKind::rent, october, -1, -100, true}});
  rows.take(FactsMessage{SignalAmended{zoetermeer, partner("vestia"), PartnerKind::rent, october, -1, -50, true}});
  const Ledger ledger = rows.ledger();
  ASSERT_EQ(ledger.signals.size(), 2U);
  EXPECT_EQ(ledger.signals[0], (SignalTally{october, partner("vestia"), PartnerKind::rent, "", 3, 300}));
  EXPECT_EQ(ledger.signals[1], (SignalTally{october, partner("vestia"), PartnerKind::rent, "withdrawn", 2, 150}));
}

TEST(Rows, KeepTheLastWordOnACase) {
  const Ledger small = small_ledger();
  Rows rows;
  rows.take(FactsMessage{small.cases[0].assigned});
  rows.take(FactsMessage{*small.cases[0].closed});
  rows.take(FactsMessage{closed(small.cases[0], Date(2018, 11, 1), "refuses", EndResult::solves_it_alone)});
  ASSERT_EQ(rows.ledger().cases.size(), 1U);
  EXPECT_EQ(rows.ledger().cases[0].closed->local_code, "refuses");
}

TEST(Rows, KeepMunicipalitiesApart) {
  Rows rows;
  rows.take(counted("vestia", october, "", 3));
  SignalsCounted elsewhere = std::get<SignalsCounted>(counted("vestia", october, "", 5));
  elsewhere.municipality = MunicipalityCode::from_number(638);
  rows.take(FactsMessage{elsewhere});
  EXPECT_EQ(rows.ledger().signals.size(), 1U);
  EXPECT_EQ(rows.ledger().signals[0].signals, 3);
}

TEST(Rows, IgnoreRulesAndDays) {
  Rows rows;
  rows.take(FactsMessage{PolicyActivated{zoetermeer, "v", "y"}});
  rows.take(FactsMessage{DayClosed{zoetermeer, Date(2018, 10, 1)}});
  EXPECT_EQ(rows.size(), 0U);
  EXPECT_TRUE(rows.ledger().empty());
}

TEST(Rows, GiveTheLedgerBackWhole) {
  const Ledger small = small_ledger();
  Rows rows;
  for (const SignalTally& tally : small.signals) {
    SignalsCounted fact;
    fact.municipality = zoetermeer;
    fact.partner = tally.partner;
    fact.counts = {{tally.month, tally.kind, tally.reason, static_cast<std::uint32_t>(tally.signals), 0}};
    rows.take(FactsMessage{fact});
  }
  for (const MatchMade& made : small.matches) rows.take(FactsMessage{made});
  for (const auto& [month, signals] : small.late)
    rows.take(FactsMessage{LateCounted{zoetermeer, month, static_cast<std::uint32_t>(signals)}});
  for (const CaseRow& row : small.cases) {
    for (const ContactTried& attempt : row.attempts) rows.take(FactsMessage{attempt});
    if (row.closed) rows.take(FactsMessage{*row.closed});
    rows.take(FactsMessage{row.assigned});
  }
  Ledger expected = small;
  std::sort(expected.signals.begin(), expected.signals.end(), [](const SignalTally& a, const SignalTally& b) {
    return std::tie(a.month, a.partner, a.reason) < std::tie(b.month, b.partner, b.reason);
  });
  EXPECT_TRUE(rows.ledger() == expected);
}

// What one source says, in its order: a partner's deliveries, or one household's case.
std::vector<FactsMessage> any_partner_story(const char* slug) {
  std::vector<FactsMessage> story;
  for (int i = harness::any_between(0, 5); i > 0; --i) {
    const YearMonth month = harness::any_bool() ? september : october;
    if (harness::any_between(0, 3) == 0)
      story.emplace_back(SignalAmended{zoetermeer, partner(slug), PartnerKind::rent, month, harness::any_between(-1, 1),
                                       harness::any_between<std::int64_t>(-500, 500), harness::any_bool()});
    else
      story.push_back(counted(slug, month, harness::any_bool() ? "" : "duplicate", harness::any_between(0U, 9U)));
  }
  return story;
}

std::vector<FactsMessage> any_case_story(std::uint8_t number) {
  CaseRow row = case_row(number, october, Date(2018, 10, 25), {owing("vestia", PartnerKind::rent, 100)});
  std::vector<FactsMessage> story;
  story.emplace_back(row.assigned);
  for (int i = harness::any_between(0, 3); i > 0; --i)
    story.emplace_back(tried(row, static_cast<std::uint8_t>(i), Date(2018, 11, 1).plus_days(harness::any_between(0, 2)),
                             harness::any_bool(), harness::any_bool()));
  story.emplace_back(closed(row, Date(2018, 11, 5), "refuses", EndResult::solves_it_alone));
  if (harness::any_bool()) story.emplace_back(closed(row, Date(2018, 11, 9), "alone", EndResult::solves_it_alone));
  return story;
}

// The stories merged: each keeps its own order, between them anything goes.
std::vector<FactsMessage> any_interleaving(const std::vector<std::vector<FactsMessage>>& stories) {
  std::vector<std::size_t> turns;
  for (std::size_t i = 0; i < stories.size(); ++i) turns.insert(turns.end(), stories[i].size(), i);
  for (std::size_t i = turns.size(); i > 1; --i)
    std::swap(turns[i - 1], turns[harness::any_between<std::size_t>(0, i - 1)]);
  std::vector<std::size_t> told(stories.size(), 0);
  std::vector<FactsMessage> merged;
  for (std::size_t turn : turns) merged.push_back(stories[turn][told[turn]++]);
  return merged;
}

RC_GTEST_PROP(Rows, AreTheSameHoweverTheSourcesInterleave, ()) {
  const std::vector<std::vector<FactsMessage>> stories = {any_partner_story("vestia"),
                                                          any_partner_story("menzis"),
                                                          any_case_story(1),
                                                          any_case_story(2),
                                                          {FactsMessage{match(1, october, MatchClass::same_month)}},
                                                          {FactsMessage{LateCounted{zoetermeer, october, 2}}},
                                                          {FactsMessage{LateCounted{zoetermeer, october, 3}}}};
  Rows one, other;
  for (const FactsMessage& fact : any_interleaving(stories)) one.take(fact);
  for (const FactsMessage& fact : any_interleaving(stories)) other.take(fact);
  RC_ASSERT(one.ledger() == other.ledger());
}

}  // namespace
}  // namespace tijdig::reporting
