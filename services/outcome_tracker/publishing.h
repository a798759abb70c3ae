// What others hear of a case: reporting its facts, enrichment how it stands, partners how it ended, assignment that a
// place came free, and the municipality of a possible breach.
//
//   publish_opening(file, turn);                                 // of the file as it is now, in each
//   publish_changes(file, events, policy, turn);
//   publish_closing(file, *events.closing, policy, turn);
//
// The order in which one input emits is part of every record's provenance: do not change it. Threads: the turn's. No
// errors.
#pragma once

#include "libs/policy/policy.h"
#include "libs/runtime/stage.h"
#include "services/outcome_tracker/events.h"

namespace tijdig::outcome_tracker {

void publish_opening(const CaseFile& file, runtime::Turn& turn);
void publish_changes(const CaseFile& file, const Events& events, const policy::Policy& policy, runtime::Turn& turn);
void publish_closing(const CaseFile& file, const Closing& closing, const policy::Policy& policy, runtime::Turn& turn);

}  // namespace tijdig::outcome_tracker
