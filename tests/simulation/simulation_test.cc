// Thousands of seeded runs must come out right; that a wrong engine would not, planted_bugs_test.cc shows.
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

}  // namespace
}  // namespace tijdig::simulation
