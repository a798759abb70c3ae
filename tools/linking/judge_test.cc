#include "tools/linking/judge.h"

#include <gtest/gtest.h>

#include <map>

#include "libs/people/seeds.h"
#include "tools/linking/address_practice.h"

namespace tijdig::lab {
namespace {

using people::Home;
using people::Human;
using people::World;

// Three people in two homes: One and Other live together behind door 0, Third behind door 1.
World hand_made() {
  World world;
  people::Municipality& m = world.truth.municipality;
  m.doors.resize(3);
  m.homes.resize(2);
  m.homes[0].door = 0;
  m.homes[1].door = 1;
  m.people.resize(3);
  m.people[2].home = 1;
  for (std::uint32_t human = 0; human < 3; ++human) {
    world.truth.resident_of.push_back(101 + human);
    world.truth.human_of[101 + human] = human;
    people::RegisterLine line;
    line.resident = 101 + human;
    line.birth = Date(1980, 1, 1);
    line.address = human == 2 ? 1 : 0;
    world.observed.register_lines.push_back(line);
  }
  world.observed.addresses.resize(3);
  return world;
}

// One version per signal: customer number names the answer the scripted linker gives.
void add_signal(World& world, int month, std::uint8_t partner, std::uint32_t human, std::string answer) {
  people::CustomerVersion version;
  version.partner = partner;
  version.text.number = std::move(answer);
  world.observed.signals.push_back({month, month, static_cast<std::uint32_t>(world.observed.versions.size()), 100});
  world.observed.versions.push_back(version);
  world.truth.versions.push_back({human, 0, human == 2 ? 1U : 0U});
}

class Scripted final : public LinkerUnderTest {
 public:
  std::map<std::string, Answer> answers;
  std::map<people::ResidentId, std::uint64_t> households;
  std::string_view name() const override { return "scripted"; }
  Answer link(const people::CustomerVersion& version, int) override { return answers.at(version.text.number); }
  std::uint64_t household_of_resident(people::ResidentId resident) override { return households[resident]; }
};

Answer to(people::ResidentId resident, std::uint64_t household, Band band = Band::person) {
  return {band, resident, household, 1000, 995'000, 999'500};
}

TEST(Judge, CountsAHandMadeExampleOfSixSignals) {
  World world = hand_made();
  // Month 0: One at rent, Other at water: a true event of home 0, fired rightly. Month 1: Third at energy, alone.
  // Month 2: Third at rent: a true event of home 1 (two partners in three months), linked to One: a wrong event of
  // household 70, for One's signal of month 0 is in the window. Month 5: Other at rent and energy, one left to review:
  // a true event that is missed.
  add_signal(world, 0, 0, 0, "one");
  add_signal(world, 0, 6, 1, "other");
  add_signal(world, 1, 7, 2, "third");
  add_signal(world, 2, 0, 2, "third taken for one");
  add_signal(world, 5, 0, 1, "other");
  add_signal(world, 5, 7, 1, "doubtful");
  Scripted linker;
  linker.answers = {{"one", to(101, 70)},
                    {"other", to(102, 70)},
                    {"third", to(103, 80)},
                    {"third taken for one", to(101, 70)},
                    {"doubtful", to(102, 70, Band::review)}};
  const Tally tally = judge(world, linker);
  EXPECT_EQ(tally.events.truth, 3U);  // home 0 in month 0, home 1 in month 2, home 0 in month 5
  EXPECT_EQ(tally.events.fired, 2U);  // household 70 in month 0 and in month 2
  EXPECT_EQ(tally.events.wrong, 1U);  // month 2
  EXPECT_EQ(tally.events.wrong_by_link, 1U);
  EXPECT_EQ(tally.events.found, 1U);
  EXPECT_EQ(tally.events.missed_unlinked, 2U);
  EXPECT_EQ(tally.events.misdirected, 0U);
  EXPECT_EQ(tally.links.versions, 6U);
  EXPECT_EQ(tally.links.automatic, 5U);
  EXPECT_EQ(tally.links.wrong, 1U);
  EXPECT_EQ(tally.links.review, 1U);
  EXPECT_EQ(tally.people.at(1000).right, 5U);
  EXPECT_EQ(tally.people.at(1000).wrong, 1U);
}

TEST(Judge, BlamesTheHouseholdWhenEveryPersonIsRight) {
  World world = hand_made();
  add_signal(world, 0, 0, 0, "one");
  add_signal(world, 0, 6, 2, "third");
  Scripted linker;
  linker.answers = {{"one", to(101, 70)}, {"third", to(103, 70)}};
  const Tally tally = judge(world, linker);
  EXPECT_EQ(tally.events.wrong, 1U);
  EXPECT_EQ(tally.events.wrong_by_household, 1U);
  EXPECT_EQ(tally.links.wrong, 0U);
}

TEST(Judge, CallsAHouseholdTakenForTwoAMissAndNotAnError) {
  World world = hand_made();
  add_signal(world, 0, 0, 0, "one");
  add_signal(world, 0, 6, 1, "other");
  Scripted linker;
  linker.answers = {{"one", to(101, 70)}, {"other", to(102, 71)}};
  const Tally tally = judge(world, linker);
  EXPECT_EQ(tally.events.fired, 0U);
  EXPECT_EQ(tally.events.missed_apart, 1U);
}

TEST(Judge, SaysWhatPerfectLinksOrPerfectHouseholdsWouldFind) {
  World world = hand_made();
  add_signal(world, 0, 0, 0, "one");  // one and other: right links to two households
  add_signal(world, 0, 6, 1, "other");
  add_signal(world, 5, 0, 2, "third");  // third twice: a right household, one link short
  add_signal(world, 5, 7, 2, "doubtful");
  Scripted linker;
  linker.answers = {
      {"one", to(101, 70)}, {"other", to(102, 71)}, {"third", to(103, 80)}, {"doubtful", to(103, 80, Band::review)}};
  linker.households = {{101, 70}, {102, 71}, {103, 80}};
  const Tally tally = judge(world, linker);
  EXPECT_EQ(tally.events.truth, 2U);
  EXPECT_EQ(tally.events.found, 0U);
  EXPECT_EQ(tally.events.found_by_true_links, 1U);       // third
  EXPECT_EQ(tally.events.found_by_true_households, 1U);  // one and other
}

TEST(Judge, CountsARightHouseholdAtAnOldDoorAsMisdirected) {
  World world = hand_made();
  world.truth.municipality.homes[1].moves_in = 1;
  world.truth.municipality.homes[1].next_door = 2;
  add_signal(world, 3, 0, 2, "third");
  add_signal(world, 3, 6, 2, "third");
  Scripted linker;
  linker.answers = {{"third", to(103, 80)}};
  const Tally tally = judge(world, linker);
  EXPECT_EQ(tally.events.fired, 1U);
  EXPECT_EQ(tally.events.wrong, 0U);
  EXPECT_EQ(tally.events.misdirected, 1U);
  EXPECT_EQ(tally.events.found, 1U);
}

TEST(Judge, FindsTheAddressPracticeMixingHouseholds) {
  const World world = people::make_world(people::settings[2], people::test_seed, 7, 6'000);
  AddressPractice practice;
  const Tally tally = judge(world, practice);
  EXPECT_GT(tally.events.truth, 500U);
  EXPECT_GT(tally.events.wrong * 50, tally.events.fired);  // more than 2 %
  EXPECT_GT(tally.events.found * 10, tally.events.truth * 7);
}

}  // namespace
}  // namespace tijdig::lab
