// Where customers' lines are kept: at the door where the register says the household lives, else where the partner
// named it. So the signals of a household that moved come together, and each of them can still be found by the address
// that stood in it.
//
//   TIJDIG_TRY(AddressState named, take_named(own, turn));    // every line named at `own`, wherever it was kept
//   TIJDIG_DO(add(named, signal, late));
//   TIJDIG_DO(put_named(own, std::move(named), homes, turn)); // homes[i]: where line i is kept from now on
//
// In between, the lines are nowhere else: who takes must put. `AddressState::away` of the own address says where to
// look. Reviews and matches made stay with the door they are about. State only; errors are those of the state.
#pragma once

#include <vector>

#include "libs/runtime/stage.h"
#include "services/matcher/state.h"

namespace tijdig::matcher {

struct Door {
  AddressId id;
  Address address;
  bool operator==(const Door&) const = default;
};

Result<AddressState> take_named(AddressId own, runtime::Turn& turn);
Result<> put_named(AddressId own, AddressState named, const std::vector<Door>& homes, runtime::Turn& turn);

}  // namespace tijdig::matcher
