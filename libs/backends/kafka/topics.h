// Which topics there must be, making them, and saying what is wrong with those that are there.
//
//   const auto plan = plan_topics({.partitions = 16, .slots = 4, .replicas = 3, .replicas_in_sync = 2});
//   TIJDIG_DO(apply_topics(connection, plan));   // makes what is missing, then checks
//   TIJDIG_DO(check_topics(connection, plan));   // changes nothing
//
// Nothing that exists is ever changed: another number of partitions would put keys elsewhere, and settings are the
// operator's, who may ask for more than we do. All that is wrong is said at once, a line for each kind, as one error:
// `refused` when a person must act (missing topic, other number of partitions, wrong password), `retry` when no broker
// could be reached. Threads: any.
#pragma once

#include <string>
#include <vector>

#include "libs/backends/kafka/connection.h"

namespace tijdig::kafka {

struct TopicPlan {
  LogTopic topic;
  int partitions = 0;
  int replicas = 1;
  int replicas_in_sync = 1;  // min.insync.replicas
  bool compacted = false;    // changelogs: the newest value of each key stays
  int retention_days = 0;    // 0: for ever
  bool operator==(const TopicPlan&) const = default;
};

struct TopicSizes {
  ports::Partition partitions = 16;  // of every inbox, outlet and changelog
  ports::Slot slots = 4;             // partitions of the topic by which processes share out the work
  int replicas = 1;
  int replicas_in_sync = 1;
};

// A tombstone stays this long in a changelog: a store that was not rolled forward for longer is rebuilt.
inline constexpr int tombstone_days = 7;
inline constexpr int record_bytes_max = 8 * 1024 * 1024;  // max.message.bytes: of one record with all that is around it

std::vector<TopicPlan> plan_topics(const TopicSizes& sizes);  // of the whole map

Result<> apply_topics(const Connection& connection, const std::vector<TopicPlan>& plan);
Result<> check_topics(const Connection& connection, const std::vector<TopicPlan>& plan);

}  // namespace tijdig::kafka
