// Assignment's decisions: pure functions over the pool. The processor around them only loads and stores.
//
//   Reach reach = reach_of_close(pool, day, policy);   // which cases to load
//   Decision d = close_day(pool, waiting_cases, reserve_cases, day, policy);
//   pool = evolve(pool, d);
#pragma once

#include <string>
#include <vector>

#include "libs/domain/case.h"
#include "services/assignment/select.h"
#include "services/assignment/state.h"

namespace tijdig::assignment {

struct Dropped {
  EnrichedCase enriched;
  std::string reason;             // "quota_full", "reserve_not_needed", "newer_match"
  bool partners_hear_now = true;  // false where the household's newer match will tell them
  bool operator==(const Dropped&) const = default;
  friend void PrintTo(const Dropped&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

// What the end of a day, or a returned place, leads to. Cases in `dropped` and `assigned` leave the pool; those in
// `reserved` wait for a place to come free.
struct Decision {
  YearMonth month;
  std::vector<Assignment> assigned;
  std::vector<Assignment> reserved;
  std::vector<Dropped> dropped;
  int places_returned = 0;
  bool operator==(const Decision&) const = default;
  friend void PrintTo(const Decision&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

// Which cases of the pool the end of a day can touch. Most days give out nothing, and then none need be read.
struct Reach {
  bool waiting = false;
  bool reserves = false;
  bool operator==(const Reach&) const = default;
};
Reach reach_of_close(const Pool& pool, Date day, const policy::Policy& policy);

// On the match day: fills the quota of the month, then the reserves; who is left is dropped. A month whose match day
// was over before the rules came into force has it late, on the first day that closes. When matching runs continuously:
// fills what is left of the quota every day; who is left waits until the last day of the month. On every other day
// reserves step into the places that came free, in their order. A household of which several matches wait, as after
// such a late day, is chosen once, for its newest (L23). `waiting` and `reserves` are the cases that `pool` names, in
// its order; what `reach_of_close` leaves out may be empty.
Decision close_day(const Pool& pool, std::vector<EnrichedCase> waiting, std::vector<EnrichedCase> reserves, Date day,
                   const policy::Policy& policy);

// A place of the running month came free before anybody was approached. It is given out when the day closes, so that
// the order in which places come back within a day cannot matter.
Decision take_back(const Pool& pool, const CaseReturned& returned);

Pool evolve(Pool pool, const Decision& decision);

}  // namespace tijdig::assignment
