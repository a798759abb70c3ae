#include "libs/people/municipality.h"

#include <gtest/gtest.h>

#include <array>

#include "libs/people/seeds.h"

namespace tijdig::people {
namespace {

const Municipality& town_of(std::size_t setting) {
  static const std::array<Municipality, 4> towns = {
      build_municipality(settings[0], test_seed, 1, 20'000), build_municipality(settings[1], test_seed, 1, 20'000),
      build_municipality(settings[2], test_seed, 1, 20'000), build_municipality(settings[3], test_seed, 1, 20'000)};
  return towns[setting];
}

double share_of(const Municipality& m, auto holds) {
  std::size_t count = 0;
  for (const Home& home : m.homes)
    if (home.arrives_in == 0 && holds(home)) ++count;
  std::size_t settled = 0;
  for (const Home& home : m.homes)
    if (home.arrives_in == 0) ++settled;
  return static_cast<double>(count) / static_cast<double>(settled);
}

TEST(Municipality, HasTheSharesOfHomesThatItsSettingAsksFor) {
  const Municipality& hard = town_of(2);
  const auto is = [](HomeKind kind) { return [kind](const Home& home) { return home.kind == kind; }; };
  EXPECT_NEAR(share_of(hard, is(HomeKind::shared_room)), .098, .02);  // 2 % of addresses, five and a half rooms each
  EXPECT_NEAR(share_of(hard, is(HomeKind::care_home)), .019, .008);
  EXPECT_NEAR(share_of(hard, is(HomeKind::letter_address)), .002, .001);
  EXPECT_NEAR(share_of(town_of(0), is(HomeKind::shared_room)), .016, .006);
  EXPECT_EQ(share_of(town_of(0), is(HomeKind::grown_child)), 0);
}

TEST(Municipality, MovesOneHomeInTenAYear) {
  EXPECT_NEAR(share_of(town_of(0), [](const Home& home) { return home.moves_in != never; }), .195, .015);
  EXPECT_EQ(share_of(town_of(0), [](const Home& home) { return home.leaves; }), 0);
  EXPECT_NEAR(share_of(town_of(3), [](const Home& home) { return home.leaves; }), .055, .01);
}

TEST(Municipality, RegistersTwoPercentWrongly) {
  EXPECT_NEAR(share_of(town_of(2), [](const Home& home) { return home.wrongly_registered; }), .0225, .005);
}

TEST(Municipality, MarriesSevenCouplesInTen) {
  std::array<double, 2> couples{};
  for (const Home& home : town_of(1).homes)
    if (home.couple) ++couples[town_of(1).people[home.first_human].marries_in == 0 ? 1 : 0];
  EXPECT_NEAR(couples[1] / (couples[0] + couples[1]), .7, .02);
}

TEST(Municipality, NamesChildrenAfterAParentAndGivesTwinsOneBirthDate) {
  const Municipality& m = town_of(1);
  int twins = 0;
  for (std::size_t i = 0; i < m.people.size(); ++i) {
    const Human& who = m.people[i];
    if (who.parents[0] == none) continue;
    const bool ours = who.surname == m.people[who.parents[0]].surname ||
                      (who.parents[1] != none && who.surname == m.people[who.parents[1]].surname) ||
                      who.parents[1] == none;
    EXPECT_TRUE(ours);
    if (!who.twin || !m.people[i + 1].twin) continue;
    if (m.people[i + 1].parents != who.parents) continue;
    ++twins;
    EXPECT_EQ(who.birth, m.people[i + 1].birth);
  }
  EXPECT_GT(twins, 50);
}

TEST(Municipality, LetsSuccessorsEnterDoorsThatWereLeft) {
  const auto entered = [](const Municipality& m) {
    std::vector<bool> left(m.doors.size());
    for (const Home& home : m.homes)
      if (home.moves_in != never) left[home.door] = true;
    int moved = 0;
    int successors = 0;
    for (const Home& home : m.homes) {
      if (home.next_door == none) continue;
      ++moved;
      if (left[home.next_door]) ++successors;
    }
    return static_cast<double>(successors) / moved;
  };
  EXPECT_GT(entered(town_of(2)), .7);
  EXPECT_LT(entered(town_of(0)), .65);
}

TEST(Municipality, KnowsWhereEverybodyLivesInEveryMonth) {
  const Municipality& m = town_of(2);
  for (std::uint32_t human = 0; human < m.people.size(); human += 97) {
    for (int month = 0; month < months_count; month += 5) {
      const std::uint32_t home = m.home_of(human, month);
      ASSERT_LT(home, m.homes.size());
      const std::uint32_t door = Municipality::door_of(m.homes[home], month);
      EXPECT_TRUE(door == none || door < m.doors.size());
    }
  }
}

}  // namespace
}  // namespace tijdig::people
