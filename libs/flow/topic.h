// What a topic is: a name, a number, the type of its key and the type of its messages.
//
// Publishing a `Match` to `topics::signals` does not compile. The key decides the partition, and with it what is in
// order with what. Numbers are part of provenance and never reused.
#pragma once

#include <cstdint>
#include <string_view>

#include "libs/base/bytes.h"
#include "libs/domain/ids.h"

namespace tijdig::flow {

using TopicId = std::uint16_t;

// What is together in one partition, and so in one order.
enum class KeyKind : unsigned char { partner, municipality, household };

struct PartnerKey {
  static constexpr KeyKind kind = KeyKind::partner;
  MunicipalityCode municipality;
  PartnerId partner;
};

struct MunicipalityKey {
  static constexpr KeyKind kind = KeyKind::municipality;
  MunicipalityCode municipality;
};

struct HouseholdKey {
  static constexpr KeyKind kind = KeyKind::household;
  MunicipalityCode municipality;
  HouseholdId household;
};

// Opaque bytes without personal data; the same in both modes.
Bytes key_bytes(const PartnerKey& key);
Bytes key_bytes(const MunicipalityKey& key);
Bytes key_bytes(const HouseholdKey& key);

// Our own partitioner, identical in every back end: stable_hash64(key) mod partitions.
std::uint16_t partition_of(BytesView key, std::uint16_t partitions);

// What every part of the program that is not compiled against the message types needs to know of a topic.
struct TopicInfo {
  TopicId id = 0;
  std::string_view name;
  KeyKind key = KeyKind::municipality;
  std::string_view message;  // Protobuf message of proto/tijdig/v1
  int retention_days = 0;    // 0: kept until the municipality's own retention rule removes it
};

template <class Key_, class Message_>
struct Topic {
  using Key = Key_;
  using Message = Message_;
  TopicInfo info;
};

// The kind of key follows from its type. That `message` is how `Message` stands in proto/tijdig/v1 is held by
// libs/codec/map_test.cc, because this room knows no Protobuf.
template <class Key, class Message>
constexpr Topic<Key, Message> topic(TopicId id, std::string_view name, std::string_view message, int retention_days) {
  return {{id, name, Key::kind, message, retention_days}};
}

}  // namespace tijdig::flow
