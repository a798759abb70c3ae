// What a partner may know about its own signal when the case ends: the allow-list, and nothing beside it.
//
// The result in DDAS words, the day, and the pause of collection when help was accepted (L19). Never the local code,
// the reason behind "andere reden", another partner, an amount, or who lives there (L35, L37).
#pragma once

#include <vector>

#include "libs/domain/facts.h"
#include "libs/policy/policy.h"
#include "services/outcome_tracker/decide.h"

namespace tijdig::outcome_tracker {

// One record per current signal of the case; a partner whose signals are all earlier ones hears about the last of them.
std::vector<Feedback> feedback_of(const Match& match, const Closing& closing, const policy::ContactRules& rules);

}  // namespace tijdig::outcome_tracker
