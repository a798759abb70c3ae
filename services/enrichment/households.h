// Where enrichment keeps what it knows of a household: flow::tables::households.
//
//   TIJDIG_TRY(HouseholdState state, load(household, turn));   // empty where nothing is known
//   save(household, state, turn);                               // and is forgotten where nothing is left
//
// Errors: state that does not read is fatal.
#pragma once

#include "libs/runtime/stage.h"
#include "services/enrichment/state.h"

namespace tijdig::enrichment {

Bytes household_key(HouseholdId household);
Result<HouseholdState> load(HouseholdId household, runtime::Turn& turn);
void save(HouseholdId household, const HouseholdState& state, runtime::Turn& turn);

}  // namespace tijdig::enrichment
