// Queues that people work from, read off the state of a stage: each key of the state stands in one queue or in none,
// and that follows from its value alone. So a store can keep queues beside the state, in the same atomic write, and
// make them again from the state.
//
//   inline constexpr QueueRule open_cases{.version = 1, .place = place_of_case};
//   queue "GM0637/west/on_list": case ids by deadline, the most urgent first
//
// Names and ranks hold nothing personal. A rule that changes gets a higher version: what was kept by an older one is
// made again. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "libs/base/bytes.h"

namespace tijdig::flow {

struct QueuePlace {
  std::string queue;      // empty: in none
  std::int64_t rank = 0;  // lowest first; of equal rank the lower key first
  bool operator==(const QueuePlace&) const = default;
};

struct QueueRule {
  int version = 0;
  // nullopt: keys like this one never stand in a queue. `value` is nullopt when the key is erased.
  std::optional<QueuePlace> (*place)(BytesView key, std::optional<BytesView> value) = nullptr;
};

}  // namespace tijdig::flow
