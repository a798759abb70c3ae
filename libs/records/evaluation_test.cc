#include "libs/records/evaluation.h"

#include <gtest/gtest.h>

namespace tijdig::records {
namespace {

// Records 0, 1 and 2 are one person, 3 and 4 another; 0-1 and 2-3 are linked.
struct Case {
  Csv csv = *Csv::parse("x.csv", "n,e\na,x\na,x\na,x\nb,y\nb,y\n", {});
  Schema schema = *Schema::parse("s.yaml", "fields: [{column: n, kind: surname}]\ntruth: {entity: e}\n");
  Truth truth = *Truth::by_entity(schema, {"x.csv", &csv}, nullptr);
  Linkage linkage;
  Case() {
    linkage.pairs = {{0, 1, 5'000}, {2, 3, 4'000}, {3, 4, -500}};
    linkage.blocking.pairs = {pair_of(0, 1), pair_of(2, 3), pair_of(3, 4)};
    linkage.groups.of = {0, 0, 2, 2, 4};
    linkage.model.thresholds.link = 0;
  }
};

TEST(AnEvaluation, MeasuresAtTheOwnThresholdAndAtTheBest) {
  const Case one;
  const Evaluation e = evaluate(one.linkage, one.truth, 0, {});
  EXPECT_EQ(e.true_pairs, 4u);
  EXPECT_EQ(e.reached, 2u);
  EXPECT_DOUBLE_EQ(e.own.precision, 0.5);
  EXPECT_DOUBLE_EQ(e.own.recall, 0.25);
  EXPECT_DOUBLE_EQ(e.best.f1, 4.0 / 7);
  EXPECT_DOUBLE_EQ(e.recall_at_999, 0.25);
  EXPECT_LT(e.precision.low, 0.5);
  EXPECT_NEAR(e.b_cubed.precision, 0.8, 1e-9);
}

TEST(AnEvaluation, SlicesByAColumn) {
  const Case one;
  const Evaluation e = evaluate(one.linkage, one.truth, 0, {"p", "p", "p", "q", "q"});
  ASSERT_EQ(e.slices.size(), 2u);
  EXPECT_EQ(e.slices[0].value, "p");
  EXPECT_EQ(e.slices[0].records, 3u);
  EXPECT_EQ(e.slices[0].own.linked, 2u);
  EXPECT_EQ(e.slices[0].own.truth, 3u);
  EXPECT_EQ(e.slices[1].own.correct, 0u);
}

TEST(AnEvaluation, CountsAnswersAgainstARegister) {
  Case one;
  const Csv entries = *Csv::parse("y.csv", "n,e\na,x\nc,z\n", {});
  const NamedCsv behind{"y.csv", &entries};
  const Truth truth = *Truth::by_entity(one.schema, {"x.csv", &one.csv}, &behind);
  one.linkage.pairs = {{0, 5, 5'000}, {3, 6, 5'000}};
  one.linkage.choices = {{0, 5, 5'000, 0}, {3, 6, 5'000, 0}, {4, std::nullopt, -1, 0}};
  const Evaluation e = evaluate(one.linkage, truth, 5, {});
  EXPECT_EQ(e.with_entry, 3u);
  EXPECT_EQ(e.answered, 2u);
  EXPECT_EQ(e.answered_right, 1u);
  EXPECT_FALSE(e.has_groups);
}

}  // namespace
}  // namespace tijdig::records
