// What the signals of a match come to, and how they change after it was made.
//
//   if (take_out(match, withdrawn)) ...          // it was there, and does not count any more
//   take_older(case_match, re_made);             // what a match of an earlier month says beside a newer one
//
// Pure; any thread. Law: of the signals that stand of a partner at least one is current.
#pragma once

#include "libs/domain/match.h"

namespace tijdig {

Cents current_debt(const Match& match);  // of the current signals together

// The latest that is left of the partner counts instead, when none else of it does. False: it was not there.
bool take_out(Match& match, const SignalId& signal);

// A correction, or a signal that came late, makes a match of an earlier month anew, though the household has a newer
// one: signals of both are brought up to date, and what only `older` has comes in. Everything else stays as it is.
void take_older(Match& match, const Match& older);

// Two households are one: what the other one's match says comes in as it is.
void take_in(Match& match, const Match& other);

}  // namespace tijdig
