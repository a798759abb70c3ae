// The tracker's decisions: pure functions over one case file. Status changes only through `apply`, which writes
// history.
//
//   Events e = decide(file, entry, policy);      // what follows from a caseworker's entry
//   file = evolve(file, e);                       // events.h: the only way a file changes
#pragma once

#include "libs/policy/policy.h"
#include "services/outcome_tracker/events.h"

namespace tijdig::outcome_tracker {

// A caseworker's entry. Refused: a day before the case was assigned (the clocks would run from it) or after it went on
// as another, a result code the policy does not have, or a cause or composition it does not know.
Result<Events> decide(const CaseFile& file, const DeskEntry& entry, const policy::Policy& policy);
// The end of a day: closes the case when its clock has run out.
Events decide(const CaseFile& file, Date day, const policy::Policy& policy);
// A new match of the household while the case is open. Signals that the new match has no more stay in the file as
// earlier ones, so that their partners hear how the case ended. A crisis signal that is new to the case brings the
// deadline forward, and with it the place in the queue. The window of the clock begins anew with such a signal and with
// the first one of a partner; more from known partners prolongs nothing. Signals that do not count change no clock.
// Those that do lift the STOP of a case whose signals were all withdrawn.
Events decide(const CaseFile& file, const CaseUpdated& updated);

// A link was undone: that partner's signals leave the case, and it is closed when what is left would not have matched
// (`partners_min`, unless the match stands by policy on one signal). Refused: the case has no signal of that partner,
// or went on as another.
Result<Events> decide(const CaseFile& file, const LinkUndone& undone, const policy::Policy& policy);

// Something became known since the match: the case knows it from now on, and closes when nobody should go there any
// more. Once somebody has spoken with the household its caseworker decides, and reads the reason. Refused: a reason
// that is not one of approach_ends.h.
Result<Events> decide(const CaseFile& file, const CaseChecked& checked);

}  // namespace tijdig::outcome_tracker
