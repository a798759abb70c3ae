// All six services on Kafka and Redis in one process, taking in what sixteen towns bring: what a signal costs with
// everything that is done for it, beside the same on the embedded store.
#pragma once

#include <string>

#include "tools/bench_kafka/hands.h"

namespace tijdig::bench_kafka {

struct CountryOptions {
  WorkOptions work;
  std::string policy_file;
  std::string embedded_folder;  // where the embedded side keeps its store
  std::uint32_t signals_per_month = 100'000;
  int months = 2;
};

// Prints one line of JSON for each side. Gives the exit code.
int country(const CountryOptions& options);

}  // namespace tijdig::bench_kafka
