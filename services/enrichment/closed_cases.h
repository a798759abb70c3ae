// What the closed cases of a household mean for its next match: pure functions of what is remembered of them.
//
//   remember_closed(state, notice);                       // closed, or its result corrected since
//   auto ended = ended_by_closed(state, match, policy);   // case_closed, recently_refused, repeated; or nothing
//
// A crisis that the caseworker of the case did not know goes before all but the first (L14). Any thread.
#pragma once

#include <optional>

#include "libs/domain/case.h"
#include "libs/policy/policy.h"
#include "services/enrichment/state.h"

namespace tijdig::enrichment {

inline constexpr int closed_months_remembered = 25;  // the longest that policy can ask for, and the month itself

void remember_closed(HouseholdState& state, const CaseNotice& notice);
void remember_closed(HouseholdState& state, const std::vector<ClosedCase>& of_another);  // that is one with this one

// Why no new case is made of the match; the stable code.
std::optional<std::string_view> ended_by_closed(const HouseholdState& state, const Match& match,
                                                const policy::Policy& policy);
// Of these reasons those that hold in any month: recently_refused and repeated.
std::optional<std::string_view> left_alone_by_closed(const HouseholdState& state, const Match& match,
                                                     const policy::Policy& policy);

// The newest refusal within the cool-down (L21), and the newest case picked up within `repeated_months` (L20).
const ClosedCase* recent_refusal(const HouseholdState& state, const Match& match, const policy::Policy& policy);
const ClosedCase* recent_pick_up(const HouseholdState& state, const Match& match, const policy::Policy& policy);
const ClosedCase* last_refusal(const HouseholdState& state);

// Who says no to arrears, or is helped with them, has not heard of an eviction that came since (L14).
bool has_crisis_since(const ClosedCase& closed, const Match& match);
// The debt rose enough since to ring again (L21).
bool is_risen(const ClosedCase& refusal, const Match& match, const policy::Policy& policy);

std::vector<PartnerDebt> debts_of(const Match& match);  // current amounts, by partner
Date plus_months(Date day, int months);                 // the same day of a later month, or its last day

}  // namespace tijdig::enrichment
