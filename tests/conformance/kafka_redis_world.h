// A World of the distributed back end, whatever stands behind the addresses. What makes them makes the topics too.
//
//   class OnMyServers final : public KafkaRedisWorld {
//     OnMyServers() { options().kafka.brokers = ...; options().redis = ...; ... }
//   };
#pragma once

#include "libs/backends/kafka_redis/kafka_redis.h"
#include "tests/conformance/conformance.h"

namespace tijdig::conformance {

class KafkaRedisWorld : public World {
 public:
  KafkaRedisWorld() {
    options_.partitions = partitions;
    options_.slots = 2;
  }
  ports::BackEnd& open() override {
    back_end_.reset();
    auto opened = kafka_redis::KafkaRedis::open(options_);
    EXPECT_TRUE(opened) << opened.error().detail;
    back_end_ = *std::move(opened);
    return *back_end_;
  }
  ports::BackEnd& reopen() override { return open(); }

 protected:
  void close() { back_end_.reset(); }  // before what it stands on goes
  kafka_redis::KafkaRedisOptions& options() { return options_; }

 private:
  kafka_redis::KafkaRedisOptions options_;
  std::unique_ptr<kafka_redis::KafkaRedis> back_end_;
};

}  // namespace tijdig::conformance
