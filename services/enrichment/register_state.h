// What the register desk remembers: by address who is or was registered there, by person where that is, and both ways
// which lists name them.
//
// Lists are kept in canonical order, so that the same entries give the same bytes whatever order they came in. Written
// by register_codec.cc; plain values.
#pragma once

#include <optional>
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

Bytes encode(const PlaceRecord& place);
Bytes encode(const PersonRecord& person);
Result<PlaceRecord> decode_place(BytesView wire);
Result<PersonRecord> decode_person(BytesView wire);

}  // namespace tijdig::enrichment
