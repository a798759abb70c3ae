#include "tools/linking/evaluation.h"

#include <gtest/gtest.h>

#include <numeric>

#include "libs/people/seeds.h"
#include "tools/linking/address_practice.h"

namespace tijdig::lab {
namespace {

TEST(SplitHouseholds, MakesTownsOfAboutOneSize) {
  const std::vector<std::uint32_t> towns = split_households(120'001);
  EXPECT_EQ(towns.size(), 3U);
  EXPECT_EQ(std::accumulate(towns.begin(), towns.end(), 0U), 120'001U);
}

TEST(Evaluation, DoesNotDependOnTheNumberOfThreads) {
  const LinkerMaker practice = [] { return std::make_unique<AddressPractice>(); };
  const auto events = [&](unsigned threads) {
    return evaluate({people::settings[0], people::test_seed, 60'000, threads}, {practice})[0].tally.events;
  };
  const EventCounts one = events(1);
  const EventCounts two = events(2);
  EXPECT_EQ(one.fired, two.fired);
  EXPECT_EQ(one.wrong, two.wrong);
  EXPECT_EQ(one.found, two.found);
}

}  // namespace
}  // namespace tijdig::lab
