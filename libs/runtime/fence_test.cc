#include "libs/runtime/fence.h"

#include <gtest/gtest.h>

namespace tijdig::runtime {
namespace {

using ports::Provenance;
using ports::Watermark;

constexpr Watermark nothing_yet{};
constexpr Watermark newest{.offset = 10, .ordinal = 2, .lane_sequence = 7};

Provenance record(ports::Offset offset, std::uint32_t ordinal, std::uint64_t sequence) {
  return {1, 0, offset, ordinal, sequence};
}

TEST(Fence, TakesTheFirstRecordOfASource) {
  EXPECT_EQ(fence(nothing_yet, record(0, 0, 1)), FenceVerdict::fresh);
  EXPECT_EQ(fence(nothing_yet, record(400, 3, 1)), FenceVerdict::fresh);
}

TEST(Fence, DropsTheSameRecordAndEveryOlderOne) {
  EXPECT_EQ(fence(newest, record(10, 2, 7)), FenceVerdict::repeat);
  EXPECT_EQ(fence(newest, record(10, 1, 6)), FenceVerdict::repeat);
  EXPECT_EQ(fence(newest, record(9, 5, 5)), FenceVerdict::repeat);
}

TEST(Fence, TellsTwoOutputsOfOneCauseApart) { EXPECT_EQ(fence(newest, record(10, 3, 8)), FenceVerdict::fresh); }

TEST(Fence, SeesThatARecordIsMissing) {
  EXPECT_EQ(fence(newest, record(11, 0, 9)), FenceVerdict::hole);
  EXPECT_EQ(fence(nothing_yet, record(3, 0, 2)), FenceVerdict::hole);
}

}  // namespace
}  // namespace tijdig::runtime
