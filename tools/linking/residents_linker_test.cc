#include "tools/linking/residents_linker.h"

#include <gtest/gtest.h>

#include "libs/people/seeds.h"
#include "tools/linking/judge.h"

namespace tijdig::lab {
namespace {

TEST(ResidentsLinker, KeepsTheResidentsId) {
  EXPECT_EQ(residents::short_ref(person_ref(0x0123456789abcdefULL)), 0x0123456789abcdefULL);
}

TEST(ResidentsLinker, MixesFarFewerHouseholdsThanItLinks) {
  const people::World world = people::make_world(people::settings[2], people::test_seed, 8, 8'000);
  ResidentsLinker linker(residents::built_in_model());
  const Tally tally = judge(world, linker);
  EXPECT_GT(tally.events.found * 10, tally.events.truth * 8);
  EXPECT_LT(tally.events.wrong * 50, tally.events.fired);
  EXPECT_LT(tally.links.wrong * 100, tally.links.automatic);
  EXPECT_GT(recall_at(tally, .99), .8);
}

}  // namespace
}  // namespace tijdig::lab
