// Whole services in one test process: the production step, several partitions, every message encoded and decoded, and
// every record standing in the log twice.
//
//   FlowHarness town(all_stages());                       // services/tijdig/stages.h; any list will do
//   town.activate(policy.activation());
//   town.send(topics::deliveries, PartnerKey{zoetermeer, partner}, chunk);
//   town.close_days(zoetermeer, Date(2018, 10, 1), Date(2018, 10, 25));
//   EXPECT_THAT(town.seen_on(topics::walk_list), SizeIs(1));
//
// At its end it looks whether every key of every stage's state fits a table that the map gives to that stage.
//
// No sleep, no thread (unless asked), no port. What should not fail fails the program. One thread.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "libs/backends/memory/memory.h"
#include "libs/codec/codec.h"
#include "libs/runtime/calendar.h"
#include "libs/runtime/engine.h"

namespace tijdig::harness {

struct HarnessOptions {
  ports::Partition partitions = 4;
  bool deliver_twice = true;
  memory::Commit commit = memory::Commit::atomic;
  runtime::EngineOptions engine;
};

using Stages = std::vector<std::unique_ptr<const runtime::Stage>>;

class FlowHarness {
 public:
  explicit FlowHarness(Stages stages, const HarnessOptions& options = {});
  FlowHarness(FlowHarness&&) = default;
  ~FlowHarness();

  void activate(const PolicyActivated& rules);
  void settle();
  void close_day(MunicipalityCode municipality, Date day);
  void close_days(MunicipalityCode municipality, Date first, Date last);

  // As a door does: durable first, worked off at the next settle.
  template <class Key, class Message, class Value>
  void send(const flow::Topic<Key, Message>& topic, const Key& key, const Value& value) {
    send_bytes(topic.info.id, flow::key_bytes(key), codec::encode(Message(value)));
  }
  void send_bytes(flow::TopicId topic, Bytes key, Bytes value);

  // Every message of the topic, each once, decoded, partition by partition in order.
  template <class Key, class Message>
  std::vector<Message> seen_on(const flow::Topic<Key, Message>& topic) {
    std::vector<Message> messages;
    for (const ports::InRecord& record : records_on(topic.info.id)) {
      auto message = codec::decode<Message>(record.value);
      TIJDIG_CHECK(message.has_value());
      messages.push_back(*std::move(message));
    }
    return messages;
  }
  // The same for one kind of message of an inbox.
  template <class Kind, class Key, class Message>
  std::vector<Kind> seen_on(const flow::Topic<Key, Message>& topic) {
    std::vector<Kind> kinds;
    for (const Message& message : seen_on(topic))
      if (const auto* kind = std::get_if<Kind>(&message)) kinds.push_back(*kind);
    return kinds;
  }
  std::vector<ports::InRecord> records_on(flow::TopicId topic);
  std::size_t dead_letters() { return records_on(flow::topics::dead_letters.id).size(); }
  std::string dead_letter_reasons();  // one line each, for failure messages

  memory::Memory& back_end() { return *back_end_; }
  runtime::Engine& engine() { return *engine_; }
  // All pairs of one stage's state, over all partitions.
  std::vector<std::pair<Bytes, Bytes>> state_of(flow::StageId stage, BytesView prefix = {});

 private:
  std::vector<const flow::StageInfo*> keep_their_tables_;
  std::unique_ptr<memory::Memory> back_end_;
  std::unique_ptr<runtime::Engine> engine_;
  std::unique_ptr<runtime::Calendar> calendar_;
};

}  // namespace tijdig::harness
