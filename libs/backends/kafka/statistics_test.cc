#include "libs/backends/kafka/statistics.h"

#include <gtest/gtest.h>

namespace tijdig::kafka {
namespace {

constexpr std::string_view example = R"({
  "name": "reader#consumer-1", "client_id": "reader", "msg_cnt": 7,
  "brokers": {
    "b:9092/1": {"txerrs": 2, "req_timeouts": 1, "rtt": {"p99": 1500}, "int_latency": {"p99": 250}},
    "b:9093/2": {"txerrs": 3, "req_timeouts": 0, "rtt": {"p99": 4000}, "int_latency": {"p99": 100}}},
  "topics": {"some.topic": {"topic": "some.topic", "partitions": {
    "0": {"partition": 0, "consumer_lag": 5, "ls_offset": 40, "hi_offset": 45, "fetchq_cnt": 3},
    "-1": {"partition": -1}}}},
  "cgrp": {"join_state": "steady", "rebalance_cnt": 2, "rebalance_age": 1000, "rebalance_reason": "joined"},
  "eos": {"txn_state": "Ready", "txn_stateage": 12, "epoch_cnt": 1}})";

TEST(Statistics, AreReadFromWhatLibrdkafkaWrites) {
  const auto read = read_statistics(example);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->client, "reader");
  EXPECT_EQ(read->waiting_to_send, 7);
  EXPECT_EQ(read->send_errors, 5);
  EXPECT_EQ(read->request_timeouts, 1);
  EXPECT_DOUBLE_EQ(read->broker_round_trip_ms_p99, 4.0);
  EXPECT_DOUBLE_EQ(read->internal_latency_ms_p99, 0.25);
  ASSERT_EQ(read->partitions.size(), 1U);
  EXPECT_EQ(read->partitions[0].lag, 5);
  EXPECT_EQ(read->partitions[0].stable_offset, 40);
  EXPECT_EQ(read->partitions[0].end_offset, 45);
  EXPECT_EQ(read->partitions[0].fetched_count, 3);
  EXPECT_EQ(read->group_join_state, "steady");
  EXPECT_EQ(read->rebalances, 2);
  EXPECT_EQ(read->rebalance_reason, "joined");
  EXPECT_EQ(read->transaction_state, "Ready");
  EXPECT_EQ(read->transaction_state_age_ms, 12);
  EXPECT_EQ(read->epoch_changes, 1);
}

TEST(Statistics, KeepTheirDefaultsWhereNothingIsSaid) {
  const auto read = read_statistics(R"({"topics": [], "brokers": {"b": {}}, "cgrp": 5})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->send_errors, 0);
  EXPECT_TRUE(read->partitions.empty());
  EXPECT_TRUE(read->transaction_state.empty());
}

TEST(Statistics, OfWhatIsNoObjectAreRefused) {
  EXPECT_FALSE(read_statistics("[1]"));
  EXPECT_FALSE(read_statistics("{\"a\":"));
}

}  // namespace
}  // namespace tijdig::kafka
