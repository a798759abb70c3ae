// Stages at work on Kafka and Redis, as one process of the distributed mode has them: a member of each stage's group,
// and a crew that works what the groups give it.
//
//   TIJDIG_TRY(const auto hands, Hands::open(options, std::move(stages)));
//   hands->own_all();                  // true when every slot of every stage is ours
//   TIJDIG_DO(hands->pump().settle());
//
// Threads: any. Ends its crew when it goes.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "libs/backends/kafka/member.h"
#include "libs/backends/kafka_redis/kafka_redis.h"
#include "libs/runtime/crew.h"
#include "libs/runtime/shared_pump.h"

namespace tijdig::bench_kafka {

constexpr auto look_every = std::chrono::milliseconds(20);  // at what hands do

struct WorkOptions {
  kafka::Connection kafka;
  std::string redis;  // host:port
  ports::Partition partitions = 16;
  ports::Slot slots = 3;          // of each stage
  unsigned threads_per_slot = 6;  // which mostly wait for the broker
  std::size_t records_max = 4'000;
};

class Hands {
 public:
  static Result<std::unique_ptr<Hands>> open(const WorkOptions& options,
                                             std::vector<std::unique_ptr<const runtime::Stage>> stages);
  ~Hands();
  Hands(const Hands&) = delete;
  Hands& operator=(const Hands&) = delete;

  bool own_all() const;
  std::optional<Error> failure() const { return crew_->failure(); }
  kafka_redis::KafkaRedis& back_end() { return *back_end_; }
  runtime::SharedPump& pump() { return *pump_; }

 private:
  explicit Hands(const WorkOptions& options) : options_(options) {}
  Result<> begin(std::vector<std::unique_ptr<const runtime::Stage>> stages);

  const WorkOptions options_;
  std::map<flow::StageId, std::unique_ptr<kafka::Member>> members_;
  std::unique_ptr<kafka_redis::KafkaRedis> back_end_;
  std::unique_ptr<runtime::Crew> crew_;
  std::unique_ptr<runtime::SharedPump> pump_;
};

}  // namespace tijdig::bench_kafka
