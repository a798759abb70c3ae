#include "libs/records/grouping.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace tijdig::records {
namespace {

using linking::ScoredPair;

linking::MilliBits weight(const Grouping& made, linking::RecordIndex a, linking::RecordIndex b) {
  for (const ScoredPair& pair : made.pairs)
    if (pair.a == a && pair.b == b) return pair.weight;
  return -1'000'000;
}

TEST(Grouping, HoldsAWeakPairTogetherByAThird) {
  const std::vector<ScoredPair> pairs{{0, 1, 11'000}, {1, 2, 9'000}, {0, 2, -1'000}};
  const Grouping made = group(3, pairs, 0);
  EXPECT_EQ(made.groups.of, (std::vector<linking::RecordIndex>{0, 0, 0}));
  EXPECT_EQ(weight(made, 0, 2), 4'000);
}

TEST(Grouping, KeepsOutWhatContradictsAMember) {
  const std::vector<ScoredPair> pairs{{0, 1, 11'000}, {1, 2, 2'000}, {0, 2, -11'000}};
  const Grouping made = group(3, pairs, 0);
  EXPECT_EQ(made.groups.of, (std::vector<linking::RecordIndex>{0, 0, 2}));
  EXPECT_LT(weight(made, 1, 2), 0);
}

TEST(Grouping, AddsPairsThatNoKeyBrought) {
  const std::vector<ScoredPair> pairs{{0, 1, 40'000}, {1, 2, 40'000}};
  EXPECT_EQ(weight(group(3, pairs, 0), 0, 2), 0);
}

TEST(Grouping, OfNothingIsEverybodyAlone) {
  EXPECT_EQ(group(2, {}, 0).groups.of, (std::vector<linking::RecordIndex>{0, 1}));
}

RC_GTEST_PROP(Grouping, DoesNotDependOnTheOrderOfThePairs, ()) {
  std::vector<ScoredPair> pairs;
  for (linking::RecordIndex a = 0; a < 6; ++a)
    for (linking::RecordIndex b = a + 1; b < 6; ++b)
      if (*rc::gen::arbitrary<bool>()) pairs.push_back({a, b, *rc::gen::inRange(-15'000, 15'000)});
  const Grouping one = group(6, pairs, 0);
  std::reverse(pairs.begin(), pairs.end());
  const Grouping other = group(6, pairs, 0);
  RC_ASSERT(one.pairs == other.pairs);
  RC_ASSERT(one.groups.of == other.groups.of);
}

}  // namespace
}  // namespace tijdig::records
