// A real broker for tests of this room, and the connection to it: TIJDIG_TEST_KAFKA in the environment says where.
//
//   class ReaderOnABroker : public BrokerTest {};
//   TEST_F(ReaderOnABroker, ...) { make_topics(2); ... connection() ... }
//
// Every test has a prefix of its own, so that they can share a broker (tests/servers).
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <string>
#include <vector>

#include "libs/backends/kafka/connection.h"
#include "libs/backends/kafka/producer.h"
#include "libs/backends/kafka/reader.h"
#include "libs/backends/kafka/topics.h"

namespace tijdig::kafka {

class BrokerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* brokers = std::getenv("TIJDIG_TEST_KAFKA");
    ASSERT_NE(brokers, nullptr) << "TIJDIG_TEST_KAFKA names no broker: run me by tests/servers/servers.py";
    connection_.brokers = brokers;
    const auto now = std::chrono::system_clock::now().time_since_epoch().count();
    connection_.prefix = "test-" + std::to_string(getpid()) + "-" + std::to_string(now) + ".";
    connection_.log = [this](const LogLine& line) {
      const std::lock_guard lock(log_mutex_);
      log_ += std::string(line.client) + ": " + std::string(line.text) + "\n";
    };
  }

  void TearDown() override {
    if (HasFailure() && !log_.empty()) ADD_FAILURE() << "log of librdkafka:\n" << log_;
  }

  // Topics 1 and 2, the changelog of stage 1 and the lanes.
  void make_topics(int partitions, int slots = 4) {
    std::vector<TopicPlan> plan(4);
    plan[0].topic = records_of(1);
    plan[1].topic = records_of(2);
    plan[2].topic = changelog_of(1);
    plan[2].compacted = true;
    plan[3].topic = lanes();
    for (TopicPlan& topic : plan) {
      topic.partitions = topic.topic == lanes() ? slots : partitions;
      topic.replicas = 1 + static_cast<int>(std::count(connection_.brokers.begin(), connection_.brokers.end(), ','));
      topic.replicas_in_sync = topic.replicas / 2 + 1;
    }
    const Result<> applied = apply_topics(connection_, plan);
    ASSERT_TRUE(applied) << applied.error().detail;
  }

  Connection& connection() { return connection_; }

  std::unique_ptr<TransactionalProducer> producer(const std::string& name = "writer") {
    auto opened = TransactionalProducer::open(connection_, connection_.prefix + name);
    EXPECT_TRUE(opened) << opened.error().detail;
    return opened ? *std::move(opened) : nullptr;
  }
  std::unique_ptr<Reader> reader() {
    auto opened = Reader::open(connection_);
    EXPECT_TRUE(opened) << opened.error().detail;
    return opened ? *std::move(opened) : nullptr;
  }

 private:
  Connection connection_;
  std::mutex log_mutex_;
  std::string log_;
};

inline ProducedRecord produced(LogTopic topic, ports::Partition partition, std::string_view value) {
  return {.to = {topic, partition}, .cause = {}, .key = "key", .value = value};
}

// All that a reader of committed records finds from `from` on, and where it goes on.
struct Found {
  std::vector<std::string> values;
  std::vector<ports::Offset> offsets;
  ports::Offset next = 0;
};

inline Found read_all(Reader& reader, flow::TopicId topic, ports::Partition partition, ports::Offset from = 0) {
  Found found;
  found.next = from;
  for (;;) {
    std::vector<ports::InRecord> records;
    const auto next = reader.read(topic, partition, found.next, 1000, records);
    EXPECT_TRUE(next) << next.error().detail;
    if (!next) return found;
    found.next = *next;
    for (ports::InRecord& record : records) {
      found.offsets.push_back(record.offset);
      found.values.push_back(std::move(record.value));
    }
    if (records.empty()) return found;
  }
}

}  // namespace tijdig::kafka
