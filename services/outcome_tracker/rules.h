// What several of the tracker's decisions have in common.
//
//   Status now = apply(file.status, Trigger::merged, day, events.transitions);
//   events.closing = closed_by(approach_ends::merged, file, day);
//
// Pure; any thread. No errors: a transition that the lifecycle does not have is a broken promise.
#pragma once

#include <vector>

#include "libs/domain/approach_ends.h"
#include "services/outcome_tracker/decide.h"

namespace tijdig::outcome_tracker {

// The one place that consults the lifecycle; no transition without a line of history.
Status apply(Status from, Trigger trigger, Date day, std::vector<HistoryLine>& history);

// What partners hear when the clock closes the case: it says whether anybody was ever reached.
EndResult clock_result(const CaseFile& file);

// By a rule, not by a caseworker; so the code need not be one of the policy.
Closing closed_by(const ApproachEnd& end, const CaseFile& file, Date day);

// Whether a signal asks for a visit of a case that knows `known`: a crisis or a partner that is new to it. Mere
// repetition asks for nothing new: monthly signals of the same arrears would keep a case open for ever.
bool asks_for_a_visit(const MatchedSignal& signal, const Match& known);

// A crisis that counts and that the case did not know: it goes before what its household said earlier (L14).
bool is_new_crisis(const MatchedSignal& signal, const Match& known);

// Why nobody should go there: what is known of the household, else that it has two cases. Or "".
std::string_view reason_to_stop(const CaseFile& file);

}  // namespace tijdig::outcome_tracker
