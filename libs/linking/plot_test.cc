#include "libs/linking/plot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tijdig::linking {
namespace {

TEST(CalibrationPicture, HasAPointPerBandThatIsNotEmpty) {
  const std::vector<Outcome> outcomes{{20'000, true}, {0, false}, {0, true}};
  const std::string svg = calibration_svg("a <b> & \"c\"", calibration(outcomes));
  EXPECT_THAT(svg, testing::HasSubstr("a &lt;b&gt; &amp; &quot;c&quot;"));
  EXPECT_THAT(svg, testing::HasSubstr("1 pairs"));
  EXPECT_THAT(svg, testing::HasSubstr("2 pairs"));
  EXPECT_THAT(svg, testing::Not(testing::HasSubstr("0 pairs")));
}

}  // namespace
}  // namespace tijdig::linking
