#include "services/outcome_tracker/feedback.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "libs/codec/codec.h"
#include "services/outcome_tracker/test_cases.h"
#include "tests/harness/generators.h"

namespace tijdig::outcome_tracker {
namespace {

using testing::SizeIs;

Closing closing_with(EndResult result) {
  Closing closing;
  closing.day = Date(2018, 11, 5);
  closing.local_code = "internal_code";
  closing.result = result;
  return closing;
}

TEST(Feedback, TellsEachPartnerAboutItsOwnSignal) {
  const Match match = test_assignment().enriched.match;
  const auto told = feedback_of(match, closing_with(EndResult::solves_it_alone), {});
  ASSERT_THAT(told, SizeIs(2));
  EXPECT_EQ(told[0].partner.text(), "vestia");
  EXPECT_EQ(told[0].signal, match.signals[0].id);
  EXPECT_EQ(told[1].partner.text(), "dunea");
  EXPECT_EQ(told[1].ddas_result, "Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering");
  EXPECT_FALSE(told[1].collection_paused);
}

TEST(Feedback, PausesCollectionForThirtyDaysWhenHelpWasAccepted) {
  const auto told = feedback_of(test_assignment().enriched.match, closing_with(EndResult::advice_or_quick_fix), {});
  EXPECT_TRUE(told[0].collection_paused);
  EXPECT_EQ(told[0].pause_ends, Date(2018, 12, 5));
}

TEST(Feedback, SpeaksOnceToAPartnerWithOnlyEarlierSignals) {
  Match match = test_assignment().enriched.match;
  match.signals[0].current = false;
  MatchedSignal later = match.signals[0];
  later.id = SignalId::from_hash(hash_of(9));
  later.signal_date = Date(2018, 10, 20);
  match.signals.push_back(later);
  const auto told = feedback_of(match, closing_with(EndResult::no_contact), {});
  ASSERT_THAT(told, SizeIs(2));
  EXPECT_EQ(told[0].partner.text(), "dunea");
  EXPECT_EQ(told[1].signal, later.id);
}

TEST(Feedback, SkipsASupersededSignalBesideACurrentOne) {
  Match match = test_assignment().enriched.match;
  MatchedSignal older = match.signals[0];
  older.id = SignalId::from_hash(hash_of(9));
  older.current = false;
  match.signals.push_back(older);
  EXPECT_THAT(feedback_of(match, closing_with(EndResult::no_contact), {}), SizeIs(2));
}

// The allow-list: a record made of nothing but the partner's own signal, the day and the end result. Whatever else the
// case holds, the bytes that leave are the same.
RC_GTEST_PROP(Feedback, LeaksNothingElseOfTheCase, ()) {
  Match match = harness::any_match();
  Closing closing = closing_with(harness::any_enum<EndResult>());
  closing.local_code = harness::any_text();
  closing.given = harness::any_result();
  for (const Feedback& told : feedback_of(match, closing, {})) {
    Feedback allowed;
    allowed.municipality = match.municipality;
    allowed.partner = told.partner;
    allowed.signal = told.signal;
    allowed.day = closing.day;
    allowed.ddas_result = std::string(ddas_text(closing.result));
    allowed.collection_paused = is_accepted_help(closing.result);
    if (allowed.collection_paused) allowed.pause_ends = closing.day.plus_days(30);
    RC_ASSERT(codec::encode(told) == codec::encode(allowed));
    const auto own = [&](const MatchedSignal& signal) {
      return signal.id == told.signal && signal.partner == told.partner;
    };
    RC_ASSERT(std::any_of(match.signals.begin(), match.signals.end(), own));
  }
}

}  // namespace
}  // namespace tijdig::outcome_tracker
