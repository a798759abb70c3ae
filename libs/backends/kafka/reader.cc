#include "libs/backends/kafka/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>

#include "libs/backends/kafka/handle.h"
#include "libs/backends/kafka/place.h"

namespace tijdig::kafka {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using PartitionList =
    std::unique_ptr<rd_kafka_topic_partition_list_t, decltype(&rd_kafka_topic_partition_list_destroy)>;

constexpr int ask_again_ms = 20;
constexpr std::int64_t ask_begin = -2;  // what the protocol calls these two (ListOffsets)
constexpr std::int64_t ask_end = -1;

RdSettings fetch_settings() {
  RdSettings settings = settings_for_places({
      // One fetch per broker is on its way at a time, and a partition that is new, or read elsewhere, or at its end,
      // waits for the answer.
      {"fetch.wait.max.ms", "10"},
      {"fetch.message.max.bytes", "4194304"},
      // Of all partitions in one answer: a larger one is memory that malloc gives back at once, and gets anew.
      {"fetch.max.bytes", "6291456"},
      // Per partition: what is fetched ahead.
      {"queued.min.messages", "20000"},
      {"queued.max.messages.kbytes", "8192"},
  });
  // From then on a partition of which enough is there waits a whole second before it is looked at again, unless told.
  constexpr int waits_since_version = 0x020200ff;
  if (rd_kafka_version() >= waits_since_version) settings.emplace_back("fetch.queue.backoff.ms", "2");
  return settings;
}

// A leader that has just moved, or was just chosen: the brokers know it a little later, and we when we ask them. A
// broker that just came up may not even know the partition, which was there when its topic was looked up.
bool is_about_leaders(rd_kafka_resp_err_t error) {
  return error == RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION || error == RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE ||
         error == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART || error == RD_KAFKA_RESP_ERR_FENCED_LEADER_EPOCH ||
         error == RD_KAFKA_RESP_ERR_UNKNOWN_LEADER_EPOCH || error == RD_KAFKA_RESP_ERR_OFFSET_NOT_AVAILABLE ||
         error == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION || error == RD_KAFKA_RESP_ERR__TRANSPORT;
}

}  // namespace

struct Reader::Inside {
  Connection connection;
  Names names;
  std::unique_ptr<Handle> asking = {};    // sees open transactions, and has a line of its own to the brokers
  std::unique_ptr<Handle> fetching = {};  // sees what is committed
  News news = {};
  std::mutex places_mutex = {};
  std::map<LogPartition, std::unique_ptr<Place>> places = {};  // closed before the handles

  Result<Place*> place_of(LogPartition where);
  rd_kafka_resp_err_t ask_once(Handle& handle, std::span<const LogPartition> where, std::int64_t what,
                               std::vector<ports::Offset>& answers) const;
  Result<std::vector<ports::Offset>> ask(Handle& handle, std::span<const LogPartition> where, std::int64_t what) const;
};

Reader::Reader(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Reader::~Reader() = default;

Result<std::unique_ptr<Reader>> Reader::open(const Connection& connection) {
  auto inside = std::unique_ptr<Inside>(new Inside{connection, connection.names()});
  TIJDIG_TRY(inside->asking, Handle::make(Handle::Kind::consumer, connection, "reader-ends",
                                          {{"isolation.level", "read_uncommitted"}}));
  TIJDIG_TRY(inside->fetching, Handle::make(Handle::Kind::consumer, connection, "reader", fetch_settings()));
  TIJDIG_DO(inside->asking->reach());
  TIJDIG_DO(inside->fetching->reach());
  return std::unique_ptr<Reader>(new Reader(std::move(inside)));
}

Result<Place*> Reader::Inside::place_of(LogPartition where) {
  const std::lock_guard lock(places_mutex);
  if (const auto found = places.find(where); found != places.end()) return found->second.get();
  TIJDIG_TRY(rd_kafka_topic_t * topic, fetching->topic(where));
  auto place = std::make_unique<Place>(*fetching, topic, where, names.of(where.topic), connection.call_ms_max, news);
  return places.emplace(where, std::move(place)).first->second.get();
}

Result<ports::Offset> Reader::read(flow::TopicId topic, ports::Partition partition, ports::Offset from,
                                   std::size_t count_max, std::vector<ports::InRecord>& into) {
  TIJDIG_TRY(Place* const place, inside_->place_of({records_of(topic), partition}));
  return place->read(*this, from, count_max, [&](const rd_kafka_message_t& message) -> Result<> {
    ports::InRecord record;
    record.offset = static_cast<ports::Offset>(message.offset);
    record.key.assign(static_cast<const char*>(message.key), message.key_len);
    if (const auto cause = cause_of(message)) {
      record.cause = *cause;
      record.value.assign(static_cast<const char*>(message.payload), message.len);
    } else {
      inside_->fetching->log(3, fmt::format("{} [{}] at {}: {}", inside_->names.of(records_of(topic)), partition,
                                            message.offset, cause.error().detail));
    }
    into.push_back(std::move(record));
    return {};
  });
}

Result<ports::Offset> Reader::read_changelog(flow::StageId stage, ports::Partition partition, ports::Offset from,
                                             std::size_t count_max, std::vector<Change>& into) {
  TIJDIG_TRY(Place* const place, inside_->place_of({changelog_of(stage), partition}));
  return place->read(*this, from, count_max, [&](const rd_kafka_message_t& message) -> Result<> {
    Change change;
    change.offset = static_cast<ports::Offset>(message.offset);
    change.key.assign(static_cast<const char*>(message.key), message.key_len);
    if (message.payload != nullptr) change.value.emplace(static_cast<const char*>(message.payload), message.len);
    into.push_back(std::move(change));
    return {};
  });
}

void Reader::expect(LogPartition place, ports::Offset offset) {
  if (const auto known = inside_->place_of(place)) (*known)->expect(offset);
}

rd_kafka_resp_err_t Reader::Inside::ask_once(Handle& handle, std::span<const LogPartition> where, std::int64_t what,
                                             std::vector<ports::Offset>& answers) const {
  answers.clear();
  const PartitionList list(rd_kafka_topic_partition_list_new(static_cast<int>(where.size())),
                           &rd_kafka_topic_partition_list_destroy);
  for (const LogPartition place : where)
    rd_kafka_topic_partition_list_add(list.get(), names.of(place.topic).c_str(), place.partition)->offset = what;
  const auto error = rd_kafka_offsets_for_times(handle.get(), list.get(), connection.call_ms_max);
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return error;
  for (const LogPartition place : where) {  // librdkafka has sorted the list
    const auto* found = rd_kafka_topic_partition_list_find(list.get(), names.of(place.topic).c_str(), place.partition);
    if (found == nullptr) return RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE;
    if (found->err != RD_KAFKA_RESP_ERR_NO_ERROR) return found->err;
    if (found->offset < 0) return RD_KAFKA_RESP_ERR_OFFSET_NOT_AVAILABLE;
    answers.push_back(static_cast<ports::Offset>(found->offset));
  }
  return RD_KAFKA_RESP_ERR_NO_ERROR;
}

Result<std::vector<ports::Offset>> Reader::Inside::ask(Handle& handle, std::span<const LogPartition> where,
                                                       std::int64_t what) const {
  std::vector<ports::Offset> answers;
  if (where.empty()) return answers;
  for (const LogPartition place : where) TIJDIG_DO(handle.topic(place));
  const auto deadline = Clock::now() + milliseconds(connection.call_ms_max);
  for (;;) {
    const auto error = ask_once(handle, where, what, answers);
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return answers;
    handle.serve();
    if (!is_about_leaders(error) || Clock::now() >= deadline)
      return handle.explain(Severity::retry, fmt::format("Kafka does not say where topics end: {}", words_of(error)));
    rd_kafka_poll(handle.get(), ask_again_ms);
    handle.forget_leaders();
  }
}

Result<std::vector<ports::Offset>> Reader::ends(std::span<const LogPartition> places) {
  return inside_->ask(*inside_->asking, places, ask_end);
}

Result<Ends> Reader::ends_of(LogPartition place) {
  const std::span<const LogPartition> one(&place, 1);
  TIJDIG_TRY(const auto begin, inside_->ask(*inside_->asking, one, ask_begin));
  TIJDIG_TRY(const auto stable, inside_->ask(*inside_->fetching, one, ask_end));
  TIJDIG_TRY(const auto end, inside_->ask(*inside_->asking, one, ask_end));
  return Ends{.begin = begin[0], .stable = stable[0], .end = end[0]};
}

std::uint64_t Reader::news() const { return inside_->news.count(); }

bool Reader::wait_for_news(std::uint64_t seen, int wait_ms_max) {
  inside_->fetching->serve();
  inside_->asking->serve();
  return inside_->news.wait(seen, milliseconds(wait_ms_max));
}

Result<std::string> Reader::cluster_id() {
  const std::unique_ptr<char, decltype(&free)> id(
      rd_kafka_clusterid(inside_->asking->get(), inside_->connection.call_ms_max), &free);
  if (id == nullptr) return inside_->asking->explain(Severity::retry, "Kafka does not say which cluster it is");
  return std::string(id.get());
}

}  // namespace tijdig::kafka
