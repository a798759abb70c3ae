// Two households became one (ADR 0018): what is known of the one that goes away is known of the one that goes on.
//
//   TIJDIG_DO(hear_of_merge(merged, turn));      // of the one that goes on: asks for the other's memory, and waits
//   TIJDIG_DO(give_memory(asked, turn));         // of the one that goes away: gives it, and passes on what comes later
//   TIJDIG_DO(take_memory(memory, turn));        // and decides what waited
//   if (passes_on(state, record, turn)) return {};
//
// While memory is awaited no match of the household is decided: people who just said no might be visited. The order in
// which records of the two households come makes no difference to what is known in the end, and repeats change nothing.
// Errors: no active rules.
#pragma once

#include "libs/runtime/stage.h"
#include "services/enrichment/state.h"

namespace tijdig::enrichment {

Result<> hear_of_merge(const HouseholdMerged& merged, runtime::Turn& turn);
Result<> give_memory(const MemoryAsked& asked, runtime::Turn& turn);
Result<> take_memory(const HouseholdMemory& memory, runtime::Turn& turn);
Result<> hear_standing(const CaseStands& stands, runtime::Turn& turn);

// The household whose state a record is about.
HouseholdId household_of(const CaseNotice& notice);
HouseholdId household_of(const CaseStands& stands);

// Of a household that went on in another: the record goes there (true), and nothing else happens.
bool passes_on(const HouseholdState& state, const Match& match, runtime::Turn& turn);
bool passes_on(const HouseholdState& state, const LookupAnswer& answer, runtime::Turn& turn);
bool passes_on(const HouseholdState& state, const CaseNotice& notice, runtime::Turn& turn);
bool passes_on(const HouseholdState& state, const SignalTakenBack& back, runtime::Turn& turn);

// One of each month, by month; one that is there is replaced (true: it was there).
bool let_wait(HouseholdState& state, const Match& match);

}  // namespace tijdig::enrichment
