// librdkafka for the bench, as plain as it goes: the floor that our engine is held against, and the two ends of a run.
//
//   Writer writer(brokers); writer.send("topic", 3, key, value); writer.flush();
//   Puller puller(brokers, "topic", 16, true); puller.pull([](const rd_kafka_message_t& message) { ... });
//
// What fails ends the program. One thread each.
#pragma once

#include <librdkafka/rdkafka.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/bytes.h"

namespace tijdig::bench_kafka {

using RdSettings = std::vector<std::pair<std::string, std::string>>;

std::int64_t now_us();  // since 1970

// Idempotent, acks=all, not transactional.
class Writer {
 public:
  explicit Writer(const std::string& brokers, const RdSettings& more = {});
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  void send(const std::string& topic, std::int32_t partition, BytesView key, BytesView value);
  void flush();

 private:
  rd_kafka_t* client_ = nullptr;
  std::map<std::string, rd_kafka_topic_t*> topics_;
};

std::vector<std::int32_t> all_of(std::int32_t partitions);

// Partitions of a topic from their beginning on.
class Puller {
 public:
  Puller(const std::string& brokers, const std::string& topic, const std::vector<std::int32_t>& partitions,
         bool committed_only);
  ~Puller();
  Puller(const Puller&) = delete;
  Puller& operator=(const Puller&) = delete;

  // Calls back for what is there; waits a little when there is nothing. Gives how many.
  std::size_t pull(const std::function<void(const rd_kafka_message_t&)>& take);

 private:
  rd_kafka_t* client_ = nullptr;
  rd_kafka_queue_t* queue_ = nullptr;
  std::vector<rd_kafka_message_t*> messages_;
};

}  // namespace tijdig::bench_kafka
