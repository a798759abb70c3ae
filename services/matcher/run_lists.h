// Which addresses the run of a month must look at: a list in blocks of 64 ids, so that adding one writes a kilobyte at
// most, and a run reads no address that cannot match.
//
//   add_to_list(town, municipality, month, address, turn);
//   for (const RunList& list : lists_until(town, month)) take_list(municipality, list, turn);   // reads and erases
//
// An address stands in the list of a month once (AddressState::listed). Errors: a block that is not there is fatal.
#pragma once

#include <vector>

#include "libs/runtime/stage.h"
#include "services/matcher/state.h"

namespace tijdig::matcher {

inline constexpr std::uint32_t addresses_per_block = 64;

Result<> add_to_list(MunicipalityState& town, MunicipalityCode municipality, YearMonth month, AddressId address,
                     runtime::Turn& turn);
std::vector<RunList> lists_until(const MunicipalityState& town, YearMonth month);
void forget_lists(MunicipalityState& town, YearMonth until);
// In order of the ids, not of arrival.
Result<std::vector<AddressId>> take_list(MunicipalityCode municipality, const RunList& list, runtime::Turn& turn);

}  // namespace tijdig::matcher
