// When lines of one household have come to lie behind different doors, one door keeps its id; the others begin anew at
// their next match, so that no two matches of a month have one id.
//
//   TIJDIG_DO(keep_one_door(doors, turn));   // after placing.h, with the doors that it touched
//
// The door that has the id keeps it as long as somebody surely linked stays there. Else it goes with most of those who
// are surely linked, and of equals to the smallest address id: so a couple that moves together keeps its id, and one
// that parts leaves it where its visits went. Follows from where lines lie when the day closes, not from who moved
// first. Lines that begin anew still name the household that knows their signals, until it has a successor: somebody
// may have to be told of a withdrawal. State only; errors are those of the state.
#pragma once

#include <vector>

#include "libs/runtime/stage.h"
#include "services/matcher/state.h"

namespace tijdig::matcher {

Result<> keep_one_door(const std::vector<AddressId>& doors, runtime::Turn& turn);

}  // namespace tijdig::matcher
