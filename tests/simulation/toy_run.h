// One seeded run of the toy town: inputs, faults, days, and at the end the questions that must have right answers.
//
//   const Verdict verdict = run_toy_town({.seed = 4711});
//   EXPECT_EQ(verdict.wrong, "") << "TIJDIG_SIM_SEED=4711 simulation_test";
//
// Invariants (engine.md section 3.1): everything acknowledged was processed; the report equals the model's; nothing is
// counted twice; each open case is in exactly one queue; rebuilding from the log gives the same state and the same
// outputs; no lane met a hole; poison, and only poison, is in the dead letters.
#pragma once

#include <cstdint>
#include <string>

#include "tests/simulation/planted_bugs.h"

namespace tijdig::simulation {

struct ToyRunOptions {
  std::uint64_t seed = 0;
  PlantedBugs bugs;
};

struct Verdict {
  std::string wrong;  // empty: every question was answered right
  std::uint64_t steps = 0;
  std::uint64_t crashes = 0;
  std::uint64_t failures = 0;
  std::uint64_t rivals = 0;
};

Verdict run_toy_town(const ToyRunOptions& options);

}  // namespace tijdig::simulation
