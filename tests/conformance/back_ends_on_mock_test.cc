// The same suite against the distributed back end on librdkafka's mock of a cluster and a real Redis: no broker is
// needed, and what the mock cannot do stands in waivers.h. A pass says that we speak the protocol and that our own
// fences hold; that Kafka fences processes and hides what was aborted, only back_ends_on_servers_test.cc can say.
#include "libs/backends/kafka/mock_for_test.h"
#include "libs/backends/kafka_redis/kafka_redis.h"
#include "libs/backends/redis/test_server.h"
#include "tests/conformance/conformance.h"

namespace tijdig::conformance {
namespace {

class MockWorld final : public World {
 public:
  MockWorld() {
    options_.kafka.brokers = cluster_.brokers();
    options_.kafka.log = [](const kafka::LogLine&) {};
    options_.redis = redis_.options();
    options_.partitions = partitions;
    options_.slots = 2;
    const kafka::Names names = options_.kafka.names();
    for (const std::uint16_t topic : topics) cluster_.make_topic(names.of(kafka::records_of(topic)), partitions);
    for (const std::uint16_t stage : stages) cluster_.make_topic(names.of(kafka::changelog_of(stage)), partitions);
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
  kafka::MockCluster cluster_{3};
  redis_store::TestServer redis_;
  kafka_redis::KafkaRedisOptions options_;
  std::unique_ptr<kafka_redis::KafkaRedis> back_end_;
};

INSTANTIATE_TEST_SUITE_P(On, BackEndConformance,
                         ::testing::Values(BackEndUnderTest{"kafka_mock",
                                                            [] { return std::make_unique<MockWorld>(); }}),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace tijdig::conformance
