#include "libs/linking/em.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

namespace tijdig::linking {
namespace {

Comparison two_levels(const std::string& name, std::int64_t m, std::int64_t u) {
  return {name,
          {{"unknown", 0, 0, 0, false}, {"equal", m, u, 0, false}, {"other", billion - m, billion - u, 0, false}}};
}

Model start_model() {
  Model model;
  model.version = "start";
  for (const char* name : {"a", "b", "c"}) model.comparisons.push_back(two_levels(name, 800'000'000, 50'000'000));
  model.prepare();
  return model;
}

// The exact expected number of pairs per pattern: 3 comparisons, equal or not.
std::vector<Pattern> expected_patterns(const std::vector<double>& m, double u, double share, std::size_t group = 0) {
  std::vector<Pattern> patterns;
  for (unsigned bits = 0; bits < 8; ++bits) {
    double together = share, apart = 1 - share;
    std::vector<LevelIndex> levels;
    for (std::size_t c = 0; c < 3; ++c) {
      const bool equal = ((bits >> c) & 1U) != 0;
      together *= equal ? m[c] : 1 - m[c];
      apart *= equal ? u : 1 - u;
      levels.push_back(equal ? 1 : 2);
    }
    patterns.push_back({levels, static_cast<std::uint64_t>(std::llround((together + apart) * 1e7)), group});
  }
  return patterns;
}

TEST(Learning, FindsTheSharesThatMadeThePairs) {
  const auto patterns = expected_patterns({0.95, 0.7, 0.85}, 0.05, 0.2);
  const EmResult learned = learn(start_model(), patterns, {});
  EXPECT_TRUE(learned.converged);
  EXPECT_NEAR(static_cast<double>(learned.share) / 1e9, 0.2, 0.005);
  EXPECT_NEAR(static_cast<double>(learned.model.comparisons[0].levels[1].m) / 1e9, 0.95, 0.005);
  EXPECT_NEAR(static_cast<double>(learned.model.comparisons[1].levels[1].m) / 1e9, 0.70, 0.005);
  EXPECT_EQ(learned.model.comparisons[0].levels[1].u, 50'000'000);
}

TEST(Learning, KeepsGroupsApart) {
  auto patterns = expected_patterns({0.95, 0.9, 0.9}, 0.05, 0.2, 0);
  const auto others = expected_patterns({0.60, 0.9, 0.9}, 0.05, 0.2, 1);
  patterns.insert(patterns.end(), others.begin(), others.end());
  EmSettings settings;
  settings.groups = 2;
  const EmResult learned = learn(start_model(), patterns, settings);
  ASSERT_EQ(learned.groups.size(), 2u);
  EXPECT_NEAR(static_cast<double>(learned.groups[0].comparisons[0].levels[1].m) / 1e9, 0.95, 0.01);
  EXPECT_NEAR(static_cast<double>(learned.groups[1].comparisons[0].levels[1].m) / 1e9, 0.60, 0.01);
}

TEST(Learning, LeavesAnIgnoredComparisonAndUnknownLevelsAsTheyWere) {
  auto patterns = expected_patterns({0.95, 0.7, 0.85}, 0.05, 0.2);
  for (Pattern& pattern : patterns) pattern.levels[2] = ignored;
  patterns.push_back({{0, 0, 0}, 1000, 0});
  const EmResult learned = learn(start_model(), patterns, {});
  EXPECT_NEAR(static_cast<double>(learned.model.comparisons[2].levels[1].m), 8e8, 1e3);
  EXPECT_EQ(learned.model.comparisons[0].levels[0].weight, 0);
}

TEST(Learning, KeepsEveryLevelPossible) {
  const std::vector<Pattern> patterns{{{1, 1, 1}, 1'000'000, 0}, {{2, 2, 2}, 9'000'000, 0}};
  const EmResult learned = learn(start_model(), patterns, {});
  for (const Comparison& comparison : learned.model.comparisons) EXPECT_GE(comparison.levels[2].m, 99'000);
}

TEST(Learning, OfNothingGivesTheStart) {
  const Model start = start_model();
  const EmResult learned = learn(start, {}, {});
  for (std::size_t c = 0; c < start.comparisons.size(); ++c)
    EXPECT_NEAR(static_cast<double>(learned.model.comparisons[c].levels[1].m), 8e8, 1.0);
}

TEST(Learning, CanLearnUWhenAsked) {
  EmSettings settings;
  settings.learn_u = true;
  const EmResult learned = learn(start_model(), expected_patterns({0.95, 0.9, 0.85}, 0.10, 0.2), settings);
  EXPECT_NEAR(static_cast<double>(learned.model.comparisons[0].levels[1].u) / 1e9, 0.10, 0.01);
}

}  // namespace
}  // namespace tijdig::linking
