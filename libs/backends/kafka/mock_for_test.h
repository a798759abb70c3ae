// librdkafka's own mock of a Kafka cluster, on ports of this machine that were free, gone with the object.
//
//   MockCluster cluster(3);
//   cluster.make_topic(connection.names().of(records_of(1)), 2);
//   connection.brokers = cluster.brokers();
//
// It knows the protocol and not what transactions mean (what was aborted can be read, a zombie may commit), it makes no
// topics by the protocol, and it forgets the oldest records beyond 5 MiB a partition. Source: rdkafka_mock.h of
// librdkafka 2.0.2, and tests/conformance/waivers.h for what that costs. Threads: any.
#pragma once

#include <gtest/gtest.h>
// clang-format off: the second needs the first
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>
// clang-format on

#include <string>

namespace tijdig::kafka {

class MockCluster {
 public:
  explicit MockCluster(int brokers)
      : count_(brokers), host_(new_host()), cluster_(rd_kafka_mock_cluster_new(host_, brokers)) {}
  ~MockCluster() {
    rd_kafka_mock_cluster_destroy(cluster_);
    rd_kafka_destroy(host_);
  }
  MockCluster(const MockCluster&) = delete;
  MockCluster& operator=(const MockCluster&) = delete;

  std::string brokers() const { return rd_kafka_mock_cluster_bootstraps(cluster_); }
  void make_topic(const std::string& name, int partitions) {
    EXPECT_EQ(rd_kafka_mock_topic_create(cluster_, name.c_str(), partitions, count_), RD_KAFKA_RESP_ERR_NO_ERROR);
  }
  // For what only librdkafka can ask of it: errors to order, late answers, leaders that move.
  rd_kafka_mock_cluster_t* get() { return cluster_; }

 private:
  static rd_kafka_t* new_host() {
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "log_level", "3", nullptr, 0);  // it need not say that it has no broker
    return rd_kafka_new(RD_KAFKA_PRODUCER, conf, nullptr, 0);
  }

  int count_;
  rd_kafka_t* host_;
  rd_kafka_mock_cluster_t* cluster_;
};

}  // namespace tijdig::kafka
