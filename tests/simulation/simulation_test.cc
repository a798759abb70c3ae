// Thousands of seeded runs must come out right, and every planted bug must come out wrong.
//
//   TIJDIG_SIM_SEEDS=100 simulation_test            fewer runs (sanitizers); default 2000
//   TIJDIG_SIM_SEED=4711 simulation_test            one run again
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/simulation/toy_run.h"

namespace tijdig::simulation {
namespace {

std::uint64_t number_from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

std::string how_to_repeat(std::uint64_t seed) {
  return "repeat with: TIJDIG_SIM_SEED=" + std::to_string(seed) +
         " simulation_test --gtest_filter=Simulation.EverySeedComesOutRight";
}

TEST(Simulation, EverySeedComesOutRight) {
  const std::uint64_t only = number_from_environment("TIJDIG_SIM_SEED", 0);
  const std::uint64_t first = only != 0 ? only : 1;
  const std::uint64_t last = only != 0 ? only : number_from_environment("TIJDIG_SIM_SEEDS", 2000);
  Verdict sum;
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    const Verdict verdict = run_toy_town({seed, {}});
    ASSERT_EQ(verdict.wrong, "") << how_to_repeat(seed);
    sum.steps += verdict.steps;
    sum.crashes += verdict.crashes;
    sum.failures += verdict.failures;
    sum.rivals += verdict.rivals;
  }
  std::printf("%llu seeds: %llu steps, %llu crashes, %llu failed calls, %llu take-overs\n",
              static_cast<unsigned long long>(last - first + 1), static_cast<unsigned long long>(sum.steps),
              static_cast<unsigned long long>(sum.crashes), static_cast<unsigned long long>(sum.failures),
              static_cast<unsigned long long>(sum.rivals));
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
  while (seed <= seeds_max && wrong.empty()) wrong = run_toy_town({seed++, GetParam().bugs}).wrong;
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
                                         NamedBug{"RetryCommitInPlace", {.retry_commit_in_place = true}}),
                         [](const auto& bug) { return bug.param.name; });

}  // namespace
}  // namespace tijdig::simulation
