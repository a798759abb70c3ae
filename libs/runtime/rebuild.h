// State from nothing: every inbox read again from the log, with nothing published.
//
//   TIJDIG_TRY(RebuildReport report, rebuild(source, stages, nullptr, {}));
//   report.is_equal();
//
// Each lane depends on its inbox alone, so lanes are rebuilt one by one (or `workers` at a time, the longest first), up
// to where the live lane stands, in memory, and then compared with it. What the stages would publish is compared with
// what stands in the log, by provenance, count and hash, and thrown away; without the comparison it is counted and not
// even made. Comparing is checking, not rebuilding: who lost the live state has only the hash of it.
//
// The state goes to `into`, if there is one, with as many partitions: an empty one, which gets all of it; or the source
// itself, whose lanes that differ are written over, each in one unit. Otherwise the source is only read. Nothing else
// may write to either. Memory: all state of as many lanes as there are workers, decoded.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "libs/runtime/state_hash.h"
#include "libs/runtime/step.h"

namespace tijdig::runtime {

struct RebuildOptions {
  std::size_t records_max = 500;  // decoded at once
  unsigned workers = 1;
  bool compare_outputs = true;  // reads the whole log once more
  bool compare_state = true;    // reads the whole live state
};

struct RebuildReport {
  std::uint64_t records = 0;    // read from inboxes
  std::uint64_t outputs = 0;    // derived again
  std::optional<Hash128> live;  // when it was compared
  Hash128 rebuilt{};
  bool outputs_equal = true;  // also true when they were not compared
  bool is_equal() const { return (!live || live == rebuilt) && outputs_equal; }
};

Result<RebuildReport> rebuild(ports::BackEnd& source, const std::vector<std::unique_ptr<const Stage>>& stages,
                              ports::BackEnd* into, const RebuildOptions& options);

}  // namespace tijdig::runtime
