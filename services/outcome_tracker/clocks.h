// When a case closes by itself, and what a caseworker should do next. Pure functions of the file, the rules and a day.
#pragma once

#include <optional>
#include <string>

#include "libs/policy/policy.h"
#include "services/outcome_tracker/state.h"

namespace tijdig::outcome_tracker {

// The day at whose end the clock runs out: policy `closing.no_contact_working_days` after the walk list was made, or
// after the last contact when somebody was reached, or after signals that ask for a visit (decide.h) where they came
// later. None for a closed case. (L18)
std::optional<Date> closes_on(const CaseFile& file, const policy::ClosingRules& rules);

// The next step of the contact plan, in words for the walk list: "visit 2 of 2", "leave a flyer", "telephone", or empty
// for a closed case. `month` decides whether the plan has a telephone step yet.
std::string next_step(const CaseFile& file, const policy::ContactRules& rules, YearMonth month);

}  // namespace tijdig::outcome_tracker
