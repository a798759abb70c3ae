#include "libs/linking/waterfall.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tijdig::linking {
namespace {

using testing::HasSubstr;

Model two_comparisons() {
  Model model;
  model.prior = -10'000;
  model.thresholds.link = 5000;
  for (const char* name : {"surname", "birth <date>"})
    model.comparisons.push_back(
        {name, {{"unknown", 0, 0, 0, false}, {"equal", 0, 0, 9000, true}, {"other", 0, 0, -6000, false}}});
  return model;
}

TEST(WaterfallOfAScore, NamesEachRowAndWhatWouldFlipIt) {
  const std::vector<LevelIndex> levels{1, 1};
  const std::vector<MilliBits> parts{500, -250};
  const Waterfall why = waterfall(two_comparisons(), levels, parts, {{"record 17", 4200}});
  EXPECT_EQ(why.score, 8250);
  EXPECT_TRUE(why.linked());
  EXPECT_EQ(why.flips, (std::vector<std::string>{"surname", "birth <date>"}));
  EXPECT_THAT(why.to_text(), HasSubstr("a rare value"));
  EXPECT_THAT(why.to_text(), HasSubstr("record 17"));
  EXPECT_THAT(why.to_json(), HasSubstr("\"score\":8250,\"linked\":true"));
  EXPECT_THAT(why.to_svg(), HasSubstr("birth &lt;date&gt;: equal"));
}

TEST(WaterfallOfAScore, SaysThatNothingAloneWouldFlipIt) {
  const std::vector<LevelIndex> levels{2, 2};
  const Waterfall why = waterfall(two_comparisons(), levels, {}, {});
  EXPECT_FALSE(why.linked());
  EXPECT_TRUE(why.flips.empty());
  EXPECT_THAT(why.to_text(), HasSubstr("no single comparison"));
}

RC_GTEST_PROP(WaterfallOfAScore, SumsToTheScore, (bool one, bool other, std::int16_t part)) {
  const std::vector<LevelIndex> levels{static_cast<LevelIndex>(one), static_cast<LevelIndex>(other ? 2 : 0)};
  const std::vector<MilliBits> parts{part, 0};
  const Waterfall why = waterfall(two_comparisons(), levels, parts, {});
  MilliBits sum = why.prior;
  for (const WaterfallRow& row : why.rows) sum += row.weight + row.term_part;
  RC_ASSERT(sum == why.score);
}

}  // namespace
}  // namespace tijdig::linking
