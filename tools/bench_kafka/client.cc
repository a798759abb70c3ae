#include "tools/bench_kafka/client.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <numeric>

namespace tijdig::bench_kafka {
namespace {

constexpr int wait_ms_max = 50;
constexpr int flush_ms_max = 60'000;
constexpr std::size_t messages_per_pull = 2'000;

[[noreturn]] void give_up(const char* what, const char* why) {
  std::fprintf(stderr, "bench_kafka: %s: %s\n", what, why);
  std::exit(1);
}

rd_kafka_t* make(rd_kafka_type_t type, const std::string& brokers, const RdSettings& settings) {
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  char why[512];
  const auto set = [&](const std::string& name, const std::string& value) {
    if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), why, sizeof why) != RD_KAFKA_CONF_OK)
      give_up("a setting", why);
  };
  set("bootstrap.servers", brokers);
  set("socket.nagle.disable", "true");
  for (const auto& [name, value] : settings) set(name, value);
  if (type == RD_KAFKA_PRODUCER) {
    rd_kafka_conf_set_dr_msg_cb(conf, [](rd_kafka_t*, const rd_kafka_message_t* message, void*) {
      if (message->err) give_up("a record was not taken", rd_kafka_err2str(message->err));
    });
  }
  rd_kafka_t* client = rd_kafka_new(type, conf, why, sizeof why);
  if (client == nullptr) give_up("no client", why);
  return client;
}

}  // namespace

std::int64_t now_us() {
  using namespace std::chrono;
  return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

Writer::Writer(const std::string& brokers, const RdSettings& more) {
  RdSettings settings{{"enable.idempotence", "true"}, {"acks", "all"}};
  settings.insert(settings.end(), more.begin(), more.end());
  client_ = make(RD_KAFKA_PRODUCER, brokers, settings);
}

Writer::~Writer() {
  for (const auto& [name, topic] : topics_) rd_kafka_topic_destroy(topic);
  rd_kafka_destroy(client_);
}

void Writer::send(const std::string& topic, std::int32_t partition, BytesView key, BytesView value) {
  rd_kafka_topic_t*& handle = topics_[topic];
  if (handle == nullptr) handle = rd_kafka_topic_new(client_, topic.c_str(), nullptr);
  // librdkafka copies the value (MSG_F_COPY) and leaves it alone: its interface is older than const.
  while (rd_kafka_produce(handle, partition, RD_KAFKA_MSG_F_COPY, const_cast<char*>(value.data()), value.size(),
                          key.data(), key.size(), nullptr) != 0) {
    if (rd_kafka_last_error() != RD_KAFKA_RESP_ERR__QUEUE_FULL)
      give_up("sending", rd_kafka_err2str(rd_kafka_last_error()));
    rd_kafka_poll(client_, wait_ms_max);
  }
  rd_kafka_poll(client_, 0);
}

void Writer::flush() {
  const auto error = rd_kafka_flush(client_, flush_ms_max);
  if (error) give_up("flushing", rd_kafka_err2str(error));
}

std::vector<std::int32_t> all_of(std::int32_t partitions) {
  std::vector<std::int32_t> all(static_cast<std::size_t>(partitions));
  std::iota(all.begin(), all.end(), 0);
  return all;
}

Puller::Puller(const std::string& brokers, const std::string& topic, const std::vector<std::int32_t>& partitions,
               bool committed_only)
    : messages_(messages_per_pull) {
  client_ = make(RD_KAFKA_CONSUMER, brokers,
                 {{"group.id", "bench"},
                  {"enable.auto.commit", "false"},
                  {"enable.auto.offset.store", "false"},
                  {"isolation.level", committed_only ? "read_committed" : "read_uncommitted"},
                  {"fetch.wait.max.ms", "10"},
                  {"fetch.error.backoff.ms", "5"}});
  rd_kafka_topic_partition_list_t* all = rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size()));
  for (const std::int32_t partition : partitions)
    rd_kafka_topic_partition_list_add(all, topic.c_str(), partition)->offset = RD_KAFKA_OFFSET_BEGINNING;
  const auto error = rd_kafka_assign(client_, all);
  if (error) give_up("reading", rd_kafka_err2str(error));
  rd_kafka_topic_partition_list_destroy(all);
  queue_ = rd_kafka_queue_get_consumer(client_);
}

Puller::~Puller() {
  rd_kafka_queue_destroy(queue_);
  rd_kafka_consumer_close(client_);
  rd_kafka_destroy(client_);
}

// One message is waited for, the others are those that came with it: a batch call waits until it is full.
std::size_t Puller::pull(const std::function<void(const rd_kafka_message_t&)>& take) {
  rd_kafka_message_t* first = rd_kafka_consume_queue(queue_, wait_ms_max);
  if (first == nullptr) return 0;
  messages_[0] = first;
  const auto more = rd_kafka_consume_batch_queue(queue_, 0, messages_.data() + 1, messages_.size() - 1);
  std::size_t taken = 0;
  for (ssize_t i = 0; i < 1 + std::max<ssize_t>(more, 0); ++i) {
    rd_kafka_message_t* message = messages_[static_cast<std::size_t>(i)];
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
      take(*message);
      ++taken;
    }
    rd_kafka_message_destroy(message);
  }
  return taken;
}

}  // namespace tijdig::bench_kafka
