// How each record changes what is remembered of one address. The only functions that change an AddressState; the same
// records give the same state, and within a month their order does not matter.
//
//   TIJDIG_TRY(const bool is_new, add(state, signal, late));
//   if (!withdraw(state, id)) ...  // was not there
//
// Pure; any thread.
#pragma once

#include "libs/domain/match.h"
#include "services/matcher/state.h"

namespace tijdig::matcher {

inline constexpr int months_remembered = 13;   // a year and the month itself: window and look-back fit
inline constexpr std::size_t lines_max = 500;  // customers at one address; more is no dwelling

// A new signal (true), or another text of one that is known by its id (false), which stays as late as it was. Refuses
// only an address with too many customers.
Result<bool> add(AddressState& state, const Signal& signal, bool late);
// The signal should not count any more; its line keeps its household (state.h). False when it was not there: withdrawn
// before, or too old.
bool withdraw(AddressState& state, const SignalId& id);
bool knows(const AddressState& state, const SignalId& id);
// The household of the customer whom the signal names; not set before its first match, nor when it is not there.
HouseholdId household_of(const AddressState& state, const SignalId& id);
// A person answered; false when nobody asked.
bool answer(AddressState& state, const ReviewAnswer& given);

// In which months after `after` could a run find something here?
std::vector<YearMonth> months_worth_a_look(const AddressState& state, const policy::Matching& rules, YearMonth after);

}  // namespace tijdig::matcher
