// Links the lines of every marked address and keeps each at the door of its household, when a day closes.
//
//   TIJDIG_TRY(const auto doors, place_marked(municipality, day, marked, model, turn));   // with other lines
//
// A line goes to the door where its household is registered when the decision allows contact, else it stays where its
// partner named it. The decision is stored with the line (residents::to_bytes) and is derived again whenever a register
// entry shares a key with it. Errors: those of the state.
#pragma once

#include <vector>

#include "libs/residents/model.h"
#include "libs/runtime/stage.h"
#include "services/matcher/state.h"

namespace tijdig::matcher {

// `marked`, and whatever was marked since; `day` decides who is of age.
Result<std::vector<AddressId>> place_marked(MunicipalityCode municipality, Date day, std::vector<AddressId> marked,
                                            const residents::LinkModel& model, runtime::Turn& turn);

}  // namespace tijdig::matcher
