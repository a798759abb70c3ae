// Why a case is where it is, for the caseworker and for `tijdig explain CASE`.
//
//   std::string text = explain_text(file, policy, as_of);   // as_of: the last day closed
//
// Status, next step and deadlines; why the household was chosen; the evidence of the match and the facts of the
// registers, as levels; signals with kind, amount and dates; the history. No name, address or partner's customer number
// is in it: it may stand on a screen others see. `as_of` decides what is overdue and which contact steps exist by then.
// Pure; any thread.
#pragma once

#include <string>

#include "libs/policy/policy.h"
#include "services/outcome_tracker/state.h"

namespace tijdig::outcome_tracker {

std::string explain_text(const CaseFile& file, const policy::Policy& policy, Date as_of);
// The same as a JSON object; amounts in cents, dates as "2018-10-25", absent things null.
std::string explain_json(const CaseFile& file, const policy::Policy& policy, Date as_of);

}  // namespace tijdig::outcome_tracker
