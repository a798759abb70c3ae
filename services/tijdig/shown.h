// What commands show of state and persons, read and written in one way.
//
//   TIJDIG_TRY(const auto state, address_state(*back_end, municipality, address));   // empty where nobody was named
//   fmt::print("{}", name_for_contact(person));                                      // "J. van den Bos": personal data
//
// Errors: those of the store, and state that does not read.
#pragma once

#include <string>

#include "libs/domain/person.h"
#include "libs/ports/back_end.h"
#include "services/matcher/state.h"

namespace tijdig::commands {

Result<matcher::AddressState> address_state(ports::BackEnd& back_end, MunicipalityCode municipality, AddressId address);

std::string name_for_contact(const Person& person);

}  // namespace tijdig::commands
