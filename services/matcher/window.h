// The match rule (docs/matching.md), as arithmetic on months and partners.
//
//   A household matches in month M when signals of at least `partners_min` distinct partners fall in the window of
//   `window_months` months that ends in M, at least one of them in M. `same_month` when that many fall in M itself,
//   else `consecutive`. By policy a single signal may be enough: a crisis signal, or an amount from a limit on
//   (`by_policy`).
//
// Pure; any thread. The Divosa classes beside it are about the address, not the household (Divosa Monitor):
// multiple = two or more signals in M, consecutive = any signal in the six months before M.
#pragma once

#include <optional>
#include <vector>

#include "libs/domain/match.h"
#include "services/matcher/state.h"

namespace tijdig::matcher {

inline constexpr int months_looked_back_by_divosa = 6;

inline YearMonth window_start(YearMonth month, const policy::Matching& rules) {
  return month.plus_months(1 - rules.window_months);
}

// Whether so many lines can match at all, whatever they say.
bool can_match(std::size_t lines, const policy::Matching& rules);

// Does the rule fire for these lines in `month`? Lines are taken as one household.
std::optional<MatchClass> match_class(const std::vector<const CustomerLine*>& lines, YearMonth month,
                                      const policy::Matching& rules);

// The signals of the window, by partner, then signal date, then id. `current` is the latest of each customer.
std::vector<MatchedSignal> signals_in_window(const std::vector<const CustomerLine*>& lines, YearMonth month,
                                             const policy::Matching& rules);

bool divosa_multiple(const AddressState& state, YearMonth month);
bool divosa_consecutive(const AddressState& state, YearMonth month);

}  // namespace tijdig::matcher
