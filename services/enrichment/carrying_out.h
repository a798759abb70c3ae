// What was decided on a match, as records: a case, an update of the open one, an end that the report and partners hear.
//
//   end_or_update(state, match, decide(state, match, &answer, *policy), turn);
//
// Partners hear what became of their own signal in words of the exchange model, and nothing else (L35, L36). No errors.
#pragma once

#include "libs/runtime/stage.h"
#include "services/enrichment/decide.h"

namespace tijdig::enrichment {

void end_or_update(HouseholdState& state, const Match& match, const Outcome& outcome, runtime::Turn& turn);
void ask_desk(const Match& match, runtime::Turn& turn);

}  // namespace tijdig::enrichment
