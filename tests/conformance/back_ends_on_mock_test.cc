// The same suite against the distributed back end on librdkafka's mock of a cluster and a real Redis: no broker is
// needed, and what the mock cannot do stands in waivers.h. A pass says that we speak the protocol and that our own
// fences hold; that Kafka fences processes and hides what was aborted, only back_ends_on_servers_test.cc can say.
#include "libs/backends/kafka/mock_for_test.h"
#include "libs/backends/redis/test_server.h"
#include "tests/conformance/kafka_redis_world.h"

namespace tijdig::conformance {
namespace {

class MockWorld final : public KafkaRedisWorld {
 public:
  MockWorld() {
    options().kafka.brokers = cluster_.brokers();
    options().kafka.log = [](const kafka::LogLine&) {};
    options().redis = redis_.options();
    const kafka::Names names = options().kafka.names();
    for (const std::uint16_t topic : topics) cluster_.make_topic(names.of(kafka::records_of(topic)), partitions);
    for (const std::uint16_t stage : stages) cluster_.make_topic(names.of(kafka::changelog_of(stage)), partitions);
  }
  ~MockWorld() override { close(); }

 private:
  kafka::MockCluster cluster_{3};
  redis_store::TestServer redis_;
};

INSTANTIATE_TEST_SUITE_P(On, BackEndConformance,
                         ::testing::Values(BackEndUnderTest{"kafka_mock",
                                                            [] { return std::make_unique<MockWorld>(); }}),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace tijdig::conformance
