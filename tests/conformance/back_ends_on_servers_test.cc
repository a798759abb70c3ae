// The same suite against the back end that needs real servers: a Kafka broker and a Redis, named by the environment.
#include <unistd.h>

#include <chrono>
#include <cstdlib>

#include "libs/backends/kafka/topics.h"
#include "libs/backends/kafka_redis/kafka_redis.h"
#include "tests/conformance/conformance.h"

namespace tijdig::conformance {
namespace {

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);
  EXPECT_NE(value, nullptr) << name << " is not set: run this by tests/servers/servers.py";
  return value == nullptr ? "" : value;
}

class KafkaRedisWorld final : public World {
 public:
  KafkaRedisWorld() {
    const auto now = std::chrono::system_clock::now().time_since_epoch().count();
    const std::string prefix = "conformance-" + std::to_string(getpid()) + "-" + std::to_string(now) + ".";
    options_.kafka.brokers = from_environment("TIJDIG_TEST_KAFKA");
    options_.kafka.prefix = prefix;
    options_.redis.address = from_environment("TIJDIG_TEST_REDIS");
    options_.redis.prefix = prefix;
    options_.partitions = partitions;
    options_.slots = 2;
    std::vector<kafka::TopicPlan> plan;
    for (const std::uint16_t topic : topics) plan.emplace_back().topic = kafka::records_of(topic);
    for (const std::uint16_t stage : stages) {
      plan.emplace_back().topic = kafka::changelog_of(stage);
      plan.back().compacted = true;
    }
    for (kafka::TopicPlan& topic : plan) topic.partitions = partitions;
    const Result<> made = kafka::apply_topics(options_.kafka, plan);
    EXPECT_TRUE(made) << made.error().detail;
  }
  ports::BackEnd& open() override {
    back_end_.reset();
    auto opened = kafka_redis::KafkaRedis::open(options_);
    EXPECT_TRUE(opened) << opened.error().detail;
    back_end_ = *std::move(opened);
    return *back_end_;
  }
  ports::BackEnd& reopen() override { return open(); }

 private:
  kafka_redis::KafkaRedisOptions options_;
  std::unique_ptr<kafka_redis::KafkaRedis> back_end_;
};

INSTANTIATE_TEST_SUITE_P(On, BackEndConformance,
                         ::testing::Values(BackEndUnderTest{"kafka_redis",
                                                            [] { return std::make_unique<KafkaRedisWorld>(); }}),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace tijdig::conformance
