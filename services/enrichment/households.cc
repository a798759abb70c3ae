#include "services/enrichment/households.h"

namespace tijdig::enrichment {

Bytes household_key(HouseholdId household) { return flow::tables::households.key(household); }

Result<HouseholdState> load(HouseholdId household, runtime::Turn& turn) {
  const auto wire = turn.load(household_key(household));
  if (!wire) return HouseholdState{};
  return decode_household(*wire);
}

void save(HouseholdId household, const HouseholdState& state, runtime::Turn& turn) {
  if (state == HouseholdState{})
    turn.erase(household_key(household));
  else
    turn.save(household_key(household), encode(state));
}

}  // namespace tijdig::enrichment
