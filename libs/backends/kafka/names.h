// How our topics, groups and producers are called on the broker.
//
//   const Names names{"acceptance."};
//   names.of(records_of(topics::signals.info.id))   // "acceptance.tijdig.signals.v1"
//   names.of(changelog_of(matcher.id))              // "acceptance.tijdig.matcher.changelog.v1"
//   names.group(matcher.id)                         // "acceptance.tijdig-matcher"
//
// The prefix keeps several systems on one cluster apart. Names outlive every version of the program: they are never
// changed. Plain values, any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "libs/flow/edge.h"
#include "libs/ports/membership.h"

namespace tijdig::kafka {

// A topic of ours: the records of a topic of the map, the state changes of a stage, or the empty topic whose partitions
// are the slots that processes share out.
struct LogTopic {
  enum class Kind : unsigned char { records, changelog, lanes };
  Kind kind = Kind::records;
  std::uint16_t number = 0;  // flow::TopicId or flow::StageId
  auto operator<=>(const LogTopic&) const = default;
};

constexpr LogTopic records_of(flow::TopicId topic) { return {LogTopic::Kind::records, topic}; }
constexpr LogTopic changelog_of(flow::StageId stage) { return {LogTopic::Kind::changelog, stage}; }
constexpr LogTopic lanes() { return {LogTopic::Kind::lanes, 0}; }

struct LogPartition {
  LogTopic topic;
  ports::Partition partition = 0;
  auto operator<=>(const LogPartition&) const = default;
};

class Names {
 public:
  explicit Names(std::string prefix = {}) : prefix_(std::move(prefix)) {}
  // Numbers that are not in the map get a name all the same (`tijdig.topic-7.v1`): whether a topic is there says the
  // broker.
  std::string of(LogTopic topic) const;
  std::string group(flow::StageId stage) const;
  std::string slot_producer(flow::StageId stage, ports::Slot slot) const;    // transactional.id
  std::string door_producer(std::string_view instance) const;                // transactional.id
  std::string member(flow::StageId stage, std::string_view instance) const;  // group.instance.id

 private:
  std::string prefix_;
};

}  // namespace tijdig::kafka
