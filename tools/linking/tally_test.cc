#include "tools/linking/tally.h"

#include <gtest/gtest.h>

namespace tijdig::lab {
namespace {

TEST(Interval, IsWilsons) {
  const Interval none_wrong = interval(0, 588);
  EXPECT_EQ(none_wrong.low, 0);
  EXPECT_NEAR(none_wrong.high, .0065, .0002);  // 0 in 588 proves little
  const Interval half = interval(50, 100);
  EXPECT_NEAR(half.low, .404, .001);
  EXPECT_NEAR(half.high, .596, .001);
}

TEST(RecallAt, TakesTheLowestThresholdThatIsPreciseEnough) {
  Tally tally;
  tally.links.versions = 10;
  tally.people[3000] = {4, 0};
  tally.people[2000] = {3, 1};  // 7 of 8
  tally.people[1000] = {1, 1};  // 8 of 10
  EXPECT_DOUBLE_EQ(recall_at(tally, .999), .4);
  EXPECT_DOUBLE_EQ(recall_at(tally, .87), .7);
  EXPECT_DOUBLE_EQ(recall_at(tally, .8), .8);
}

TEST(Tally, AddsUp) {
  Tally one;
  one.events.fired = 3;
  one.people[5] = {1, 2};
  one.slices[2].versions = 4;
  Tally other = one;
  other += one;
  EXPECT_EQ(other.events.fired, 6U);
  EXPECT_EQ(other.people[5].wrong, 4U);
  EXPECT_EQ(other.slices[2].versions, 8U);
}

TEST(BinOf, SplitsTheTopTenth) {
  EXPECT_EQ(bin_of(0), 0U);
  EXPECT_EQ(bin_of(899'999), 8U);
  EXPECT_EQ(bin_of(900'000), 9U);
  EXPECT_EQ(bin_of(990'000), 10U);
  EXPECT_EQ(bin_of(1'000'000), 11U);
}

}  // namespace
}  // namespace tijdig::lab
