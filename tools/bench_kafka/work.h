// Our side of the benchmark: the job as a stage of the product's own engine on Kafka and Redis, as one process.
#pragma once

#include "tools/bench_kafka/hands.h"

namespace tijdig::bench_kafka {

// Works until it is told to end (SIGTERM). Prints `working` when it owns all slots. Gives the exit code.
int work(const WorkOptions& options);

}  // namespace tijdig::bench_kafka
