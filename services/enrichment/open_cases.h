// The open case of a household, as enrichment follows it (docs/adr/0017), and those beside it where two households
// became one (ADR 0018).
//
//   TIJDIG_DO(hear_notice(household, state, notice, turn));    // opened, changed, or closed
//   follow(state, match, turn);                                 // a newer match of the household
//
// While one is open the register desk watches it. Of two that are open one is asked to end, and what it stood on goes
// to the other. `household` is the one whose state it is, which is not always the one that the case is called by.
// Errors: no active rules, which are looked up only where households became one.
#pragma once

#include "libs/runtime/stage.h"
#include "services/enrichment/state.h"

namespace tijdig::enrichment {

Result<> hear_notice(HouseholdId household, HouseholdState& state, const CaseNotice& notice, runtime::Turn& turn);
void hear_taken_back(HouseholdState& state, const SignalTakenBack& back, runtime::Turn& turn);
void follow(HouseholdState& state, const Match& match, runtime::Turn& turn);
void tell_case(const CaseChecked& checked, runtime::Turn& turn);

// Closed cases of another household have come in: the open case is to name what was said in them, so that the same
// answer of the register desk is news.
void tell_what_was_said(HouseholdState& state, Date day, runtime::Turn& turn);
// Another open case is of this household from now on: it is the open one where there was none, and else it is asked to
// end.
void open_also(HouseholdId household, HouseholdState& state, EnrichedCase open, Date day, runtime::Turn& turn);
// The household lives behind that door, whatever the case's signals said.
void lives_at(HouseholdId household, const Address& address, EnrichedCase& open, Date day, runtime::Turn& turn);
// A case of which nothing else is known.
EnrichedCase only_named(const CaseId& id, MunicipalityCode municipality);
// Somebody came so far with a case that it does not end because of the other: the other one is asked, or asked again.
void ask_the_other(const HouseholdState& state, const CaseStands& stands, runtime::Turn& turn);

}  // namespace tijdig::enrichment
