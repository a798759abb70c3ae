// Two open cases of one household become one (ADR 0018): which ends, and what the other takes over.
//
//   Events e = decide(file, asked);      // ends, or says how far somebody came with it
//   Events e = decide(file, goes_on, policy);
//
// The case with which somebody came farther goes on: spoken with before tried, tried before nobody yet; of equals the
// one that was there first. When somebody was spoken with in both a caseworker decides, and both say STOP until one has
// its result. Pure; any thread. No errors.
#pragma once

#include "services/outcome_tracker/decide.h"

namespace tijdig::outcome_tracker {

Events decide(const CaseFile& file, const CaseMergeAsked& asked);

// What the other one stood on comes in, and the earlier deadline. When this case closed in the meantime the partners of
// what came in hear how.
Events decide(const CaseFile& file, const CaseGoesOn& goes_on, const policy::Policy& policy);

}  // namespace tijdig::outcome_tracker
