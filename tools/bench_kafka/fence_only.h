// The job without transactions: outputs and changelog are written and waited for, then one fenced write goes to Redis.
// Not offered by the product, because a unit may be half there after a crash (docs/benchmarks-kafka.md); measured to
// see what the transactions cost. Several threads, each with its part of the partitions, so that one works while others
// wait.
#pragma once

#include "tools/bench_kafka/ends.h"
#include "tools/bench_kafka/hands.h"

namespace tijdig::bench_kafka {

// Works off `run.count` signals; prints JSON as `pass_through` does.
int do_without_transactions(const RunOptions& run, const WorkOptions& work);

}  // namespace tijdig::bench_kafka
