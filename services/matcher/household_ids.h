// Which id each group of an address goes on with, and which households became one.
//
//   const Grouping groups = group_of_speaking(state, linker);
//   std::vector<HouseholdId> ids = household_ids(state, groups, linker);    // of each group; not set: new
//   for (const Joined& one : join_households(state, linker)) ...            // somebody must be told (ADR 0018)
//
// A household keeps the id of its first match. When two that had one grow together, the smaller id goes on; when one
// falls apart, its first group keeps it and the others are new; who left it for another door is new there. So a
// household is joined to another only when no group goes on as it. Follows from where lines lie and how they are
// linked, not from the order in which that came about. An address with one household costs a look at its lines. Pure.
#pragma once

#include <vector>

#include "services/matcher/linker.h"
#include "services/matcher/state.h"

namespace tijdig::matcher {

// As if the lines whose signals were all withdrawn were not there: they bind nobody, and part nobody.
Grouping group_of_speaking(const AddressState& state, const Linker& linker);
std::vector<HouseholdId> household_ids(const AddressState& state, const Grouping& speaking, const Linker& linker);

struct Joined {
  HouseholdId from;
  HouseholdId into;
  bool operator==(const Joined&) const = default;
};
// By `from`. From now on its lines are of `into`: a second call finds nothing.
std::vector<Joined> join_households(AddressState& state, const Linker& linker);

}  // namespace tijdig::matcher
