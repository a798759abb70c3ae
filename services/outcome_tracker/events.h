// What one input does to one case, decided in decide.h and merging.h, and the only way a case file changes.
//
//   Events events;
//   events.attempt = AttemptMade{{ContactKind::home_visit, true}, day};
//   file = evolve(std::move(file), events);
//
// Plain values; pure; any thread. No errors.
#pragma once

#include <optional>
#include <vector>

#include "libs/domain/facts.h"
#include "libs/domain/household_merge.h"
#include "libs/domain/link_verdicts.h"
#include "services/outcome_tracker/state.h"

namespace tijdig::outcome_tracker {

struct AttemptMade {
  ContactAttempt attempt;
  Date day;
  bool operator==(const AttemptMade&) const = default;
};

struct Closing {
  Date day;
  bool by_clock = false;
  bool without_attempt = false;  // nobody rang the bell: the place goes back
  std::string local_code;
  EndResult result = EndResult::no_contact;
  bool starts_cool_down = false;
  std::optional<CaseResult> given;
  std::optional<CaseId> goes_on_as;  // where its household's other case goes on: partners hear how that one ends
  bool operator==(const Closing&) const = default;
};

// What signals ask for that the case did not know, or that come again.
struct SignalsHeard {
  bool count_again = false;        // that all were withdrawn is no reason any more to stay away
  bool has_new_crisis = false;     // L14: what the household said before is no reason any more to stay away
  std::optional<Date> deadline;    // for the offer of help, where it is brought forward (L14)
  std::optional<Date> renewed_on;  // some ask for a visit: the window of the clock begins anew (L18)
  bool operator==(const SignalsHeard&) const = default;
};

// A partner's signals are not about this household.
struct Unlinked {
  std::vector<SignalId> denied;
  std::optional<LinkUndone> undone;  // to be remembered, should a visit before that day still become known
  bool operator==(const Unlinked&) const = default;
};

// What comes in because two households are one, or their other case ended.
struct GoneOnHere {
  std::optional<HouseholdId> household;  // that the case is of from now on
  std::optional<Address> lives_at;       // that household, by what is known of it now
  bool is_alone = false;                 // there is no other case any more
  std::vector<SignalId> taken_over;      // of the other, which reports them
  std::vector<SignalId> reported_there;  // by the other, though a match of both brought them here before
  int attempts = 0;                      // because of the other, at this household
  std::optional<Closing> told_late;      // as which this one had closed, for the partners of what was taken over
  bool operator==(const GoneOnHere&) const = default;
};

// An empty one changes nothing.
struct Events {
  std::optional<Hash128> entry;  // the caseworker's entry that is now taken in
  std::optional<AttemptMade> attempt;
  Unlinked unlinked;
  std::vector<LinkUndone> breaches;      // somebody was approached because of them
  std::optional<Match> newer_match;      // amounts and signals brought up to date (L23), or without what was undone
  std::optional<CaseChecked> looked_up;  // what became known since the match
  SignalsHeard heard;
  std::optional<CaseStands> stands;  // it does not end because of another case of its household
  bool two_in_contact = false;       // nor does that one: a caseworker decides which goes on
  GoneOnHere gone_on_here;
  std::vector<HistoryLine> transitions;
  std::optional<Closing> closing;
  bool operator==(const Events&) const = default;
  friend void PrintTo(const Events&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

CaseFile evolve(CaseFile file, const Events& events);

}  // namespace tijdig::outcome_tracker
