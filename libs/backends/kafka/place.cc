#include "libs/backends/kafka/place.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "libs/backends/kafka/wire_record.h"

namespace tijdig::kafka {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t batch_max = 1024;
constexpr int wait_step_ms = 100;

struct Messages {
  std::array<rd_kafka_message_t*, batch_max> held{};
  std::size_t count = 0;
  Messages() = default;
  Messages(const Messages&) = delete;
  Messages& operator=(const Messages&) = delete;
  ~Messages() {
    for (std::size_t i = 0; i < count; ++i) rd_kafka_message_destroy(held[i]);
  }
};

void on_news(rd_kafka_t*, void* news) { static_cast<News*>(news)->add(); }

}  // namespace

RdSettings settings_for_places(RdSettings beside) {
  RdSettings settings{
      {"isolation.level", "read_committed"}, {"enable.partition.eof", "true"},      {"auto.offset.reset", "error"},
      {"enable.auto.commit", "false"},       {"enable.auto.offset.store", "false"}, {"fetch.error.backoff.ms", "20"},
  };
  settings.insert(settings.end(), beside.begin(), beside.end());
  return settings;
}

void News::add() {
  {
    const std::lock_guard lock(mutex_);
    ++count_;
  }
  added_.notify_all();
}

std::uint64_t News::count() const {
  const std::lock_guard lock(mutex_);
  return count_;
}

bool News::wait(std::uint64_t seen, milliseconds wait_max) {
  std::unique_lock lock(mutex_);
  return added_.wait_for(lock, wait_max, [&] { return count_ != seen; });
}

Result<ports::Provenance> cause_of(const rd_kafka_message_t& message) {
  rd_kafka_headers_t* headers = nullptr;
  if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return ports::Provenance{};
  const void* bytes = nullptr;
  std::size_t size = 0;
  if (rd_kafka_header_get_last(headers, cause_header, &bytes, &size) != RD_KAFKA_RESP_ERR_NO_ERROR)
    return ports::Provenance{};
  return decode_cause({static_cast<const char*>(bytes), size});
}

Place::Place(Handle& handle, rd_kafka_topic_t* topic, LogPartition where, std::string name, int call_ms_max, News& news)
    : handle_(handle), topic_(topic), where_(where), name_(std::move(name)), call_ms_max_(call_ms_max) {
  queue_ = rd_kafka_queue_get_partition(handle.get(), name_.c_str(), where.partition);
  if (queue_ != nullptr) rd_kafka_queue_cb_event_enable(queue_, &on_news, &news);
}

Place::~Place() {
  stop();
  if (queue_ == nullptr) return;
  rd_kafka_queue_cb_event_enable(queue_, nullptr, nullptr);
  rd_kafka_queue_destroy(queue_);
}

void Place::stop() {
  if (is_started_) rd_kafka_consume_stop(topic_, where_.partition);
  is_started_ = false;
}

Result<> Place::start(ports::Offset from) {
  const std::lock_guard lock(mutex_);
  return go_to(from);
}

void Place::rest() {
  const std::lock_guard lock(mutex_);
  stop();
}

void Place::expect(ports::Offset offset) {
  const std::lock_guard lock(expected_mutex_);
  expected_ = std::max(expected_, offset + 1);
}

bool Place::is_read_to_its_end() const { return seen_end_ && *seen_end_ <= position_; }

Error Place::no_answer() const {
  handle_.serve();
  return handle_.explain(Severity::retry,
                         fmt::format("Kafka gave nothing of {} [{}] in time", name_, where_.partition));
}

Result<> Place::go_to(ports::Offset from) {
  if (is_started_ && from == position_) return {};
  stop();
  if (rd_kafka_consume_start(topic_, where_.partition, static_cast<std::int64_t>(from)) != 0)
    return Error::retry(
        fmt::format("cannot read {} [{}]: {}", name_, where_.partition, words_of(rd_kafka_last_error())));
  is_started_ = true;
  position_ = from;
  seen_end_.reset();
  return {};
}

Result<> Place::look_at_error(const rd_kafka_message_t& message) {
  switch (message.err) {
    case RD_KAFKA_RESP_ERR__PARTITION_EOF:
      // Behind marks and aborted records, which are not given.
      position_ = std::max(position_, static_cast<ports::Offset>(message.offset));
      seen_end_ = static_cast<ports::Offset>(message.offset);
      return {};
    case RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE:
    case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
      is_out_of_range_ = true;
      return {};
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
      return Error::refused(fmt::format("this program may not read topic {}", name_));
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
      return Error::refused(fmt::format("there is no {} [{}] any more", name_, where_.partition));
    default:
      handle_.log(4, fmt::format("{} [{}]: {}", name_, where_.partition, words_of(message.err)));
      return {};
  }
}

Result<std::size_t> Place::take_some(int wait_ms_max, std::size_t count_max, const Take& take) {
  Messages messages;
  const std::size_t wanted = wait_ms_max > 0 ? 1 : std::min(count_max, batch_max);
  const ssize_t count = rd_kafka_consume_batch(topic_, where_.partition, wait_ms_max, messages.held.data(), wanted);
  if (count < 0)
    return Error::retry(
        fmt::format("cannot read {} [{}]: {}", name_, where_.partition, words_of(rd_kafka_last_error())));
  messages.count = static_cast<std::size_t>(count);
  std::size_t taken = 0;
  for (std::size_t i = 0; i < messages.count; ++i) {
    const rd_kafka_message_t& message = *messages.held[i];
    if (message.err != RD_KAFKA_RESP_ERR_NO_ERROR) {
      TIJDIG_DO(look_at_error(message));
      continue;
    }
    const auto offset = static_cast<ports::Offset>(message.offset);
    if (offset < position_) continue;  // a whole batch comes, from before where we asked for
    if (const Result<> kept = take(message); !kept)
      return Error::fatal(fmt::format("{} [{}] at {}: {}", name_, where_.partition, offset, kept.error().detail));
    position_ = offset + 1;
    seen_end_.reset();
    ++taken;
  }
  return taken;
}

// There is nothing at `from`: fatal where records were there, and else the end of the partition is before it.
Result<> Place::handle_out_of_range(Reader& reader, ports::Offset from) {
  is_out_of_range_ = false;
  stop();
  TIJDIG_TRY(const Ends ends, reader.ends_of(where_));
  if (from < ends.begin)
    return Error::fatal(
        fmt::format("{} [{}]: the records from {} to {} have been removed", name_, where_.partition, from, ends.begin));
  if (from > ends.end)
    handle_.log(4, fmt::format("{} [{}] ends at {}, before {}, where it is to be read: were records lost?", name_,
                               where_.partition, ends.end, from));
  return {};
}

bool Place::is_done(std::size_t taken) {
  const std::lock_guard lock(expected_mutex_);
  return position_ >= expected_ && (taken > 0 || is_read_to_its_end());
}

Result<ports::Offset> Place::read(Reader& reader, ports::Offset from, std::size_t count_max, const Take& take) {
  if (count_max == 0) return from;
  const std::lock_guard lock(mutex_);
  TIJDIG_DO(go_to(from));
  const auto deadline = Clock::now() + milliseconds(call_ms_max_);
  std::size_t taken = 0;
  int wait_ms = 0;
  while (taken < count_max) {
    const auto some = take_some(wait_ms, count_max - taken, take);
    if (!some) stop();
    TIJDIG_TRY(const std::size_t count, some);
    if (is_out_of_range_) {
      TIJDIG_DO(handle_out_of_range(reader, from));
      return from;
    }
    taken += count;
    wait_ms = count > 0 ? 0 : wait_step_ms;
    if (count > 0) continue;
    if (is_done(taken)) break;
    if (Clock::now() < deadline) continue;
    if (taken == 0) return no_answer();
    break;
  }
  return position_;
}

}  // namespace tijdig::kafka
