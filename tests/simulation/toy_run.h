// One seeded run of the toy town: inputs, faults, days, and at the end the questions that must have right answers.
//
//   const Verdict verdict = run_toy_town(4711, {});
//   EXPECT_EQ(verdict.wrong, "") << "TIJDIG_SIM_SEED=4711 simulation_test";
//
// Invariants: everything acknowledged was processed; the report equals the model's; nothing is counted twice; each open
// case is in exactly one queue; rebuilding from the log gives the same state and the same outputs; no lane met a hole;
// poison, and only poison, is in the dead letters.
#pragma once

#include "tests/simulation/world.h"

namespace tijdig::simulation {

Verdict run_toy_town(std::uint64_t seed, const PlantedBugs& bugs);

}  // namespace tijdig::simulation
