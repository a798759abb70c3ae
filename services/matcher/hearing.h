// What the lines named at an address tell of residents whom the register has elsewhere, and of those there who give one
// telephone or mail address (libs/residents/hearsay.h), kept beside those residents when a day closes, before
// households are derived and lines are linked.
//
//   TIJDIG_TRY(auto marked, take_marked_addresses(municipality, turn));
//   TIJDIG_DO(hear_marked(municipality, day, marked, model, turn));     // adds who shares a contact; may mark more
//   TIJDIG_DO(derive_households(municipality, day, turn));       // then placing.h
//
// Two layers: what is told follows from the lines and from the statements of the register, never from a link. So it is
// the same in whatever order they came, and forgotten when the line is corrected, withdrawn or undone, or when the
// register changes: the address is marked then, and everything it tells is found anew. A customer about whom a person
// gave a verdict tells nothing. Errors: those of the state.
#pragma once

#include <vector>

#include "libs/residents/model.h"
#include "libs/runtime/stage.h"
#include "services/matcher/state.h"

namespace tijdig::matcher {

Result<> hear_marked(MunicipalityCode municipality, Date day, std::vector<AddressId>& marked,
                     const residents::LinkModel& model, runtime::Turn& turn);

}  // namespace tijdig::matcher
