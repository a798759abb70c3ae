// Ten years of the Netherlands through all stages, and where the time goes; and all of it derived again from the log.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tools/bench/measure.h"

namespace tijdig::bench {

struct NationBenchOptions {
  std::filesystem::path folder;
  std::string policy_yaml;
  int months = 120;
  unsigned workers = 2;
  std::uint32_t signals_per_month = 71'667;
};
std::vector<Line> nation_bench(const NationBenchOptions& options);

// The country lives some months; then all state is derived again from the log, without comparing outputs; and again,
// and compared with the live state.
std::vector<Line> rebuild_bench(const NationBenchOptions& options, int rounds);

}  // namespace tijdig::bench
