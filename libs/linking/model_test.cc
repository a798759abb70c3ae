// Also tests model_file.cc
#include "libs/linking/model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tijdig::linking {
namespace {

constexpr const char* small_model = R"(version: "test-1"
prior: -10000
comparisons:
  - name: "surname"
    term_frequency_cap: 3000
    levels:
      - {name: "unknown", m: 0, u: 0}
      - {name: "equal", m: 0.9, u: 0.001, term_frequency: true}
      - {name: "other", m: 0.1, u: 0.999}
)";

TEST(Model, WeighsWhatTheFileSays) {
  const auto model = Model::parse(small_model);
  ASSERT_TRUE(model) << model.error().detail;
  const std::vector<LevelIndex> equal{1}, other{2}, unknown{0};
  EXPECT_EQ(model->score(equal), -10'000 + 9814);
  EXPECT_EQ(model->score(other), -10'000 - 3320);
  EXPECT_EQ(model->score(unknown), -10'000);
}

TEST(Model, GivesBackTheSameBytesAndHash) {
  const auto model = Model::parse(small_model);
  ASSERT_TRUE(model);
  const auto again = Model::parse(model->to_yaml());
  ASSERT_TRUE(again) << again.error().detail;
  EXPECT_EQ(*again, *model);
  EXPECT_EQ(again->to_yaml(), model->to_yaml());
  EXPECT_EQ(again->hash(), model->hash());
  EXPECT_EQ(model->hash().size(), 32u);
}

TEST(Model, HasAnotherHashWhenAWeightChanges) {
  auto model = Model::parse(small_model);
  ASSERT_TRUE(model);
  const std::string before = model->hash();
  model->comparisons[0].levels[1].weight += 1;
  EXPECT_NE(model->hash(), before);
}

TEST(Model, MakesNoLevelImpossibleAndNoneStrongerThanTheCap) {
  Comparison comparison{"x", {{"never", 0, billion, 0, false}, {"always", billion, 0, 0, false}}, 12'000, 0};
  Model::weigh(comparison);
  EXPECT_EQ(comparison.levels[0].weight, weight_floor);
  EXPECT_EQ(comparison.levels[1].weight, 12'000);
}

TEST(Model, NamesEveryProblemOfAFile) {
  const auto model = Model::parse(
      "version: a\nprior: x\nlnik: 3\ncomparisons:\n  - name: a\n    levels:\n      - {name: b, m: 2, u: 0.1}\n");
  ASSERT_FALSE(model);
  EXPECT_THAT(model.error().detail, testing::HasSubstr("line 2: prior"));
  EXPECT_THAT(model.error().detail, testing::HasSubstr("line 3: lnik: unknown key; did you mean `link`"));
  EXPECT_THAT(model.error().detail, testing::HasSubstr("line 7: m: expected a fraction"));
}

TEST(TermFrequency, GivesToRareValuesAndTakesFromCommonOnes) {
  const auto model = Model::parse(small_model);
  ASSERT_TRUE(model);
  const Comparison& surname = model->comparisons[0];
  EXPECT_EQ(term_frequency_part(surname, 1, 1, 1'000'000), 3000);
  EXPECT_EQ(term_frequency_part(surname, 1, 1, 2000), 1000);
  EXPECT_EQ(term_frequency_part(surname, 1, 4, 1000), -2000);
  EXPECT_EQ(term_frequency_part(surname, 2, 4, 1000), 0);
}

RC_GTEST_PROP(Model, SurvivesItsOwnFile, (const std::vector<std::uint32_t>& numbers)) {
  Model model;
  model.version = "any \"quoted\" one";
  for (std::size_t i = 0; i < numbers.size(); ++i)
    model.comparisons.push_back(
        {"c" + std::to_string(i), {{"a", numbers[i] % billion, 1 + numbers[i] / 7 % billion, 0, i % 2 == 0}}});
  model.prepare();
  const auto again = Model::parse(model.to_yaml());
  RC_ASSERT(again.has_value());
  RC_ASSERT(*again == model);
}

}  // namespace
}  // namespace tijdig::linking
