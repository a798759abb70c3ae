#include "libs/backends/kafka/statistics.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace tijdig::kafka {
namespace {

using Json = nlohmann::json;

const Json& part(const Json& whole, const char* name) {
  static const Json nothing = Json::object();
  const auto found = whole.find(name);
  return found != whole.end() && found->is_object() ? *found : nothing;
}

std::int64_t number(const Json& whole, const char* name, std::int64_t otherwise = 0) {
  const auto found = whole.find(name);
  return found != whole.end() && found->is_number() ? found->get<std::int64_t>() : otherwise;
}

std::string text(const Json& whole, const char* name) {
  const auto found = whole.find(name);
  return found != whole.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void read_brokers(const Json& brokers, Statistics& into) {
  constexpr double us_per_ms = 1000.0;
  for (const Json& broker : brokers) {
    into.send_errors += number(broker, "txerrs");
    into.request_timeouts += number(broker, "req_timeouts");
    const auto slowest = [&](double& kept, const char* window) {
      kept = std::max(kept, static_cast<double>(number(part(broker, window), "p99")) / us_per_ms);
    };
    slowest(into.broker_round_trip_ms_p99, "rtt");
    slowest(into.internal_latency_ms_p99, "int_latency");
  }
}

void read_partitions(const Json& topics, Statistics& into) {
  for (const Json& topic : topics) {
    for (const Json& partition : part(topic, "partitions")) {
      PartitionStatistics one;
      one.topic = text(topic, "topic");
      one.partition = static_cast<std::int32_t>(number(partition, "partition", -1));
      if (one.partition < 0) continue;  // librdkafka's own place for records without a partition
      one.lag = number(partition, "consumer_lag", -1);
      one.stable_offset = number(partition, "ls_offset", -1);
      one.end_offset = number(partition, "hi_offset", -1);
      one.fetched_count = number(partition, "fetchq_cnt");
      into.partitions.push_back(std::move(one));
    }
  }
}

}  // namespace

Result<Statistics> read_statistics(std::string_view json) {
  const Json all = Json::parse(json, nullptr, false);
  if (!all.is_object()) return Error::refused("the statistics of librdkafka are no JSON object");
  Statistics read;
  read.client = text(all, "client_id");
  read.waiting_to_send = number(all, "msg_cnt");
  read_brokers(part(all, "brokers"), read);
  read_partitions(part(all, "topics"), read);
  const Json& group = part(all, "cgrp");
  read.group_join_state = text(group, "join_state");
  read.rebalances = number(group, "rebalance_cnt");
  read.rebalance_age_ms = number(group, "rebalance_age");
  read.rebalance_reason = text(group, "rebalance_reason");
  const Json& transactions = part(all, "eos");
  read.transaction_state = text(transactions, "txn_state");
  read.transaction_state_age_ms = number(transactions, "txn_stateage");
  read.epoch_changes = number(transactions, "epoch_cnt");
  return read;
}

}  // namespace tijdig::kafka
