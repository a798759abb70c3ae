// A broker that tests share and a Redis of their own, for tests of this room.
//
//   class KafkaRedisFaults : public ServersTest {};
//   TEST_F(KafkaRedisFaults, ...) { auto back_end = open(); redis().kill(); ... }
//
// Topics 1 and 2 and the changelog of stage 1, with four partitions and two slots.
#pragma once

#include "libs/backends/kafka/broker_for_test.h"
#include "libs/backends/kafka_redis/kafka_redis.h"
#include "libs/backends/redis/test_server.h"

namespace tijdig::kafka_redis {

inline constexpr ports::Partition partitions = 4;
inline constexpr ports::Slot slots = 2;

class ServersTest : public kafka::BrokerTest {
 protected:
  void SetUp() override {
    BrokerTest::SetUp();
    if (IsSkipped()) return;
    make_topics(partitions);
  }

  redis_store::TestServer& redis() { return redis_; }

  // A process of its own, as far as the servers can tell.
  std::unique_ptr<KafkaRedis> open(const std::string& instance = "1") {
    KafkaRedisOptions options;
    options.kafka = connection();
    options.redis = redis_.options();
    options.partitions = partitions;
    options.slots = slots;
    options.instance = instance;
    options.queues = queues_;
    auto opened = KafkaRedis::open(std::move(options));
    EXPECT_TRUE(opened) << opened.error().detail;
    return opened ? *std::move(opened) : nullptr;
  }

 protected:
  redis_store::QueueRules queues_;  // for what is opened from now on

 private:
  redis_store::TestServer redis_;
};

inline ports::Progress progress_at(ports::Offset next) {
  ports::Progress progress;
  progress.next = next;
  return progress;
}

inline Result<> run_unit(ports::BackEnd& back_end, ports::Lane lane, std::uint64_t epoch,
                         std::vector<ports::OutRecord> outputs, std::vector<ports::StateWrite> writes,
                         ports::Offset next) {
  const auto unit = back_end.begin(lane, epoch);
  TIJDIG_DO(unit->publish(std::move(outputs)));
  TIJDIG_DO(unit->save(std::move(writes)));
  return unit->commit(progress_at(next));
}

inline std::vector<Bytes> values_on(ports::BackEnd& back_end, flow::TopicId topic, ports::Partition partition) {
  std::vector<ports::InRecord> records;
  const auto next = back_end.read(topic, partition, 0, 1'000'000, records);
  EXPECT_TRUE(next) << next.error().detail;
  std::vector<Bytes> values;
  for (ports::InRecord& record : records) values.push_back(std::move(record.value));
  return values;
}

inline Result<std::optional<Bytes>> load_one(ports::BackEnd& back_end, ports::Lane lane, const Bytes& key) {
  std::vector<std::optional<Bytes>> values;
  TIJDIG_DO(back_end.load(lane, std::span(&key, 1), values));
  return values[0];
}

}  // namespace tijdig::kafka_redis
