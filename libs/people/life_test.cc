#include "libs/people/life.h"

#include <gtest/gtest.h>

#include "libs/people/family.h"

namespace tijdig::people {
namespace {

TEST(Life, GivesEveryMoverADoorOrLetsItLeave) {
  Municipality m;
  m.setting = settings[3];
  m.seed = 5;
  m.doors.resize(2'100);
  for (std::uint32_t home = 0; home < 2'000; ++home) {
    Home made;
    made.first_human = static_cast<std::uint32_t>(m.people.size());
    made.humans = add_family(m, home, FamilyKind::couple, {});
    made.couple = true;
    made.door = made.registered_door = home;
    m.homes.push_back(made);
  }
  live(m, {2'000, 2'001, 2'002});
  int moved = 0;
  for (const Home& home : m.homes) {
    if (home.moves_in != never) {
      ++moved;
      EXPECT_TRUE(home.leaves || home.next_door != none);
    }
    EXPECT_NE(home.door, none);
  }
  EXPECT_NEAR(moved, 400, 60);
}

TEST(Life, OnlyMovesWholeHouseholdsUnlessItLivesOn) {
  const Municipality hard = build_municipality(settings[2], 7, 1, 3'000);
  int moved = 0;
  for (const Home& home : hard.homes) {
    EXPECT_EQ(home.arrives_in, 0);
    EXPECT_FALSE(home.leaves);
    EXPECT_EQ(home.register_lag, 0);
    if (home.moves_in != never) ++moved;
  }
  EXPECT_NEAR(moved, 600, 90);
  for (const Human& who : hard.people) {
    EXPECT_EQ(who.later_home, none);
    EXPECT_EQ(who.dies_in, never);
    EXPECT_TRUE(who.marries_in == 0 || who.marries_in == never);
  }
}

TEST(Life, TakesWhoSeparatesToAHomeOfTheirOwn) {
  Municipality m;
  m.setting = settings[3];
  m.seed = 6;
  m.doors.resize(3'000);
  for (std::uint32_t home = 0; home < 2'000; ++home) {
    Home made;
    made.first_human = static_cast<std::uint32_t>(m.people.size());
    made.humans = add_family(m, home, FamilyKind::couple, {});
    made.couple = true;
    made.door = made.registered_door = home;
    m.homes.push_back(made);
  }
  live(m, {2'500});
  int separated = 0;
  for (std::uint32_t human = 0; human < m.people.size(); ++human) {
    const Human& who = m.people[human];
    if (who.later_home == none) continue;
    ++separated;
    EXPECT_EQ(m.homes[who.later_home].first_human, human);
    EXPECT_EQ(m.home_of(human, who.changes_home_in - 1), who.home);
    EXPECT_EQ(m.home_of(human, who.changes_home_in), who.later_home);
  }
  EXPECT_NEAR(separated, 38, 20);
}

}  // namespace
}  // namespace tijdig::people
