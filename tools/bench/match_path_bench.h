// The match path on the embedded store, batch by batch of 100: a signal becomes durable at the door, the matcher reads
// it, finds its address, decides, and commits; at the end of the month the match run. Beside it, writing the same bytes
// to a raw file with fdatasync, and writing everything the matcher wrote to SQLite (WAL, synchronous=FULL).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tools/bench/measure.h"

namespace tijdig::bench {

std::vector<Line> match_path_bench(const std::filesystem::path& folder, const std::string& policy_yaml, int rounds);

}  // namespace tijdig::bench
