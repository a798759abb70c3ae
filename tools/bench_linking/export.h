// The towns as two CSV files in our normal forms, for other linkers to be measured on the same data (anchors.py).
//
//   TIJDIG_DO(export_towns(towns, "build/bench-linking"));    // register.csv, texts.csv
//
// Invented people only. `truth` in texts.csv is for judging and may not be given to a linker.
#pragma once

#include <string>

#include "libs/base/result.h"
#include "tools/bench_linking/towns.h"

namespace tijdig::bench_linking {

Result<> export_towns(const Towns& towns, const std::string& folder);

}  // namespace tijdig::bench_linking
