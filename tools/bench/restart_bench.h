// A million households on disk: how soon after `kill -9` the first new case stands in the log, and what a signal costs
// when there are ten times as many households.
//
//   restart_bench({folder, yaml, argv[0], 1'000'000, 5})      // starts itself again as a child that is killed
//   child_main(folder, yaml, month)                           // that child
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tools/bench/measure.h"

namespace tijdig::bench {

struct RestartBenchOptions {
  std::filesystem::path folder;
  std::string policy_file;
  std::string program;
  std::uint32_t households = 1'000'000;
  int rounds = 5;
};
std::vector<Line> restart_bench(const RestartBenchOptions& options);

// Opens the folder, brings one household's two signals in month number `month`, says so when its case stands in the
// log, then goes on working until it is killed.
int child_main(const std::filesystem::path& folder, const std::string& policy_yaml, std::uint32_t households,
               int month);

}  // namespace tijdig::bench
