// Which addresses the run of a month must look at, so that a run reads no address that cannot match.
//
//   add_to_list(town, municipality, month, address, turn);
//   for (RunList list : lists_until(town, month)) take_list(municipality, list, turn);   // reads and erases
//
// An address stands in the list of a month once (AddressState::listed). Errors: those of block_list.h.
#pragma once

#include <vector>

#include "services/matcher/block_list.h"
#include "services/matcher/state.h"

namespace tijdig::matcher {

Result<> add_to_list(MunicipalityState& town, MunicipalityCode municipality, YearMonth month, AddressId address,
                     runtime::Turn& turn);
std::vector<RunList> lists_until(const MunicipalityState& town, YearMonth month);
void forget_lists(MunicipalityState& town, YearMonth until);
// In order of the ids, not of arrival.
Result<std::vector<AddressId>> take_list(MunicipalityCode municipality, RunList list, runtime::Turn& turn);

AddressId address_id_from(BytesView bytes);

}  // namespace tijdig::matcher
