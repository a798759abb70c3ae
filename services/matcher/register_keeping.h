// Keeps the matcher's register: one entry as it comes in, and, when a day closes, who lives together behind each door
// where something changed.
//
//   TIJDIG_DO(take_entry(entry, turn));
//   TIJDIG_DO(derive_households(municipality, closed.day, turn));     // then placing.h links whom that may concern
//
// Nothing is decided while entries come in: a door where somebody came, left or changed is marked, and so is every
// address with a line that was looked for under one of the same keys. So the order of the entries of a day cannot
// matter, and a change asks for no more links than it may change. Every statement of a person counts, late ones
// included (residents::folded). Errors: an entry without citizen number is refused; state that does not read is fatal.
#pragma once

#include "libs/residents/keys.h"
#include "libs/runtime/stage.h"
#include "services/matcher/register_state.h"
#include "services/matcher/state.h"

namespace tijdig::matcher {

// What take_entry will read, as far as the entry itself says.
void need_for_entry(const RegisterEntry& entry, runtime::KeySink& keys);
Result<> take_entry(const RegisterEntry& entry, runtime::Turn& turn);
Result<> derive_households(MunicipalityCode municipality, Date today, runtime::Turn& turn);

// From now on the lines of an address place a resident behind this door, or, without one, nowhere.
struct Telling {
  AddressId address;
  std::optional<residents::Door> door;
};
Result<> set_told(MunicipalityCode municipality, const residents::PersonRef& person, const Telling& telling,
                  runtime::Turn& turn);

// Its households are derived anew when the day closes.
Result<> mark_door(MunicipalityCode municipality, const residents::Door& door, runtime::Turn& turn);
// Whoever was named at an address that has a line under this key is linked again when the day closes.
Result<> mark_named_under(MunicipalityCode municipality, residents::Key key, runtime::Turn& turn);
Result<> mark_address(MunicipalityCode municipality, AddressId address, runtime::Turn& turn);
Result<> mark_address(MunicipalityCode municipality, AddressId address, AddressState& state, runtime::Turn& turn);
// The addresses marked since, each once, in order.
Result<std::vector<AddressId>> take_marked_addresses(MunicipalityCode municipality, runtime::Turn& turn);

}  // namespace tijdig::matcher
