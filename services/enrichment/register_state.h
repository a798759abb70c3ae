// What the register desk remembers: by address who is or was registered there, by person where that is, and both ways
// which lists name them; and whom to tell when that changes what was answered about a household.
//
// Lists are kept in canonical order, so that the same entries give the same bytes whatever order they came in. Written
// by register_codec.cc; plain values.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "libs/base/bytes.h"
#include "libs/base/result.h"
#include "libs/domain/register_facts.h"

namespace tijdig::enrichment {

struct Resident {
  RegisterEntry entry;  // its `as_of` is the day we learned of it, also when the person left
  bool gone = false;
  std::optional<Address> now_at;  // where to, when within the municipality
  bool operator==(const Resident&) const = default;
};

struct PlaceRecord {
  std::vector<Resident> residents;
  std::vector<ListEntry> listings;
  bool operator==(const PlaceRecord&) const = default;
};

struct PersonRecord {
  std::optional<RegisterEntry> entry;
  std::vector<ListEntry> listings;
  bool operator==(const PersonRecord&) const = default;
};

// A household whose case is open.
struct Watch {
  LookupRequest request;    // `told` is what it was told last
  std::vector<Bytes> keys;  // of the records that the answer was read from, present or not; sorted
  bool operator==(const Watch&) const = default;
};

// By key of such a record, the households of one town that an entry under it may concern. Kept decoded
// (libs/runtime/kept.h): every entry of a register file looks here.
struct Watchers {
  std::map<Bytes, std::set<HouseholdId>> by_key;
  bool operator==(const Watchers&) const = default;
};

Bytes encode(const PlaceRecord& place);
Bytes encode(const PersonRecord& person);
Result<PlaceRecord> decode_place(BytesView wire);
Result<PersonRecord> decode_person(BytesView wire);
Bytes encode(const Watch& watch);
Result<Watch> decode_watch(BytesView wire);
Bytes encode(const Watchers& watchers);
Result<> decode(BytesView wire, Watchers& watchers);  // into an empty one

}  // namespace tijdig::enrichment
