#include "libs/domain/feedback.h"

#include <gtest/gtest.h>

namespace tijdig {
namespace {

MatchedSignal signal_of(const char* partner, bool current) {
  MatchedSignal signal;
  signal.partner = *PartnerId::parse(partner);
  signal.current = current;
  return signal;
}

TEST(FeedbackOnCurrent, TellsEachPartnerOfASignalThatCountsAndNobodyElse) {
  Match match;
  match.municipality = *MunicipalityCode::parse("GM0637");
  match.signals = {signal_of("dunea", true), signal_of("menzis", false), signal_of("vestia", true)};
  const auto told = feedback_on_current(match, Date(2018, 10, 25), EndResult::refused_other);
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].partner.text(), "dunea");
  EXPECT_EQ(told[1].partner.text(), "vestia");
  EXPECT_EQ(told[1].municipality, match.municipality);
  EXPECT_EQ(told[1].day, Date(2018, 10, 25));
  EXPECT_EQ(told[1].ddas_result, ddas_text(EndResult::refused_other));
  EXPECT_FALSE(told[1].collection_paused);
}

}  // namespace
}  // namespace tijdig
