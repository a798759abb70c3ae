// Which seeds to run: all of them, fewer, or one again.
//
//   TIJDIG_SIM_SEEDS=100 simulation_test     fewer (sanitizers)
//   TIJDIG_SIM_SEED=4711 simulation_test     one again
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

namespace tijdig::simulation {

inline std::uint64_t number_from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

struct Seeds {
  std::uint64_t first = 1;
  std::uint64_t last = 0;
};

// One in `share` of the seeds asked for: slow workloads take fewer.
inline Seeds seeds_to_run(std::uint64_t share) {
  if (const std::uint64_t only = number_from_environment("TIJDIG_SIM_SEED", 0); only != 0) return {only, only};
  return {1, (number_from_environment("TIJDIG_SIM_SEEDS", 2000) + share - 1) / share};
}

inline std::string how_to_repeat(std::uint64_t seed, const char* test) {
  return "repeat with: TIJDIG_SIM_SEED=" + std::to_string(seed) + " simulation_test --gtest_filter=" + test;
}

}  // namespace tijdig::simulation
