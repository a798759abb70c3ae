// The match path on the embedded store, as in `tijdig run`: a door makes batches of 100 signals durable on its own
// thread while the matcher's lanes read them on worker threads, find addresses, decide and commit; when all are in, the
// match runs of the month. Sixteen towns of together 100,000 households, one batch of one town at a time.
//
// Beside it, on one thread, because neither has anything to do in parallel: writing the same bytes to a raw file with
// fdatasync after each batch, and writing everything the matcher wrote to SQLite (WAL, synchronous=FULL), one
// transaction per batch.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tools/bench/measure.h"

namespace tijdig::bench {

struct MatchPathOptions {
  std::filesystem::path folder;
  std::string policy_yaml;
  int rounds = 5;
  unsigned workers = 2;
  bool alone = false;  // without the yardsticks, for a profiler
};
std::vector<Line> match_path_bench(const MatchPathOptions& options);

}  // namespace tijdig::bench
