#include "libs/linking/milli_bits.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace tijdig::linking {
namespace {

TEST(MilliBits, AreThousandthsOfALogarithm) {
  EXPECT_EQ(log2_milli(1), 0);
  EXPECT_EQ(log2_milli(8), 3000);
  EXPECT_EQ(ratio_milli_bits(95, 5), 4248);
  EXPECT_EQ(ratio_milli_bits(1, 1024), -10'000);
  EXPECT_EQ(ratio_milli_bits(5, 95), -4248);
}

RC_GTEST_PROP(MilliBits, AgreeWithTheLogarithmOfTheLibrary, (std::uint64_t number)) {
  RC_PRE(number > 0);
  RC_ASSERT(std::abs(log2_milli(number) - 1000 * std::log2(static_cast<double>(number))) < 0.51);
}

TEST(MilliBitsDeathTest, RefuseTheLogarithmOfNothing) { EXPECT_DEATH(log2_milli(0), "number > 0"); }

}  // namespace
}  // namespace tijdig::linking
