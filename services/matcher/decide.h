// What a run finds at one address: which households match in a month, whom a person must look at, and why.
//
//   Decision found = decide(state, {municipality, month, day, rules, policy_version}, rule_linker());
//   evolve(state, found);   // households keep their id; a match is not made twice
//
// Pure: the answer depends on the state and the run alone, and not on the order in which signals came. Runs happen when
// a day closes (docs/adr/0006). The reasons of a match (the window, the partners, and each comparison that linked one
// customer to another) are worked out where somebody keeps them: explain_match(state, groups[match.group], ...), before
// `evolve`. A doubt becomes a ReviewTask only where it would make the difference between match and none.
#pragma once

#include <vector>

#include "libs/domain/match.h"
#include "services/matcher/linker.h"
#include "services/matcher/state.h"

namespace tijdig::matcher {

struct Run {
  MunicipalityCode municipality;
  YearMonth month;
  Date day;  // that closes
  policy::Matching rules;
  std::string policy_version;
};

struct FoundMatch {
  Match match;                     // without evidence
  std::size_t group = 0;           // place in Decision::groups
  std::vector<std::size_t> lines;  // of the household, places in state.lines
  std::uint64_t signals_hash = 0;
};

struct FoundDoubt {
  ReviewTask task;
  Review review;
};

struct Decision {
  std::vector<Group> groups;  // who lives together
  std::vector<FoundMatch> matches;
  std::vector<FoundDoubt> doubts;
};

Decision decide(const AddressState& state, const Run& run, const Linker& linker);
void evolve(AddressState& state, const Decision& decision);

MatchId match_id_of(const HouseholdId& household, YearMonth month);

}  // namespace tijdig::matcher
