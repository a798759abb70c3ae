// What stands in the log: a key, a value, and where it came from.
//
//   OutRecord signal{topic.id, partition_of(key, partitions), cause, key, codec::encode(message)};   // to be written
//   InRecord read = ...;  read.cause.from_door()        // true: brought by the world; false: derived from `cause`
//
// Keys and values are bytes here; what they mean is known by libs/flow and libs/codec. A key holds nothing that can be
// read about anybody, a value may hold anything. Provenance is what repeats and holes are told by (docs/adr/0002).
// Plain values that own their bytes; any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "libs/base/bytes.h"
#include "libs/flow/topic.h"

namespace tijdig::ports {

using Partition = std::uint16_t;
using Offset = std::uint64_t;  // place in one partition, rising from 0

// The record that caused this one: `ordinal` counts what one cause emitted, over all topics, from 0. `lane_sequence`
// counts what one source partition ever emitted into one destination partition, from 1, so that a reader sees a hole.
// A record brought by a door has no cause: topic 0.
struct Provenance {
  flow::TopicId topic = 0;
  Partition partition = 0;
  Offset offset = 0;
  std::uint32_t ordinal = 0;
  std::uint64_t lane_sequence = 0;

  bool from_door() const { return topic == 0; }
  auto operator<=>(const Provenance&) const = default;
};

struct OutRecord {
  flow::TopicId topic = 0;
  Partition partition = 0;
  Provenance cause;
  Bytes key;
  Bytes value;
  bool operator==(const OutRecord&) const = default;
};

struct InRecord {
  Offset offset = 0;
  Provenance cause;
  Bytes key;
  Bytes value;
  bool operator==(const InRecord&) const = default;
};

}  // namespace tijdig::ports
