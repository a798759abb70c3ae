// The two ends of a run, and the floor. Each is one process of its own, told by tools/bench_kafka/bench.py; prints
// JSON.
#pragma once

#include <cstdint>
#include <string>

namespace tijdig::bench_kafka {

struct RunOptions {
  std::string brokers;
  std::string from;  // topics
  std::string to;
  std::int32_t partitions = 16;
  std::int32_t threads = 16;        // of the part without transactions, which mostly wait for the broker
  std::uint32_t count = 1'000'000;  // signals
  double rate = 0;                  // signals per second; 0: as fast as they are taken
  double seconds_max = 300;
};

// Sends the signals of a workload to `to`, each to the partition of its household.
void load(const RunOptions& options);

// Reads the cases in `from` until all of the workload have been seen. A line of JSON for every quarter of a second in
// which any came: seconds since 1970, cases, and milliseconds from when their signals were due until they were seen
// (p50, p99, largest); at the end one with the times of the first, the middle and the last, and whether cases were
// missing, made twice, or made of nothing.
int watch(const RunOptions& options);

// Reads `count` records of `from` and writes them to `to` with the plain client: what the machine and the broker allow.
void pass_through(const RunOptions& options);

// Sends one record to `to` and waits until it can be read there, `count` times: the least that any stage can take.
void make_trips(const RunOptions& options);

}  // namespace tijdig::bench_kafka
