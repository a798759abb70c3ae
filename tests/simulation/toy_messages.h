// The small language of the toy town: one kind of record for everything, so that a model of sixty lines can follow it.
//
// Toy stages stand on the real map (libs/flow) and the real step; only what they decide is small. One municipality
// number per group of houses, as in the real town. Plain values.
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "libs/codec/codec.h"
#include "libs/flow/flow.h"
#include "libs/ports/record.h"

namespace tijdig::simulation {

enum class ToyKind : std::uint8_t {
  signal = 1,      // partner `partner` says house `house` is in arrears on day `day`; `id` is the partner's own
  register_entry,  // house may not be approached when `number` is 1
  match,           // house, day
  lookup,          // house, day
  answer,          // house, day, number
  enriched,        // house, day
  assigned,        // house, day
  notice,          // house, day; number 1: open, 0: closed
  counted,         // a signal was taken in
  ended,           // house, day; number: why
  closed,          // house, day
  poison,          // readable, but no stage wants it
};

struct ToyMessage {
  ToyKind kind = ToyKind::signal;
  std::uint32_t house = 0;
  std::uint32_t partner = 0;
  std::int32_t day = 0;
  std::int32_t received = 0;
  std::uint64_t id = 0;
  std::uint32_t number = 0;
  auto operator<=>(const ToyMessage&) const = default;
};

// What stands in an inbox: toy records (a delivery carries several), or the end of a day.
struct ToyRecord {
  std::vector<ToyMessage> messages;
  bool is_day = false;
  std::int32_t day = 0;
  MunicipalityCode municipality;
};

inline MunicipalityCode town_of(std::uint32_t house) {
  return MunicipalityCode::from_number(static_cast<std::uint16_t>(house % 3 + 1));
}
flow::HouseholdKey household_of(std::uint32_t house);
flow::PartnerKey partner_key(std::uint32_t partner);

// A signal of each of `count` ids, of five partners about 97 houses, as a door would append it.
std::vector<ports::OutRecord> toy_deliveries(std::int32_t day, std::uint32_t count, ports::Partition partitions);
std::vector<MunicipalityCode> toy_towns();  // all there are

Bytes encode_toy(const std::vector<ToyMessage>& messages);
std::vector<ToyMessage> decode_toy_list(BytesView wire);  // what encode_toy wrote; anything else ends the program
// Toy records, or a DayClosed as the calendar wrote it for that inbox.
Result<ToyRecord> decode_toy(flow::TopicId inbox, BytesView wire);

namespace toy_topics {
inline constexpr flow::Topic<flow::MunicipalityKey, std::vector<ToyMessage>> signals{flow::topics::signals.info};
inline constexpr flow::Topic<flow::HouseholdKey, std::vector<ToyMessage>> matches{flow::topics::matches.info};
inline constexpr flow::Topic<flow::MunicipalityKey, std::vector<ToyMessage>> lookups{flow::topics::lookups.info};
inline constexpr flow::Topic<flow::MunicipalityKey, std::vector<ToyMessage>> cases{flow::topics::cases.info};
inline constexpr flow::Topic<flow::HouseholdKey, std::vector<ToyMessage>> work{flow::topics::work.info};
inline constexpr flow::Topic<flow::MunicipalityKey, std::vector<ToyMessage>> facts{flow::topics::facts.info};
inline constexpr flow::Topic<flow::MunicipalityKey, std::vector<ToyMessage>> late{flow::topics::late.info};
}  // namespace toy_topics

}  // namespace tijdig::simulation

namespace tijdig::codec {
template <>
Bytes encode(const std::vector<simulation::ToyMessage>& messages);
}  // namespace tijdig::codec
