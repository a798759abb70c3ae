#include "libs/records/kinds.h"

#include <gtest/gtest.h>

namespace tijdig::records {
namespace {

TEST(KindsOfFields, HaveSharesThatSumToOne) {
  for (int k = 0; k <= static_cast<int>(Kind::text); ++k) {
    int sum = 0;
    for (const LevelStart& level : levels_of(static_cast<Kind>(k))) sum += level.m_permille;
    EXPECT_EQ(sum, 1000) << name_of(static_cast<Kind>(k));
  }
}

TEST(KindsOfFields, BeginWithUnknownAndEqual) {
  const linking::Comparison made = comparison_of({"born", {"born"}, {"born"}, Kind::date, ""});
  EXPECT_EQ(made.name, "born");
  EXPECT_TRUE(made.levels[0].unknown());
  EXPECT_EQ(made.levels[1].name, "equal");
  EXPECT_TRUE(made.levels[1].term_frequency);
  EXPECT_EQ(made.levels.size(), 9u);
}

TEST(KindsOfFields, ShareAFamilyWhenAValueMayStandInTheOther) {
  EXPECT_TRUE(same_family(Kind::surname, Kind::first_name));
  EXPECT_TRUE(same_family(Kind::street, Kind::city));
  EXPECT_FALSE(same_family(Kind::surname, Kind::city));
  EXPECT_FALSE(same_family(Kind::date, Kind::date));
}

}  // namespace
}  // namespace tijdig::records
