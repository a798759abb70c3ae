#include "tools/linking/patterns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tijdig::lab {
namespace {

using people::Slice;
using testing::HasSubstr;

TEST(Patterns, PutTheCommonestFirst) {
  Patterns patterns;
  patterns.saw_missed(people::bit(Slice::twins), true);
  patterns.saw_missed(people::bit(Slice::moved) | people::bit(Slice::business), true);
  patterns.saw_missed(people::bit(Slice::moved) | people::bit(Slice::business), true);
  const std::string text = patterns.text();
  EXPECT_THAT(text, HasSubstr("missed events, taken apart (3)"));
  EXPECT_LT(text.find("moved + business"), text.find("twins"));
}

TEST(Patterns, TellLinksFromHouseholds) {
  Patterns patterns;
  patterns.saw(WrongEvent{3, 0, 2, true});
  patterns.saw(WrongEvent{3, 0, 2, false});
  EXPECT_THAT(patterns.text(), HasSubstr("wrong events by a link (1)"));
  EXPECT_THAT(patterns.text(), HasSubstr("wrong events by the household (1)"));
}

}  // namespace
}  // namespace tijdig::lab
