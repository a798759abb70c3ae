// Which cases come first, and why: the stratified choice of one municipality.
//
//   std::vector<Choice> list = select(pool, places, policy.assignment);
//
// Greedy: of all that wait, take the one that comes first by
//   1. a crisis signal that counts (L14);
//   2. the sector that has the fewest places so far (only when policy stratifies by sector);
//   3. the part of town (four digits of the postcode) that has the fewest (only when it stratifies by district);
//   4. most partners, then highest total debt, then case id.
// Pure; the result does not depend on the order of `pool`. Source: evaluation of Zoetermeer 2018-2019 (selection);
// L13, L14.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "libs/domain/case.h"
#include "libs/policy/policy.h"

namespace tijdig::assignment {

struct Choice {
  std::size_t index = 0;  // into the pool given
  std::string reason;     // "2 partners (water and wonen), same_month in 2018-10; least served sector has 1"
};

// Indices of the chosen ones, best first; at most `places`.
std::vector<Choice> select(const std::vector<EnrichedCase>& pool, int places, const policy::AssignmentRules& rules);

// The day by which help must have been offered: the earliest receipt plus the policy's days, or three working days
// after the receipt of a crisis signal when that is sooner. Clocks start at receipt, not at the match, so a deadline
// may have passed on the match day; the walk list shows that rather than hide it (L13, L14). Superseded signals set
// none.
Date offer_deadline(const EnrichedCase& candidate, const policy::AssignmentRules& rules);

}  // namespace tijdig::assignment
