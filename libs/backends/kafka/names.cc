#include "libs/backends/kafka/names.h"

#include <fmt/format.h>

#include "libs/flow/flow.h"

namespace tijdig::kafka {
namespace {

std::string name_of_stage(flow::StageId stage) {
  for (const flow::StageInfo& known : flow::stages)
    if (known.id == stage) return std::string(known.name);
  return fmt::format("stage-{}", stage);
}

}  // namespace

std::string Names::of(LogTopic topic) const {
  switch (topic.kind) {
    case LogTopic::Kind::records: {
      const flow::TopicInfo* known = flow::topics::find(topic.number);
      if (known != nullptr) return prefix_ + std::string(known->name);
      return fmt::format("{}tijdig.topic-{}.v1", prefix_, topic.number);
    }
    case LogTopic::Kind::changelog:
      return fmt::format("{}tijdig.{}.changelog.v1", prefix_, name_of_stage(topic.number));
    case LogTopic::Kind::lanes:
      break;
  }
  return prefix_ + std::string(flow::topics::lanes_name);
}

std::string Names::group(flow::StageId stage) const {
  return fmt::format("{}tijdig-{}", prefix_, name_of_stage(stage));
}

std::string Names::slot_producer(flow::StageId stage, ports::Slot slot) const {
  return fmt::format("{}tijdig-{}-{}", prefix_, name_of_stage(stage), slot);
}

std::string Names::door_producer(std::string_view instance) const {
  return fmt::format("{}tijdig-door-{}", prefix_, instance);
}

std::string Names::member(flow::StageId stage, std::string_view instance) const {
  return fmt::format("{}-{}", instance, name_of_stage(stage));
}

}  // namespace tijdig::kafka
