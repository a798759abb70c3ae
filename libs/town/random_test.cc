#include "libs/town/random.h"

#include <gtest/gtest.h>

#include <array>

namespace tijdig::town {
namespace {

TEST(Random, FollowsThePublishedGenerator) {
  Random chance(1234567);  // first values of the reference SplitMix64 for this state
  EXPECT_EQ(chance.next(), 6457827717110365317ULL);
  EXPECT_EQ(chance.next(), 3203168211198807973ULL);
}

TEST(Random, KeepsStreamsApart) {
  EXPECT_NE(Random::of(1, "moves", 3).next(), Random::of(1, "moves", 4).next());
  EXPECT_NE(Random::of(1, "moves", 3).next(), Random::of(1, "people", 3).next());
  EXPECT_NE(Random::of(1, "moves", 3).next(), Random::of(2, "moves", 3).next());
  EXPECT_EQ(Random::of(1, "moves", 3, 4).next(), Random::of(1, "moves", 3, 4).next());
}

TEST(Random, StaysWithinBoundsAndReachesThem) {
  Random chance(1);
  std::array<int, 6> faces{};
  for (int i = 0; i < 6'000; ++i) ++faces.at(static_cast<std::size_t>(chance.between(1, 6) - 1));
  for (int face : faces) EXPECT_NEAR(face, 1'000, 150);
}

TEST(Random, HonoursWeights) {
  Random chance(1);
  constexpr std::uint32_t weights[] = {1, 0, 3};
  std::array<int, 3> hits{};
  for (int i = 0; i < 4'000; ++i) ++hits.at(chance.weighted(weights));
  EXPECT_NEAR(hits[0], 1'000, 150);
  EXPECT_EQ(hits[1], 0);
  EXPECT_NEAR(hits[2], 3'000, 150);
}

}  // namespace
}  // namespace tijdig::town
