#include "libs/residents/waterfall.h"

#include <gmock/gmock.h>

#include "libs/residents/town_for_test.h"

namespace tijdig::residents {
namespace {

using testing::HasSubstr;

Decision linked() {
  const Register known = test::small_town();
  return link(test::customer({.surname = "Jansen", .initials = "J", .birth = Date(1980, 5, 17)}), known,
              starting_model());
}

TEST(WaterfallOfADecision, AddsUpToItsScore) {
  const Decision decision = linked();
  const linking::Waterfall why = waterfall_of(decision, starting_model());
  MilliBits sum = why.prior;
  for (const linking::WaterfallRow& row : why.rows) sum += row.weight + row.term_part;
  EXPECT_EQ(sum, decision.best[0].weight);
  EXPECT_EQ(why.score, decision.best[0].weight);
}

TEST(WaterfallOfADecision, NamesWhatAloneWouldFlipIt) {
  Decision decision = linked();
  const linking::Waterfall sure = waterfall_of(decision, starting_model());
  ASSERT_TRUE(sure.linked());
  // The same person at another door, with a birth date that is not known: only a birth date would make it sure.
  decision.best[0].levels.birth = BirthLevel::unknown;
  decision.best[0].levels.door = DoorLevel::elsewhere;
  const linking::Waterfall why = waterfall_of(decision, starting_model());
  ASSERT_FALSE(why.linked());
  EXPECT_THAT(why.flips, testing::Contains("birth date"));
}

TEST(WaterfallOfADecision, AsksForMoreAtAnotherDoorAndBehindASharedOne) {
  Decision decision = linked();
  const auto threshold = [&] { return waterfall_of(decision, starting_model()).threshold; };
  const MilliBits at_home = threshold();
  decision.best[0].levels.door = DoorLevel::elsewhere;
  const MilliBits away = threshold();
  EXPECT_GT(away, at_home);
  decision.best[0].flags |= shared_dwelling;
  EXPECT_GT(threshold(), away);
}

TEST(WaterfallOfADecision, CanBeReadAsTextJsonAndPicture) {
  const linking::Waterfall why = waterfall_of(linked(), starting_model());
  EXPECT_THAT(why.to_text(), HasSubstr("birth date"));
  EXPECT_THAT(why.to_json(), HasSubstr("\"threshold\":"));
  EXPECT_THAT(why.to_svg(), HasSubstr("</svg>"));
}

TEST(WaterfallOfADecision, OfNobodyIsEmptyAndNotLinked) {
  const linking::Waterfall why = waterfall_of(Decision{}, starting_model());
  EXPECT_TRUE(why.rows.empty());
  EXPECT_FALSE(why.linked());
}

}  // namespace
}  // namespace tijdig::residents
