// The embedded store alone, doing what a step does for a batch of signals: append durably, read, load, decide nothing,
// save, publish one in ten, commit; beside a raw file and SQLite that write the same bytes.
#pragma once

#include <filesystem>
#include <vector>

#include "tools/bench/measure.h"

namespace tijdig::bench {

std::vector<Line> store_bench(const std::filesystem::path& folder, int rounds);

}  // namespace tijdig::bench
