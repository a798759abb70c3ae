#include "libs/backends/kafka/member.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "libs/backends/kafka/group_metadata.h"
#include "libs/backends/kafka/handle.h"

namespace tijdig::kafka {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr int close_step_ms = 50;

std::vector<ports::Slot> slots_of(const rd_kafka_topic_partition_list_t* partitions) {
  std::vector<ports::Slot> slots;
  if (partitions == nullptr) return slots;
  for (int i = 0; i < partitions->cnt; ++i) slots.push_back(static_cast<ports::Slot>(partitions->elems[i].partition));
  std::sort(slots.begin(), slots.end());
  return slots;
}

struct MessageDeleter {
  void operator()(rd_kafka_message_t* message) const { rd_kafka_message_destroy(message); }
};

}  // namespace

struct Member::Inside {
  Connection connection;
  MemberOptions options;
  std::unique_ptr<Handle> handle = {};
  ports::SlotOwner* owner = nullptr;  // during poll and leave
  std::vector<ports::Slot> held = {};
  bool has_left = false;

  static void on_rebalance(rd_kafka_t* client, rd_kafka_resp_err_t event, rd_kafka_topic_partition_list_t* partitions,
                           void* opaque);
  void give_back(bool lost);
  Result<> judge(const rd_kafka_message_t& message) const;
  Result<> look_for_fatal() const;
};

void Member::Inside::give_back(bool lost) {
  const auto slots = std::exchange(held, {});
  if (slots.empty() || owner == nullptr) return;
  if (lost)
    owner->lost(slots);
  else
    owner->revoked(slots);
}

// Called by librdkafka on the thread that polls, which waits for it: only then the partitions go to others.
void Member::Inside::on_rebalance(rd_kafka_t* client, rd_kafka_resp_err_t event,
                                  rd_kafka_topic_partition_list_t* partitions, void* opaque) {
  auto& self = *static_cast<Inside*>(Handle::owner_of(opaque));
  if (event == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
    if (const auto error = rd_kafka_assign(client, partitions); error != RD_KAFKA_RESP_ERR_NO_ERROR)
      self.handle->log(4, fmt::format("cannot take slots: {}", words_of(error)));
    self.held = slots_of(partitions);
    if (self.owner != nullptr) self.owner->assigned(self.held);
    return;
  }
  self.give_back(rd_kafka_assignment_lost(client) != 0);
  rd_kafka_assign(client, nullptr);
}

Result<> Member::Inside::look_for_fatal() const {
  char why[256] = "";
  const auto error = rd_kafka_fatal_error(handle->get(), why, sizeof why);
  if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return {};
  return Error::fatal(fmt::format("group {}: {}", connection.names().group(options.stage), why));
}

Result<> Member::Inside::judge(const rd_kafka_message_t& message) const {
  const std::string group = connection.names().group(options.stage);
  switch (message.err) {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
      handle->log(4, fmt::format("{} holds a record, which it should not", connection.names().of(lanes())));
      return {};
    case RD_KAFKA_RESP_ERR__MAX_POLL_EXCEEDED:  // it joins again by itself
      return Error::retry(fmt::format("group {}: this member was away for too long", group));
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID:
    case RD_KAFKA_RESP_ERR__FENCED:
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
      return Error::fatal(fmt::format("group {}: {}", group, words_of(message.err)));
    default:
      return handle->explain(Severity::retry, fmt::format("group {}: {}", group, words_of(message.err)));
  }
}

Member::Member(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}

// Leaves the group without telling an owner, who should have been told by `leave`.
Member::~Member() {
  if (inside_ == nullptr || inside_->has_left) return;
  struct Nobody final : ports::SlotOwner {
    void assigned(const std::vector<ports::Slot>&) override {}
    void revoked(const std::vector<ports::Slot>&) override {}
    void lost(const std::vector<ports::Slot>&) override {}
  } nobody;
  if (const Result<> left = leave(nobody); !left) inside_->handle->log(4, left.error().detail);
}

Result<std::unique_ptr<Member>> Member::open(const Connection& connection, const MemberOptions& options) {
  auto inside = std::unique_ptr<Inside>(new Inside{connection, options});
  const Names names = connection.names();
  // Longer than any bounded call of the owner; the others wait this long for a member that does not give back.
  const int poll_ms_max = std::max({options.session_timeout_ms, 3 * connection.call_ms_max, 60'000});
  RdSettings settings{{"group.id", names.group(options.stage)},
                      {"session.timeout.ms", std::to_string(options.session_timeout_ms)},
                      {"heartbeat.interval.ms", std::to_string(std::max(100, options.session_timeout_ms / 6))},
                      {"max.poll.interval.ms", std::to_string(poll_ms_max)},
                      {"partition.assignment.strategy", "range"},
                      {"enable.auto.commit", "false"},
                      {"auto.offset.reset", "latest"},
                      {"topic.metadata.refresh.interval.ms", "60000"}};
  if (!options.instance.empty())
    settings.emplace_back("group.instance.id", names.member(options.stage, options.instance));
  TIJDIG_TRY(inside->handle, Handle::make(Handle::Kind::consumer, connection, names.group(options.stage), settings,
                                          {.rebalanced = &Inside::on_rebalance, .owner = inside.get()}));
  rd_kafka_t* const client = inside->handle->get();
  rd_kafka_poll_set_consumer(client);
  TIJDIG_DO(inside->handle->reach());
  TIJDIG_TRY(const int partitions, inside->handle->partitions_of(lanes()));
  if (partitions != options.slots) {
    inside->has_left = true;
    return Error::refused(fmt::format("topic {} has {} partitions, expected {}: one for every slot", names.of(lanes()),
                                      partitions, options.slots));
  }
  const std::unique_ptr<rd_kafka_topic_partition_list_t, decltype(&rd_kafka_topic_partition_list_destroy)> topics(
      rd_kafka_topic_partition_list_new(1), &rd_kafka_topic_partition_list_destroy);
  rd_kafka_topic_partition_list_add(topics.get(), names.of(lanes()).c_str(), RD_KAFKA_PARTITION_UA);
  if (const auto error = rd_kafka_subscribe(client, topics.get()); error != RD_KAFKA_RESP_ERR_NO_ERROR)
    return Error::fatal(fmt::format("group {}: {}", names.group(options.stage), words_of(error)));
  return std::unique_ptr<Member>(new Member(std::move(inside)));
}

ports::Slot Member::slots() const { return inside_->options.slots; }

Result<> Member::poll(milliseconds wait_max, ports::SlotOwner& owner) {
  if (inside_->has_left) return Error::fatal("this member has left its group");
  inside_->owner = &owner;
  const std::unique_ptr<rd_kafka_message_t, MessageDeleter> message(
      rd_kafka_consumer_poll(inside_->handle->get(), static_cast<int>(wait_max.count())));
  inside_->owner = nullptr;
  TIJDIG_DO(inside_->look_for_fatal());
  return message == nullptr ? Result<>() : inside_->judge(*message);
}

Result<> Member::leave(ports::SlotOwner& owner) {
  if (inside_->has_left) return {};
  inside_->has_left = true;
  inside_->owner = &owner;
  if (!inside_->look_for_fatal()) {  // librdkafka would wait for a group that has thrown it out
    inside_->give_back(true);
    inside_->owner = nullptr;
    return {};
  }
  rd_kafka_t* const client = inside_->handle->get();
  const std::unique_ptr<rd_kafka_queue_t, decltype(&rd_kafka_queue_destroy)> queue(rd_kafka_queue_new(client),
                                                                                   &rd_kafka_queue_destroy);
  const auto deadline = Clock::now() + milliseconds(inside_->connection.call_ms_max);
  if (rd_kafka_error_t* error = rd_kafka_consumer_close_queue(client, queue.get()); error != nullptr)
    rd_kafka_error_destroy(error);
  while (rd_kafka_consumer_closed(client) == 0 && Clock::now() < deadline)
    rd_kafka_queue_poll_callback(queue.get(), close_step_ms);
  const bool closed = rd_kafka_consumer_closed(client) != 0;
  inside_->give_back(false);  // what was not asked for
  inside_->owner = nullptr;
  if (!closed)
    return inside_->handle->explain(Severity::retry, "leaving the group took too long; its others will notice");
  return {};
}

std::shared_ptr<const GroupMetadata> Member::metadata() const {
  rd_kafka_consumer_group_metadata_t* const found = rd_kafka_consumer_group_metadata(inside_->handle->get());
  return found == nullptr ? nullptr : std::make_shared<const GroupMetadata>(found);
}

}  // namespace tijdig::kafka
