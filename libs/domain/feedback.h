// What a partner hears about its own signal when nothing, or nothing more, is done with it.
//
//   for (const Feedback& told : feedback_on_current(match, match.matched_on, EndResult::refused_other))
//     turn.emit(flow::topics::feedback, {told.municipality, told.partner}, told);
//
// The result in DDAS words and the day, and nothing about why (L35). Pure; any thread. No errors.
#pragma once

#include <vector>

#include "libs/domain/facts.h"

namespace tijdig {

Feedback feedback_on(const MatchedSignal& signal, const Match& match, Date day, EndResult result);

// One for each current signal, in their order.
std::vector<Feedback> feedback_on_current(const Match& match, Date day, EndResult result);

}  // namespace tijdig
