#include "libs/linking/similarity.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace tijdig::linking {
namespace {

TEST(JaroWinkler, GivesThePublishedExamples) {
  EXPECT_EQ(jaro_winkler_permille("martha", "marhta"), 961);
  EXPECT_EQ(jaro_winkler_permille("dwayne", "duane"), 840);
  EXPECT_EQ(jaro_winkler_permille("dixon", "dicksonx"), 813);
  EXPECT_EQ(jaro_winkler_permille("same", "same"), 1000);
  EXPECT_EQ(jaro_winkler_permille("abc", "xyz"), 0);
  EXPECT_EQ(jaro_winkler_permille("", ""), 0);
}

TEST(JaroWinkler, NeverCallsDifferentLongTextsEqual) {
  const std::string a(10'000, 'a');
  EXPECT_EQ(jaro_winkler_permille(a, a + "b"), 999);
  EXPECT_EQ(jaro_winkler_permille(a, a), 1000);
}

TEST(Edits, CountASwapOfNeighboursOnce) {
  EXPECT_EQ(edits_between("jansen", "jasnen", 2), 1);
  EXPECT_EQ(edits_between("jansen", "janse", 2), 1);
  EXPECT_EQ(edits_between("jansen", "hansens", 2), 2);
  EXPECT_EQ(edits_between("jansen", "pietersen", 2), 3);
  EXPECT_EQ(edits_between("a", "b", 0), 1);
}

RC_GTEST_PROP(Similarity, IsSymmetricAndBounded, (const std::string& a, const std::string& b)) {
  RC_ASSERT(jaro_winkler_permille(a, b) >= 0);
  RC_ASSERT(jaro_winkler_permille(a, b) <= 1000);
  RC_ASSERT((jaro_winkler_permille(a, b) == 1000) == (a == b && !a.empty()));
  RC_ASSERT(edits_between(a, b, 3) == edits_between(b, a, 3));
  RC_ASSERT((edits_between(a, b, 3) == 0) == (a == b));
  RC_ASSERT(bigram_permille(a, b) <= 1000);
}

RC_GTEST_PROP(Edits, OfOneDroppedLetterAreOne, (std::string text, std::uint8_t at)) {
  RC_PRE(!text.empty());
  const std::string before = text;
  text.erase(at % text.size(), 1);
  RC_ASSERT(edits_between(before, text, 3) == 1);
}

TEST(Bigrams, DoNotMindMovedWords) {
  EXPECT_GT(bigram_permille("lake view", "view lake"), 700);
  EXPECT_EQ(bigram_permille("ab", "ab"), 1000);
  EXPECT_EQ(bigram_permille("ab", "cd"), 0);
}

TEST(Names, OfFewSharedLettersNeedNoCloserLook) {
  EXPECT_FALSE(may_reach_permille("jansen", "ouwehout", 850));
  EXPECT_TRUE(may_reach_permille("jansen", "janssen", 850));
  EXPECT_FALSE(may_reach_permille("", "jansen", 1));
  EXPECT_TRUE(may_reach_permille("jansen", "jansen", 1000));
}

RC_GTEST_PROP(Names, AreNeverPassedOverWhenTheyReach, ()) {
  const auto name = rc::gen::container<std::string>(rc::gen::elementOf(std::string("abcde\xc3")));
  const std::string a = *name, b = *name;
  const int reached = jaro_winkler_permille(a, b);
  RC_ASSERT(may_reach_permille(a, b, reached));
}

TEST(Numbers, DifferAsAShareOfTheLarger) {
  EXPECT_EQ(relative_difference_permille(100, 100), 0);
  EXPECT_EQ(relative_difference_permille(100, 50), 500);
  EXPECT_EQ(relative_difference_permille(100, -1), 1000);
  EXPECT_EQ(relative_difference_permille(1'000'000, 999'999), 1);
  EXPECT_EQ(relative_difference_permille(INT64_MIN, INT64_MAX), 1000);
}

TEST(Dates, AreComparedFromEqualToDifferent) {
  const DateParts day{1971, 6, 24};
  EXPECT_EQ(compare_dates(day, {1971, 6, 24}), DateCloseness::equal);
  EXPECT_EQ(compare_dates({1971, 6, 5}, {1971, 5, 6}), DateCloseness::swapped);
  EXPECT_EQ(compare_dates(day, {1971, 5, 24}), DateCloseness::one_edit);
  EXPECT_EQ(compare_dates(day, {1917, 6, 24}), DateCloseness::one_edit);
  EXPECT_EQ(compare_dates(day, {1985, 6, 24}), DateCloseness::two_parts);
  EXPECT_EQ(compare_dates(day, {1971, 12, 3}), DateCloseness::year_only);
  EXPECT_EQ(compare_dates(day, {1972, 1, 13}), DateCloseness::within_year);
  EXPECT_EQ(compare_dates(day, {1979, 1, 13}), DateCloseness::within_ten);
  EXPECT_EQ(compare_dates(day, {1999, 1, 13}), DateCloseness::other);
  EXPECT_EQ(compare_dates(day, {}), DateCloseness::unknown);
}

TEST(Dates, OfWhichOnlyTheYearIsKnownAgreeOnTheYear) {
  EXPECT_EQ(compare_dates({1971, 0, 0}, {1971, 5, 3}), DateCloseness::year_only);
  EXPECT_EQ(compare_dates({1971, 5, 0}, {1971, 5, 3}), DateCloseness::two_parts);
  EXPECT_EQ(compare_dates({1971, 0, 0}, {1950, 5, 3}), DateCloseness::other);
}

}  // namespace
}  // namespace tijdig::linking
