// Also tests state_codec.cc
#include "services/signal_ingest/decide.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tijdig::signal_ingest {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

CheckedRow row(RowKind kind, std::int64_t euros, int house = 12, unsigned month = 10) {
  CheckedRow checked;
  checked.kind = kind;
  checked.signal.municipality = *MunicipalityCode::parse("GM0637");
  checked.signal.partner = *PartnerId::parse("eneco");
  checked.signal.kind = PartnerKind::energy;
  checked.signal.address = {*Postcode::parse("2711AB"), *HouseNumber::parse(std::to_string(house), "", "")};
  checked.signal.amount = Cents::euros(euros);
  checked.signal.signal_date = Date(2018, month, 10);
  return checked;
}

KnownSignal known_after(const CheckedRow& checked) {
  return evolve(std::nullopt, checked, {RowVerdict::accepted, std::nullopt});
}

TEST(Decide, AcceptsANewSignalAndHasNoEffectTheSecondTime) {
  const CheckedRow first = row(RowKind::signal, 100);
  EXPECT_EQ(decide(first, std::nullopt, true).verdict, RowVerdict::accepted);
  EXPECT_EQ(decide(first, known_after(first), true).verdict, RowVerdict::repeated);
}

TEST(Decide, RefusesAReferenceThatIsUsedForSomethingElse) {
  const KnownSignal known = known_after(row(RowKind::signal, 100));
  const Decision reused = decide(row(RowKind::signal, 200), known, true);
  EXPECT_EQ(reused.verdict, RowVerdict::refused);
  EXPECT_EQ(reused.problem->reason, Reason::reference_reused);
  EXPECT_EQ(decide(row(RowKind::signal, 100, 13), known, false).verdict, RowVerdict::repeated);
}

TEST(Decide, CorrectsWithHistorySoThatTheFirstVersionStaysARepeat) {
  const CheckedRow first = row(RowKind::signal, 17'693);
  const CheckedRow better = row(RowKind::correction, 176);
  const KnownSignal known = known_after(first);
  const Decision corrected = decide(better, known, true);
  EXPECT_EQ(corrected.verdict, RowVerdict::corrected);
  const auto amended = amendments(better, known, corrected);
  ASSERT_EQ(amended.size(), 1U);
  EXPECT_EQ(amended[0].signals_change, 0);
  EXPECT_EQ(amended[0].amount_cents_change, (176 - 17'693) * 100);
  const KnownSignal after = evolve(known, better, corrected);
  EXPECT_EQ(after.amount, Cents::euros(176));
  EXPECT_EQ(decide(better, after, true).verdict, RowVerdict::repeated);
  EXPECT_EQ(decide(first, after, true).verdict, RowVerdict::repeated);
}

TEST(Decide, TakesACorrectionToAnotherMonthOffTheOldOne) {
  const KnownSignal known = known_after(row(RowKind::signal, 100));
  const CheckedRow moved = row(RowKind::correction, 120, 12, 9);
  const auto amended = amendments(moved, known, decide(moved, known, true));
  ASSERT_EQ(amended.size(), 2U);
  EXPECT_EQ(amended[0].month, YearMonth(2018, 10));
  EXPECT_EQ(amended[0].signals_change, -1);
  EXPECT_EQ(amended[1].month, YearMonth(2018, 9));
  EXPECT_EQ(amended[1].amount_cents_change, 12'000);
}

TEST(Decide, WithdrawsOnceAndForGood) {
  const KnownSignal known = known_after(row(RowKind::signal, 100));
  const CheckedRow withdrawal = row(RowKind::withdrawal, 0);
  const Decision withdrawn = decide(withdrawal, known, true);
  EXPECT_EQ(withdrawn.verdict, RowVerdict::withdrawn);
  EXPECT_EQ(amendments(withdrawal, known, withdrawn).front().amount_cents_change, -10'000);
  EXPECT_TRUE(amendments(withdrawal, known, withdrawn).front().withdrawn);
  const KnownSignal after = evolve(known, withdrawal, withdrawn);
  EXPECT_EQ(decide(withdrawal, after, true).verdict, RowVerdict::repeated);
  EXPECT_EQ(decide(row(RowKind::correction, 90), after, true).problem->reason, Reason::reference_withdrawn);
  EXPECT_EQ(decide(row(RowKind::signal, 100), after, true).verdict, RowVerdict::repeated);
}

TEST(Decide, RefusesCorrectionsAndWithdrawalsOfWhatNeverCame) {
  EXPECT_EQ(decide(row(RowKind::correction, 1), std::nullopt, true).problem->reason, Reason::reference_unknown);
  EXPECT_EQ(decide(row(RowKind::withdrawal, 1), std::nullopt, true).problem->reason, Reason::reference_unknown);
}

TEST(Decide, LetsAPartnerThatIsNoLongerKnownWithdrawWhatItSaid) {
  CheckedRow withdrawal = row(RowKind::withdrawal, 0);
  withdrawal.partner_known = false;
  const KnownSignal known = known_after(row(RowKind::signal, 100));
  EXPECT_EQ(decide(withdrawal, known, true).verdict, RowVerdict::withdrawn);
  EXPECT_EQ(decide(withdrawal, std::nullopt, true).problem, (Problem{Reason::partner_unknown, std::nullopt, 0}));
}

CheckedRow refused_row(RowKind kind, std::int64_t euros, Reason reason) {
  CheckedRow checked = row(kind, euros);
  checked.problems.push_back({reason, std::nullopt, 0});
  return checked;
}

TEST(TakesBack, WhatACorrectionReplacedByWhatTheRulesRefuse) {
  const KnownSignal known = known_after(row(RowKind::signal, 80));
  for (const Reason reason : {Reason::below_threshold, Reason::arrears_too_young, Reason::arrears_too_old,
                              Reason::no_agreement, Reason::partner_unknown})
    EXPECT_TRUE(takes_back(refused_row(RowKind::correction, 8, reason), known)) << info_of(reason).code;
  EXPECT_TRUE(takes_back(refused_row(RowKind::correction, 80, Reason::legal_person), known));
}

TEST(TakesBack, NothingByARowThatSaysNothingNew) {
  const KnownSignal known = known_after(row(RowKind::signal, 80));
  EXPECT_FALSE(takes_back(refused_row(RowKind::correction, 80, Reason::below_threshold), known))
      << "the threshold rose";
  EXPECT_FALSE(takes_back(refused_row(RowKind::signal, 8, Reason::below_threshold), known));
  EXPECT_FALSE(takes_back(refused_row(RowKind::correction, 8, Reason::below_threshold), std::nullopt));
  KnownSignal withdrawn = known;
  withdrawn.withdrawn = true;
  EXPECT_FALSE(takes_back(refused_row(RowKind::correction, 8, Reason::below_threshold), withdrawn));
}

TEST(TakesBack, NothingByACorrectionThatCannotBeRead) {
  CheckedRow unread = refused_row(RowKind::correction, 8, Reason::below_threshold);
  unread.problems.push_back({Reason::postcode_malformed, Column::postcode, 0});
  EXPECT_FALSE(takes_back(unread, known_after(row(RowKind::signal, 80))));
}

TEST(Refusal, DependsOnTheRulesUnlessItWasForWhatWasKnownOfTheSignal) {
  EXPECT_TRUE(depends_on_rules({2, {{Reason::partner_unknown, std::nullopt, 0}}}));
  EXPECT_TRUE(depends_on_rules({2, {{Reason::below_threshold, Column::amount, 50}}}));
  for (const Reason reason : {Reason::reference_unknown, Reason::reference_reused, Reason::reference_withdrawn})
    EXPECT_FALSE(depends_on_rules({2, {{reason, Column::reference, 0}}})) << info_of(reason).code;
}

TEST(SignalIngestState, RoundTrips) {
  KnownSignal known = known_after(row(RowKind::signal, 100));
  known.contents.push_back(7);
  known.withdrawn = true;
  EXPECT_EQ(*decode_known_signal(encode_state(known)), known);
  const KnownChunk chunk{{{7, {{Reason::too_long, Column::surname, 100}, {Reason::partner_unknown, std::nullopt, 0}}}}};
  EXPECT_EQ(*decode_known_chunk(encode_state(chunk)), chunk);
  EXPECT_FALSE(decode_known_signal("nonsense").has_value());
}

}  // namespace
}  // namespace tijdig::signal_ingest
