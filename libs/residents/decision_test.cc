#include "libs/residents/decision.h"

#include <gtest/gtest.h>

#include "libs/residents/town_for_test.h"

namespace tijdig::residents {
namespace {

Decision a_decision() {
  const Register known = test::small_town();
  return link(test::customer({.surname = "Jansen", .initials = "J", .birth = Date(1980, 5, 17)}), known,
              starting_model());
}

TEST(Decision, ComesBackFromItsBytesWithinAKilobyte) {
  const Decision decision = a_decision();
  const Bytes bytes = to_bytes(decision);
  EXPECT_LE(bytes.size(), decision_bytes_max);
  EXPECT_EQ(decision_from_bytes(bytes).value(), decision);
}

TEST(Decision, RefusesBytesThatAreCutOrLonger) {
  const Bytes bytes = to_bytes(a_decision());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(decision_from_bytes(BytesView(bytes).substr(0, size))) << size;
  EXPECT_FALSE(decision_from_bytes(bytes + "x"));
}

TEST(Decision, ExplainsAllOfItsWeight) {
  const Decision decision = a_decision();
  int sum = 0;
  for (const EvidenceRow& row : explain(decision, starting_model())) {
    if (row.what == "posterior") break;
    sum += row.weight;
  }
  EXPECT_EQ(sum, decision.best[0].weight);
}

TEST(Decision, IsVerifiedByItsOwnModelOnly) {
  const Decision decision = a_decision();
  EXPECT_TRUE(verify(decision, starting_model()));
  LinkModel other = starting_model();
  other.trades[index(Trade::energy)].birth[index(BirthLevel::equal)] += 1;
  EXPECT_FALSE(verify(decision, other));  // another weight
  other.seal();
  EXPECT_FALSE(verify(decision, other));  // another model
}

TEST(Decision, SaysWhenNobodyWasACandidate) {
  const std::vector<EvidenceRow> rows = explain(Decision{}, starting_model());
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].what, "candidates");
}

}  // namespace
}  // namespace tijdig::residents
