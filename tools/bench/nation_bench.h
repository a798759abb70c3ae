// Ten years of the Netherlands through all stages, and where the time goes; a rebuild of part of it.
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

// A tenth of the country lives half a year; then all state is derived again from the log, without comparing outputs.
std::vector<Line> rebuild_bench(const NationBenchOptions& options, int rounds);

}  // namespace tijdig::bench
