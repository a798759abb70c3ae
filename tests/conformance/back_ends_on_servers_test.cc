// The same suite against the back end that needs real servers: a Kafka broker and a Redis, named by the environment.
#include <unistd.h>

#include <chrono>
#include <cstdlib>

#include "libs/backends/kafka/topics.h"
#include "tests/conformance/kafka_redis_world.h"

namespace tijdig::conformance {
namespace {

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);
  EXPECT_NE(value, nullptr) << name << " is not set: run this by tests/servers/servers.py";
  return value == nullptr ? "" : value;
}

class ServersWorld final : public KafkaRedisWorld {
 public:
  ServersWorld() {
    const auto now = std::chrono::system_clock::now().time_since_epoch().count();
    const std::string prefix = "conformance-" + std::to_string(getpid()) + "-" + std::to_string(now) + ".";
    options().kafka.brokers = from_environment("TIJDIG_TEST_KAFKA");
    options().kafka.prefix = prefix;
    options().redis.address = from_environment("TIJDIG_TEST_REDIS");
    options().redis.prefix = prefix;
    std::vector<kafka::TopicPlan> plan;
    for (const std::uint16_t topic : topics) plan.emplace_back().topic = kafka::records_of(topic);
    for (const std::uint16_t stage : stages) {
      plan.emplace_back().topic = kafka::changelog_of(stage);
      plan.back().compacted = true;
    }
    for (kafka::TopicPlan& topic : plan) topic.partitions = partitions;
    const Result<> made = kafka::apply_topics(options().kafka, plan);
    EXPECT_TRUE(made) << made.error().detail;
  }
};

INSTANTIATE_TEST_SUITE_P(On, BackEndConformance,
                         ::testing::Values(BackEndUnderTest{"kafka_redis",
                                                            [] { return std::make_unique<ServersWorld>(); }}),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace tijdig::conformance
