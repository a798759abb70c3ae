#include "libs/linking/metrics.h"

#include <gtest/gtest.h>

namespace tijdig::linking {
namespace {

TEST(Sweep, FindsTheBestThreshold) {
  const Sweep sweep({{900, true}, {800, true}, {700, false}, {600, true}, {500, false}, {400, false}}, 4);
  const Quality best = sweep.best_f1();
  EXPECT_EQ(best.threshold, 600);
  EXPECT_EQ(best.linked, 4u);
  EXPECT_EQ(best.correct, 3u);
  EXPECT_DOUBLE_EQ(best.f1, 0.75);
  EXPECT_DOUBLE_EQ(sweep.recall_at_precision(0.999), 0.5);
}

TEST(Sweep, CountsWhatAGivenThresholdLinks) {
  const Sweep sweep({{900, true}, {700, false}}, 2);
  EXPECT_EQ(sweep.at(800).linked, 1u);
  EXPECT_EQ(sweep.at(700).linked, 2u);
  EXPECT_EQ(sweep.at(1000).linked, 0u);
  EXPECT_DOUBLE_EQ(sweep.at(1000).recall, 0);
}

TEST(Sweep, TreatsEqualWeightsAsOne) {
  const Sweep sweep({{900, true}, {900, false}}, 1);
  EXPECT_DOUBLE_EQ(sweep.best_f1().precision, 0.5);
  EXPECT_DOUBLE_EQ(sweep.recall_at_precision(0.9), 0);
}

TEST(BCubedMeasure, IsOneForTheTruthAndPunishesMixing) {
  const std::vector<RecordIndex> truth{0, 0, 2, 2}, mixed{0, 0, 0, 0}, apart{0, 1, 2, 3};
  EXPECT_DOUBLE_EQ(b_cubed(truth, truth).f1, 1);
  EXPECT_DOUBLE_EQ(b_cubed(mixed, truth).precision, 0.5);
  EXPECT_DOUBLE_EQ(b_cubed(mixed, truth).recall, 1);
  EXPECT_DOUBLE_EQ(b_cubed(apart, truth).recall, 0.5);
}

TEST(Intervals, HoldWhatIsPublished) {
  EXPECT_NEAR(wilson(8, 10).low, 0.4902, 1e-3);
  EXPECT_NEAR(wilson(8, 10).high, 0.9433, 1e-3);
  EXPECT_NEAR(clopper_pearson(0, 588).high, 0.00625, 1e-4);
  EXPECT_NEAR(clopper_pearson(8, 10).low, 0.4439, 1e-3);
  EXPECT_NEAR(clopper_pearson(8, 10).high, 0.9748, 1e-3);
  EXPECT_EQ(wilson(0, 0).high, 1);
}

TEST(Calibration, PutsPairsInTheBandOfTheirProbability) {
  const std::vector<Outcome> outcomes{{20'000, true}, {0, false}, {-20'000, false}};
  const auto bands = calibration(outcomes);
  ASSERT_EQ(bands.size(), 10u);
  EXPECT_EQ(bands[9].correct, 1u);
  EXPECT_EQ(bands[5].pairs, 1u);
  EXPECT_DOUBLE_EQ(bands[5].stated, 0.5);
  EXPECT_EQ(bands[0].pairs, 1u);
}

}  // namespace
}  // namespace tijdig::linking
