// Thousands of seeded runs must come out right, and every planted bug must come out wrong.
//
//   TIJDIG_SIM_SEEDS=100 simulation_test            fewer runs (sanitizers); default 2000
//   TIJDIG_SIM_SEED=4711 simulation_test            one run again
#include <gtest/gtest.h>

#include <cstdio>

#include "tests/simulation/seeds.h"
#include "tests/simulation/toy_run.h"

namespace tijdig::simulation {
namespace {

TEST(Simulation, EverySeedComesOutRight) {
  const Seeds seeds = seeds_to_run(1);
  Verdict sum;
  for (std::uint64_t seed = seeds.first; seed <= seeds.last; ++seed) {
    const Verdict verdict = run_toy_town(seed, {});
    ASSERT_EQ(verdict.wrong, "") << how_to_repeat(seed, "Simulation.EverySeedComesOutRight");
    sum.add(verdict);
  }
  std::printf("%llu seeds: %s\n", static_cast<unsigned long long>(seeds.last - seeds.first + 1), sum.counts().c_str());
}

struct NamedBug {
  const char* name;
  PlantedBugs bugs;
};

class PlantedBug : public testing::TestWithParam<NamedBug> {};

TEST_P(PlantedBug, IsCaught) {
  constexpr std::uint64_t seeds_max = 200;
  std::uint64_t seed = 1;
  std::string wrong;
  while (seed <= seeds_max && wrong.empty()) wrong = run_toy_town(seed++, GetParam().bugs).wrong;
  EXPECT_NE(wrong, "") << GetParam().name << " went unnoticed in " << seeds_max << " seeds";
  std::printf("%s: caught at seed %llu: %s\n", GetParam().name, static_cast<unsigned long long>(seed - 1),
              wrong.c_str());
}

INSTANTIATE_TEST_SUITE_P(Each, PlantedBug,
                         testing::Values(NamedBug{"CommitBeforeState", {.commit_before_state = true}},
                                         NamedBug{"StateBeforePublish", {.state_before_publish = true}},
                                         NamedBug{"SkipFence", {.skip_fence = true}},
                                         NamedBug{"EqualIsNewer", {.equal_is_newer = true}},
                                         NamedBug{"DropOrdinal", {.drop_ordinal = true}},
                                         NamedBug{"WallClock", {.wall_clock = true}},
                                         NamedBug{"MapOrder", {.map_order = true}},
                                         NamedBug{"AcknowledgeBeforeSync", {.acknowledge_before_sync = true}},
                                         NamedBug{"BelieveTornWrites", {.believe_torn_writes = true}},
                                         NamedBug{"RetryCommitInPlace", {.retry_commit_in_place = true}},
                                         NamedBug{"DoorsOvertakeDays", {.doors_overtake_days = true}},
                                         NamedBug{"BelieveDaysClosed", {.believe_days_closed = true}}),
                         [](const auto& bug) { return bug.param.name; });

}  // namespace
}  // namespace tijdig::simulation
