#include "libs/people/register.h"

#include <gtest/gtest.h>

#include <map>

#include "libs/people/seeds.h"

namespace tijdig::people {
namespace {

Setting living_monthly() {
  Setting setting = settings[3];
  setting.register_every_months = 1;
  return setting;
}

class RegisterOfSmallTown : public testing::Test {
 protected:
  Municipality town = build_municipality(living_monthly(), test_seed, 5, 4'000);
  std::vector<RegisterLine> lines = register_lines(town);
};

TEST_F(RegisterOfSmallTown, KnowsEverybodySettledAtTheFirstLoadSaveWhoIsRegisteredElsewhere) {
  std::map<ResidentId, const RegisterLine*> first;
  for (const RegisterLine& line : lines)
    if (line.month == 0) first.emplace(line.resident, &line);
  std::size_t missing = 0;
  for (std::uint32_t human = 0; human < town.people.size(); ++human) {
    const Home& home = town.homes[town.people[human].home];
    if (home.arrives_in > 0) continue;
    const auto found = first.find(resident_id(town.seed, town.number, human));
    if (found == first.end()) {
      EXPECT_EQ(home.kind, HomeKind::subtenant);
      ++missing;
    } else {
      EXPECT_EQ(found->second->address, home.registered_door);
    }
  }
  EXPECT_GT(missing, 0U);
}

TEST_F(RegisterOfSmallTown, RelatesTheMarriedAndParentsButNotTheUnmarried) {
  for (const RegisterLine& line : lines) {
    if (line.partner == 0) continue;
    EXPECT_FALSE(line.partner_surname.empty());
  }
  std::map<ResidentId, const RegisterLine*> now;
  for (const RegisterLine& line : lines) now[line.resident] = &line;
  for (std::uint32_t human = 0; human < town.people.size(); ++human) {
    const Human& who = town.people[human];
    const auto found = now.find(resident_id(town.seed, town.number, human));
    if (who.partner != none && who.marries_in == never && found != now.end()) {
      EXPECT_EQ(found->second->partner, 0U);
    }
  }
}

TEST_F(RegisterOfSmallTown, SaysWhoDiedAndWhoLeft) {
  int deceased = 0;
  int moved_out = 0;
  for (const RegisterLine& line : lines) {
    if (line.deceased) ++deceased;
    if (line.moved_out) ++moved_out;
  }
  EXPECT_GT(deceased, 20);
  EXPECT_GT(moved_out, 100);
}

}  // namespace
}  // namespace tijdig::people
