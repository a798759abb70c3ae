// What closing a day will look at, read in a few calls instead of one by one: a store behind a network answers each
// call after a round trip, and a whole register at its first day is hundreds of thousands of looks.
//
//   TIJDIG_DO(look_ahead_at_lines(municipality, marked, turn));
//   for (const AddressId own : marked) TIJDIG_DO(place_lines(own));
//
// Speed only: no answer depends on it, and what is left out here is read when it is asked for. A call asks for
// `keys_per_call` keys, so that no answer is large. Errors: those of the state.
#pragma once

#include <vector>

#include "libs/residents/keys.h"
#include "libs/runtime/stage.h"
#include "services/matcher/state.h"

namespace tijdig::matcher {

inline constexpr std::size_t keys_per_call = 2'000;

// The addresses, the lines named there, and the residents near them who may be meant.
Result<> look_ahead_at_lines(MunicipalityCode municipality, const std::vector<AddressId>& addresses,
                             runtime::Turn& turn);
// Who is filed under these keys.
Result<> look_ahead_at_residents(MunicipalityCode municipality, const std::vector<residents::Key>& keys,
                                 runtime::Turn& turn);
// Who is filed under these front doors, and what the lines there say of them.
Result<> look_ahead_at_doors(MunicipalityCode municipality, const std::vector<residents::Key>& doors,
                             runtime::Turn& turn);
void look_ahead_at_addresses(const std::vector<AddressId>& addresses, runtime::Turn& turn);

}  // namespace tijdig::matcher
