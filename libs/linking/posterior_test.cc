#include "libs/linking/posterior.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>

namespace tijdig::linking {
namespace {

TEST(ClosedWorld, SharesBetweenEqualRivals) {
  const std::vector<MilliBits> weights{20'000, 20'000};
  const Posterior posterior = closed_world(weights);
  EXPECT_EQ(posterior.candidates, (std::vector<PartsPerMillion>{500'000, 500'000}));
  EXPECT_EQ(posterior.none, 0u);
}

TEST(ClosedWorld, LeavesNoneWhenNobodyFits) {
  const std::vector<MilliBits> weights{-10'000};
  EXPECT_EQ(closed_world(weights).none, 999'024u);
  EXPECT_EQ(closed_world({}).none, certain);
}

TEST(ClosedWorld, GivesOddsOfTwoPerBit) {
  EXPECT_EQ(probability(0), 500'000u);
  EXPECT_EQ(probability(1000), 666'667u);
  EXPECT_EQ(probability(-1000), 333'333u);
}

RC_GTEST_PROP(ClosedWorld, SumsToOneAndAgreesWithTheLibrary, (const std::vector<std::int16_t>& given)) {
  const std::vector<MilliBits> weights(given.begin(), given.end());
  const Posterior posterior = closed_world(weights);
  const std::uint64_t sum =
      std::accumulate(posterior.candidates.begin(), posterior.candidates.end(), std::uint64_t{posterior.none});
  RC_ASSERT(sum + weights.size() + 1 >= certain);
  RC_ASSERT(sum <= certain + weights.size() + 1);
  double all = 1;
  for (const MilliBits weight : weights) all += std::exp2(weight / 1000.0);
  for (std::size_t i = 0; i < weights.size(); ++i)
    RC_ASSERT(std::abs(posterior.candidates[i] - 1e6 * std::exp2(weights[i] / 1000.0) / all) < 1.0);
}

}  // namespace
}  // namespace tijdig::linking
