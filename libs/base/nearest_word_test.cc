#include "libs/base/nearest_word.h"

#include <gtest/gtest.h>

namespace tijdig {
namespace {

TEST(NearestWord, IsTheOneWithTheFewestEdits) {
  EXPECT_EQ(nearest_word("window_month", {"when", "window_months", "window"}), "window_months");
  EXPECT_EQ(nearest_word("treshold", {"name", "threshold"}), "threshold");
}

TEST(NearestWord, IsNoneWhenNothingIsNear) {
  EXPECT_EQ(nearest_word("xyz", {"window_months", "when"}), std::nullopt);
  EXPECT_EQ(nearest_word("anything", {}), std::nullopt);
}

TEST(EditsBetween, CountsLettersToInsertDropOrReplace) {
  EXPECT_EQ(edits_between("overleden", "overleden"), 0U);
  EXPECT_EQ(edits_between("overlden", "overleden"), 1U);
  EXPECT_EQ(edits_between("ovreleden", "overleden"), 2U);
  EXPECT_EQ(edits_between("", "abc"), 3U);
}

TEST(NearestWord, IsTheFirstOfEquals) { EXPECT_EQ(nearest_word("ab", {"ac", "ad"}), "ac"); }

}  // namespace
}  // namespace tijdig
