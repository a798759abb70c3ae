#include "libs/domain/match_signals.h"

#include <gtest/gtest.h>

namespace tijdig {
namespace {

MatchedSignal said(std::uint8_t id, const char* partner, unsigned day, bool current = true) {
  MatchedSignal signal;
  signal.id = SignalId::from_hash(Hash128{id});
  signal.partner = *PartnerId::parse(partner);
  signal.signal_date = Date(2018, 10, day);
  signal.amount = Cents::euros(100);
  signal.current = current;
  return signal;
}

Match match_of(std::vector<MatchedSignal> signals) {
  Match match;
  match.signals = std::move(signals);
  return match;
}

TEST(CurrentDebt, LeavesOutWhatWasSuperseded) {
  EXPECT_EQ(current_debt(match_of({said(1, "dunea", 1, false), said(2, "dunea", 2), said(4, "vestia", 1)})),
            Cents::euros(200));
  EXPECT_EQ(current_debt(Match{}), Cents());
}

TEST(TakingOut, LetsTheLatestThatIsLeftOfThePartnerCount) {
  Match match =
      match_of({said(1, "dunea", 1, false), said(2, "dunea", 2, false), said(3, "dunea", 3), said(4, "vestia", 1)});
  EXPECT_TRUE(take_out(match, said(3, "dunea", 3).id));
  EXPECT_EQ(match.signals, (std::vector{said(1, "dunea", 1, false), said(2, "dunea", 2), said(4, "vestia", 1)}));
  EXPECT_FALSE(take_out(match, said(3, "dunea", 3).id));
}

TEST(TakingOut, LeavesWhatCountsWhenAnEarlierOneGoes) {
  Match match = match_of({said(1, "dunea", 1, false), said(3, "dunea", 3)});
  EXPECT_TRUE(take_out(match, said(1, "dunea", 1).id));
  EXPECT_EQ(match.signals, std::vector{said(3, "dunea", 3)});
}

TEST(TheMatchOfAnother, ComesInAsItIsAndOnce) {
  Match match = match_of({said(1, "dunea", 1), said(9, "eneco", 9)});
  Match other = match_of({said(2, "dunea", 5), said(4, "vestia", 1, false), said(9, "eneco", 9, false)});
  other.persons = {Person{}};
  take_in(match, other);
  const std::vector all{said(1, "dunea", 1), said(2, "dunea", 5), said(9, "eneco", 9), said(4, "vestia", 1, false)};
  EXPECT_EQ(match.signals, all);
  EXPECT_EQ(match.persons.size(), 1U);
  take_in(match, other);
  EXPECT_EQ(match.signals, all);
}

TEST(AnOlderMatch, ReplacesNothingOfANewerOne) {
  Match newer = match_of({said(3, "dunea", 3), said(9, "eneco", 9)});
  newer.month = YearMonth(2018, 12);
  Match older = match_of({said(1, "dunea", 1), said(3, "dunea", 3, false), said(4, "vestia", 1)});
  older.signals[1].amount = Cents::euros(60);  // corrected
  older.month = YearMonth(2018, 11);
  older.persons = {Person{}};
  take_older(newer, older);
  MatchedSignal corrected = said(3, "dunea", 3);
  corrected.amount = Cents::euros(60);
  EXPECT_EQ(newer.signals,
            (std::vector{said(1, "dunea", 1, false), corrected, said(9, "eneco", 9), said(4, "vestia", 1)}));
  EXPECT_EQ(newer.month, YearMonth(2018, 12));
  EXPECT_EQ(newer.persons.size(), 1U);
  take_older(newer, older);
  EXPECT_EQ(newer.signals.size(), 4U) << "again changes nothing";
  EXPECT_EQ(newer.persons.size(), 1U);
}

}  // namespace
}  // namespace tijdig
