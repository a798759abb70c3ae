// What the matcher keeps of the register, where policy links through it (docs/adr/0009): every resident's statements,
// who is filed under which key of linking, and how common names are.
//
// Normal forms and pseudonyms only; no citizen number. Written by register_state_codec.cc; plain values. All lists are
// in canonical order, so that the same records give the same bytes in whatever order they came.
#pragma once

#include <vector>

#include "libs/domain/ids.h"
#include "libs/residents/forms.h"

namespace tijdig::matcher {

// What the register said once of one person. The address is kept as written, to send somebody there.
struct Statement {
  residents::ResidentForm form;
  Address address;
  bool operator==(const Statement&) const = default;
};

// An address whose lines place a resident there, while the register has that resident elsewhere (hearing.h).
struct ToldAt {
  AddressId address;
  residents::Door door;
  bool operator==(const ToldAt&) const = default;
};

struct KnownResident {
  std::vector<Statement> statements;  // oldest first
  std::vector<ToldAt> told;           // by address
  residents::ResidentForm today;      // of all of them, with the household that was derived last
  bool operator==(const KnownResident&) const = default;
};

// Who shares one key: residents who are filed under it, and addresses whose lines were looked for under it.
struct Filing {
  std::vector<residents::PersonRef> residents;  // sorted
  std::uint32_t left_out = 0;                   // came when there were too many; such a key is never looked at. Of a
                                                // contact: addresses (hearing_ties.h)
  std::vector<AddressId> named;                 // sorted
  bool is_due = false;                          // a front door whose households are derived when the day closes
  bool operator==(const Filing&) const = default;
};

residents::Few<residents::Door, 2> heard_doors_of(const KnownResident& resident);

inline constexpr std::size_t filed_max = 1000;  // residents under one key, addresses under one contact

struct TermCount {
  std::uint32_t residents = 0;  // who live here and bear this name
};

Bytes encode(const KnownResident& resident);
Bytes encode(const Filing& filing);
Bytes encode(const TermCount& count);
Result<> decode(BytesView wire, KnownResident& resident);
Result<> decode(BytesView wire, Filing& filing);
Result<> decode(BytesView wire, TermCount& count);

}  // namespace tijdig::matcher
