// Our side of the benchmark: the job as a stage of the product's own engine on Kafka and Redis, as one process.
#pragma once

#include <string>

#include "libs/backends/kafka/connection.h"
#include "libs/ports/membership.h"

namespace tijdig::bench_kafka {

struct WorkOptions {
  kafka::Connection kafka;
  std::string redis;  // host:port
  ports::Partition partitions = 16;
  ports::Slot slots = 2;  // threads: there is one process, so all slots are its own
  std::size_t records_max = 4'000;
};

// Works until it is told to end (SIGTERM). Prints `working` when it owns all slots. Gives the exit code.
int work(const WorkOptions& options);

}  // namespace tijdig::bench_kafka
