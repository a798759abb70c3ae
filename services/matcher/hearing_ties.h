// Which addresses have lines with one telephone or mail address (libs/residents/ties.h), kept with the filings of the
// register: a line is then also looked for where its telephone is known from.
//
//   for (const AddressId own : marked) TIJDIG_DO(file_contacts(municipality, own, turn));   // may mark more
//   TIJDIG_DO(tie_to_others(municipality, form, turn));                                     // then tell and link
//
// An address is filed under the contacts of the lines named there now, those of customers about whom a person gave a
// verdict left out; so the index follows from the set of lines. Whoever shares a contact that an address gains or loses
// is marked, unless it was and is an agent's. Of a contact with more than `filed_max` addresses the others are counted
// only, and it is an agent's until none of them has it. Errors: those of the state.
#pragma once

#include <vector>

#include "libs/residents/ties.h"
#include "libs/runtime/stage.h"
#include "services/matcher/state.h"

namespace tijdig::matcher {

// A line as named at one address, of a customer about whom nobody gave a verdict.
struct NamedText {
  residents::CustomerForm form;
  Date said;  // newest signal
};
Result<std::vector<NamedText>> texts_named_at(MunicipalityCode municipality, AddressId own, runtime::Turn& turn);

Result<> file_contacts(MunicipalityCode municipality, AddressId own, runtime::Turn& turn);
Result<> tie_to_others(MunicipalityCode municipality, residents::CustomerForm& customer, runtime::Turn& turn);

}  // namespace tijdig::matcher
