// The small builder with which `flow.h` draws the map, and the checks that it must pass to compile.
//
//   inline constexpr auto matcher = stage(2, "matcher", topics::signals.info).writes(topics::matches.info);
//
// A stage has one inbox; whatever may change its decisions is a record in it. A door writes what the world brings.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "libs/flow/topic.h"

namespace tijdig::flow {

using StageId = std::uint16_t;

struct StageInfo {
  StageId id = 0;
  std::string_view name;     // consumer group, metric label: never generated
  std::string_view service;  // which of the six services runs it
  TopicId inbox = 0;
  bool told_of_days = false;  // gets DayClosed
  std::array<TopicId, 8> outputs{};
  std::size_t output_count = 0;

  template <class... Topics>
  constexpr StageInfo writes(const Topics&... topics) const {
    static_assert(sizeof...(Topics) <= 8);
    StageInfo copy = *this;
    ((copy.outputs[copy.output_count++] = topics.info.id), ...);
    return copy;
  }
  constexpr StageInfo hears_of_days() const {
    StageInfo copy = *this;
    copy.told_of_days = true;
    return copy;
  }
  constexpr bool may_write(TopicId topic) const {
    for (std::size_t i = 0; i < output_count; ++i)
      if (outputs[i] == topic) return true;
    return false;
  }
};

template <class InboxTopic>
constexpr StageInfo stage(StageId id, std::string_view name, std::string_view service, const InboxTopic& inbox) {
  StageInfo info;
  info.id = id;
  info.name = name;
  info.service = service;
  info.inbox = inbox.info.id;
  return info;
}

struct DoorInfo {
  std::string_view name;
  std::string_view brings;  // in words, for the picture
  std::array<TopicId, 8> outputs{};
  std::size_t output_count = 0;

  template <class... Topics>
  constexpr DoorInfo writes(const Topics&... topics) const {
    static_assert(sizeof...(Topics) <= 8);
    DoorInfo copy = *this;
    ((copy.outputs[copy.output_count++] = topics.info.id), ...);
    return copy;
  }
  constexpr bool may_write(TopicId topic) const {
    for (std::size_t i = 0; i < output_count; ++i)
      if (outputs[i] == topic) return true;
    return false;
  }
};

constexpr DoorInfo door(std::string_view name, std::string_view brings) {
  DoorInfo info;
  info.name = name;
  info.brings = brings;
  return info;
}

}  // namespace tijdig::flow
