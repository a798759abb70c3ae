// The few numbers of librdkafka's statistics that somebody should look at (its own documents say what each is):
// counts, and times in the unit of their names.
//
//   connection.statistics_every_ms = 5000;
//   connection.statistics = [&](const Statistics& now) { gauge.set(now.broker_round_trip_ms_p99); };
//
// Alarms: a partition whose stable offset stands still while its end grows (a hanging transaction), a transaction state
// older than twice the commit interval, an `epoch_changes` that grows (somebody fences us).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "libs/base/result.h"

namespace tijdig::kafka {

struct PartitionStatistics {
  std::string topic;
  std::int32_t partition = 0;
  std::int64_t lag = -1;            // records between what was read and the stable end; -1: not known
  std::int64_t stable_offset = -1;  // the end for readers of committed records
  std::int64_t end_offset = -1;
  std::int64_t fetched_count = 0;  // records fetched and not yet read
};

struct Statistics {
  std::string client;
  std::int64_t waiting_to_send = 0;  // records
  std::int64_t send_errors = 0;      // requests, over all brokers
  std::int64_t request_timeouts = 0;
  double broker_round_trip_ms_p99 = 0;  // of the slowest broker
  double internal_latency_ms_p99 = 0;   // from produce to sending, of the slowest broker
  std::vector<PartitionStatistics> partitions;

  std::string group_join_state;  // empty: no group
  std::int64_t rebalances = 0;
  std::int64_t rebalance_age_ms = 0;
  std::string rebalance_reason;

  std::string transaction_state;  // empty: no transactional producer
  std::int64_t transaction_state_age_ms = 0;
  std::int64_t epoch_changes = 0;
};

// From the JSON that librdkafka gives. What is missing there stays as it is above; refused when it is no JSON object.
Result<Statistics> read_statistics(std::string_view json);

}  // namespace tijdig::kafka
