#include "libs/backends/kafka/topics.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <optional>

#include "libs/backends/kafka/handle.h"
#include "libs/backends/kafka/reader.h"
#include "libs/flow/flow.h"

namespace tijdig::kafka {
namespace {

constexpr std::int64_t ms_per_day = 24LL * 60 * 60 * 1000;

template <class T>
using Owned = std::unique_ptr<T, void (*)(T*)>;

using Wishes = std::vector<std::pair<std::string, std::string>>;

Wishes wishes_of(const TopicPlan& plan) {
  Wishes wishes{{"min.insync.replicas", std::to_string(plan.replicas_in_sync)},
                {"max.message.bytes", std::to_string(record_bytes_max)},
                // By the broker's clock: it refuses what a writer's clock dates an hour ahead, and retention would take
                // what it dates too far back.
                {"message.timestamp.type", "LogAppendTime"}};
  if (plan.compacted) {
    wishes.emplace_back("cleanup.policy", "compact");
    wishes.emplace_back("delete.retention.ms", std::to_string(tombstone_days * ms_per_day));
  } else {
    wishes.emplace_back("cleanup.policy", "delete");
    const std::int64_t kept_ms = plan.retention_days == 0 ? -1 : plan.retention_days * ms_per_day;
    wishes.emplace_back("retention.ms", std::to_string(kept_ms));
    wishes.emplace_back("retention.bytes", "-1");
  }
  return wishes;
}

// What is wrong, a line for each kind of it: where all topics are missing, one line says so.
class Lines {
 public:
  void add(const std::string& topic, const std::string& what) {
    for (Line& line : lines_)
      if (line.what == what) return line.others.push_back(topic);
    lines_.push_back({topic, what, {}});
  }
  Result<> as_result() const {
    if (lines_.empty()) return {};
    std::string text;
    for (const Line& line : lines_) {
      if (!text.empty()) text += "\n";
      text += fmt::format("topic {} {}", line.first, line.what) + same_of(line.others);
    }
    return Error::refused(text);
  }

 private:
  struct Line {
    std::string first;
    std::string what;
    std::vector<std::string> others;
  };
  static std::string same_of(const std::vector<std::string>& others) {
    constexpr std::size_t named_max = 3;
    if (others.empty()) return {};
    const std::size_t named = others.size() <= named_max + 1 ? others.size() : named_max;
    std::string text = fmt::format(
        "; the same with {}", fmt::join(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(named), ", "));
    if (named < others.size()) text += fmt::format(" and {} more", others.size() - named);
    return text;
  }

  std::vector<Line> lines_;
};

// Asks one question and waits for its answer. `ask` puts it on the queue.
template <class Ask>
Result<Owned<rd_kafka_event_t>> answer_to(Handle& handle, rd_kafka_admin_op_t what, int wait_ms_max, const Ask& ask) {
  const Owned<rd_kafka_queue_t> queue(rd_kafka_queue_new(handle.get()), &rd_kafka_queue_destroy);
  const Owned<rd_kafka_AdminOptions_t> options(rd_kafka_AdminOptions_new(handle.get(), what),
                                               &rd_kafka_AdminOptions_destroy);
  char why[256] = "";
  if (rd_kafka_AdminOptions_set_request_timeout(options.get(), wait_ms_max, why, sizeof why) !=
      RD_KAFKA_RESP_ERR_NO_ERROR)
    return Error::refused(why);
  ask(options.get(), queue.get());
  Owned<rd_kafka_event_t> event(rd_kafka_queue_poll(queue.get(), wait_ms_max + wait_ms_max / 2),
                                &rd_kafka_event_destroy);
  handle.serve();
  if (event == nullptr) return handle.explain(Severity::retry, "Kafka does not answer");
  if (const auto error = rd_kafka_event_error(event.get()); error != RD_KAFKA_RESP_ERR_NO_ERROR)
    return handle.explain(Severity::retry, fmt::format("Kafka does not answer: {}", words_of(error)));
  return event;
}

std::optional<Owned<rd_kafka_NewTopic_t>> new_topic(const TopicPlan& plan, const std::string& name, Lines& wrong) {
  char why[256] = "";
  Owned<rd_kafka_NewTopic_t> topic(rd_kafka_NewTopic_new(name.c_str(), plan.partitions, plan.replicas, why, sizeof why),
                                   &rd_kafka_NewTopic_destroy);
  if (topic == nullptr) {
    wrong.add(name, fmt::format("cannot be made: {}", why));
    return std::nullopt;
  }
  for (const auto& [setting, value] : wishes_of(plan))
    rd_kafka_NewTopic_set_config(topic.get(), setting.c_str(), value.c_str());
  return topic;
}

Result<> create(Handle& handle, const Connection& connection, const std::vector<TopicPlan>& missing) {
  if (missing.empty()) return {};
  Lines wrong;
  std::vector<Owned<rd_kafka_NewTopic_t>> owned;
  std::vector<rd_kafka_NewTopic_t*> topics;
  for (const TopicPlan& plan : missing)
    if (auto topic = new_topic(plan, connection.names().of(plan.topic), wrong)) owned.push_back(*std::move(topic));
  TIJDIG_DO(wrong.as_result());
  for (const auto& topic : owned) topics.push_back(topic.get());
  TIJDIG_TRY(const auto event, answer_to(handle, RD_KAFKA_ADMIN_OP_CREATETOPICS, connection.call_ms_max,
                                         [&](rd_kafka_AdminOptions_t* options, rd_kafka_queue_t* queue) {
                                           rd_kafka_CreateTopics(handle.get(), topics.data(), topics.size(), options,
                                                                 queue);
                                         }));
  std::size_t count = 0;
  const auto** results = rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event.get()), &count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto error = rd_kafka_topic_result_error(results[i]);
    // Somebody else, started at the same time, was faster: the check that follows looks at what he made.
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR || error == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS) continue;
    const char* text = rd_kafka_topic_result_error_string(results[i]);
    wrong.add(rd_kafka_topic_result_name(results[i]),
              fmt::format("cannot be made: {}", text != nullptr ? text : words_of(error)));
  }
  return wrong.as_result();
}

struct Existing {
  std::string name;
  int partitions = 0;
  int replicas = 0;
};

Result<std::vector<Existing>> existing_topics(Handle& handle, const Connection& connection) {
  const rd_kafka_metadata_t* answer = nullptr;
  const auto error = rd_kafka_metadata(handle.get(), 1, nullptr, &answer, connection.call_ms_max);
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
    return handle.explain(Severity::retry,
                          fmt::format("Kafka does not say which topics there are: {}", words_of(error)));
  std::vector<Existing> found;
  for (int i = 0; i < answer->topic_cnt; ++i) {
    const rd_kafka_metadata_topic_t& topic = answer->topics[i];
    if (topic.err != RD_KAFKA_RESP_ERR_NO_ERROR || topic.partition_cnt == 0) continue;
    found.push_back({topic.topic, topic.partition_cnt, topic.partitions[0].replica_cnt});
  }
  rd_kafka_metadata_destroy(answer);
  return found;
}

const Existing* find(const std::vector<Existing>& existing, const std::string& name) {
  for (const Existing& topic : existing)
    if (topic.name == name) return &topic;
  return nullptr;
}

// A word must be the one; more than the number asked for is the operator's good right, and one below zero means for
// ever.
bool is_enough(const std::string& found, const std::string& wanted) {
  char* end = nullptr;
  const auto number_wanted = std::strtoll(wanted.c_str(), &end, 10);
  if (*end != '\0') return found == wanted;
  const auto number_found = std::strtoll(found.c_str(), nullptr, 10);
  return number_found < 0 || (number_wanted >= 0 && number_found >= number_wanted);
}

void compare_settings(const TopicPlan& topic, const std::string& name, const rd_kafka_ConfigResource_t& found,
                      Lines& wrong) {
  std::size_t count = 0;
  const auto** entries = rd_kafka_ConfigResource_configs(&found, &count);
  for (const auto& [setting, wanted] : wishes_of(topic)) {
    std::string value;
    for (std::size_t i = 0; i < count; ++i) {
      const char* text = rd_kafka_ConfigEntry_value(entries[i]);
      if (text != nullptr && rd_kafka_ConfigEntry_name(entries[i]) == setting) value = text;
    }
    if (!is_enough(value, wanted)) wrong.add(name, fmt::format("has {} \"{}\", expected {}", setting, value, wanted));
  }
}

// What the broker says about the settings of topics that are there.
Result<> check_settings(Handle& handle, const Connection& connection, const std::vector<TopicPlan>& plan,
                        const std::vector<Existing>& existing, Lines& wrong) {
  std::vector<Owned<rd_kafka_ConfigResource_t>> owned;
  std::vector<rd_kafka_ConfigResource_t*> questions;
  std::vector<const TopicPlan*> asked;
  for (const TopicPlan& topic : plan) {
    const std::string name = connection.names().of(topic.topic);
    if (find(existing, name) == nullptr) continue;
    owned.emplace_back(rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, name.c_str()),
                       &rd_kafka_ConfigResource_destroy);
    questions.push_back(owned.back().get());
    asked.push_back(&topic);
  }
  if (questions.empty()) return {};
  TIJDIG_TRY(const auto event, answer_to(handle, RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, connection.call_ms_max,
                                         [&](rd_kafka_AdminOptions_t* options, rd_kafka_queue_t* queue) {
                                           rd_kafka_DescribeConfigs(handle.get(), questions.data(), questions.size(),
                                                                    options, queue);
                                         }));
  std::size_t count = 0;
  const auto** results =
      rd_kafka_DescribeConfigs_result_resources(rd_kafka_event_DescribeConfigs_result(event.get()), &count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = rd_kafka_ConfigResource_name(results[i]);
    for (const TopicPlan* topic : asked)
      if (connection.names().of(topic->topic) == name) compare_settings(*topic, name, *results[i], wrong);
  }
  return {};
}

Result<> check(Handle& handle, const Connection& connection, const std::vector<TopicPlan>& plan) {
  TIJDIG_TRY(const auto existing, existing_topics(handle, connection));
  Lines wrong;
  for (const TopicPlan& topic : plan) {
    const std::string name = connection.names().of(topic.topic);
    const Existing* found = find(existing, name);
    if (found == nullptr) {
      wrong.add(name, "is missing: make it with `tijdig topics apply`");
      continue;
    }
    if (found->partitions != topic.partitions)
      wrong.add(name, fmt::format("has {} partitions, expected {}: this number is never changed", found->partitions,
                                  topic.partitions));
    if (found->replicas < topic.replicas)
      wrong.add(name, fmt::format("has {} replicas, expected {}", found->replicas, topic.replicas));
  }
  TIJDIG_DO(check_settings(handle, connection, plan, existing, wrong));
  return wrong.as_result();
}

Result<std::unique_ptr<Handle>> administrator(const Connection& connection) {
  TIJDIG_TRY(auto handle, Handle::make(Handle::Kind::producer, connection, "topics", {}));
  TIJDIG_DO(handle->reach());
  return handle;
}

// A topic that was just made becomes known to all brokers a little later, and its leaders answer later still. Each
// question may go to another broker, so "there is no such topic" is no answer yet.
template <class Ask>
Result<> ask_until_known(Handle& handle, const Connection& connection, const Ask& ask) {
  constexpr int pause_ms = 20;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(connection.call_ms_max);
  for (;;) {
    const auto known = ask();
    if (known) return {};
    if (std::chrono::steady_clock::now() >= deadline) return known.error();
    rd_kafka_poll(handle.get(), pause_ms);
  }
}

Result<> wait_until_usable(Handle& handle, const Connection& connection, const std::vector<TopicPlan>& made) {
  std::vector<LogPartition> places;
  for (const TopicPlan& topic : made) {
    TIJDIG_DO(ask_until_known(handle, connection, [&] { return handle.partitions_of(topic.topic); }));
    for (int i = 0; i < topic.partitions; ++i) places.push_back({topic.topic, static_cast<ports::Partition>(i)});
  }
  if (places.empty()) return {};
  TIJDIG_TRY(const auto reader, Reader::open(connection));
  return ask_until_known(handle, connection, [&] { return reader->ends(places); });
}

}  // namespace

std::vector<TopicPlan> plan_topics(const TopicSizes& sizes) {
  const auto planned = [&](LogTopic topic, int partitions) {
    TopicPlan plan;
    plan.topic = topic;
    plan.partitions = partitions;
    plan.replicas = sizes.replicas;
    plan.replicas_in_sync = sizes.replicas_in_sync;
    return plan;
  };
  std::vector<TopicPlan> plans;
  for (const flow::TopicInfo& topic : flow::topics::all) {
    plans.push_back(planned(records_of(topic.id), sizes.partitions));
    plans.back().retention_days = topic.retention_days;
  }
  for (const flow::StageInfo& stage : flow::stages) {
    plans.push_back(planned(changelog_of(stage.id), sizes.partitions));
    plans.back().compacted = true;
  }
  plans.push_back(planned(lanes(), sizes.slots));
  return plans;
}

Result<> apply_topics(const Connection& connection, const std::vector<TopicPlan>& plan) {
  TIJDIG_TRY(const auto handle, administrator(connection));
  TIJDIG_TRY(const auto existing, existing_topics(*handle, connection));
  std::vector<TopicPlan> missing;
  for (const TopicPlan& topic : plan)
    if (find(existing, connection.names().of(topic.topic)) == nullptr) missing.push_back(topic);
  TIJDIG_DO(create(*handle, connection, missing));
  TIJDIG_DO(wait_until_usable(*handle, connection, missing));
  return check(*handle, connection, plan);
}

Result<> check_topics(const Connection& connection, const std::vector<TopicPlan>& plan) {
  TIJDIG_TRY(const auto handle, administrator(connection));
  return check(*handle, connection, plan);
}

}  // namespace tijdig::kafka
