// What becomes of a match: a case, an update of the open case, or an end without approach.
//
//   if (needs_answer(state, match, policy))  ... ask the register desk, keep the match until the answer is there
//   Outcome found = decide(state, match, answer, policy);
//   auto told = decide_again(state, answer, policy);        // the answer changed while its case is open
//
// `needs_answer` comes first, because nothing is asked that the decision does not need (L28): a household with an open
// case, or one that refused within the cool-down, is decided from our own memory. Before contact only these facts may
// be asked, and the LookupAnswer can hold no other: residence, debt help, administration, opt-out, exclusion, secrecy.
//
// Reasons that end a match, in this order (first that holds):
//   open_case                 L23  its caseworker gets the new signals; no second case
//   case_closed               of this very month, where matching runs continuously: the month has its case
//   recently_refused          L21  unless the debt rose as policy says, or a crisis signal came since (L14)
//   repeated                  L20  picked up within `repeated_months`, and no arrears are new or risen since
//   signals_withdrawn         L12  all of them, while the desk was asked
//   deceased, not_resident    L27
//   excluded                  L25  told to partners as "andere reden" only
//   opted_out                 L24  except when a crisis signal stands
//   known_in_debt_help, under_administration
// From signals_withdrawn on they end an open case too when they become known later, and so does address_corrected, when
// its partners moved all signals elsewhere (approach_ends.h).
// Not found in the register, or no register at all, ends nothing: the case says so and a person checks by hand (L26).
// Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libs/domain/case.h"
#include "libs/domain/register_facts.h"
#include "libs/policy/policy.h"
#include "services/enrichment/closed_cases.h"

namespace tijdig::enrichment {

struct Ended {
  std::string reason;  // stable code, for the report
  EndResult result = EndResult::refused_other;
  bool partners_hear_now = true;  // false where a running case will tell them (L35, L36)
};

struct Outcome {
  std::optional<EnrichedCase> approach;
  std::optional<CaseUpdated> update;
  std::optional<Ended> ended;
};

// Must the register desk be asked before this match can be decided?
bool needs_answer(const HouseholdState& state, const Match& match, const policy::Policy& policy);

// `answer` may be null where needs_answer is false.
Outcome decide(const HouseholdState& state, const Match& match, const LookupAnswer* answer,
               const policy::Policy& policy);

// All that the household's open cases stand on, those beside the open one too: one goes on with the signals of all.
Match match_of_open(const HouseholdState& state);  // has an open case that was looked up

// What becomes of the open case by a newer answer about it. Nothing when it says what was known before.
std::optional<CaseChecked> decide_again(const HouseholdState& state, const LookupAnswer& answer,
                                        const policy::Policy& policy);

LookupRequest request_for(const Match& match);

}  // namespace tijdig::enrichment
