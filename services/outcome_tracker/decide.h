// The tracker's decisions: pure functions over one case file. Status changes only through `apply`, which writes
// history.
//
//   Events e = decide(file, entry, policy);      // what follows from a caseworker's entry
//   file = evolve(file, e);                       // the only way a file changes
#pragma once

#include <optional>
#include <vector>

#include "libs/domain/facts.h"
#include "libs/domain/household_merge.h"
#include "libs/domain/link_verdicts.h"
#include "libs/policy/policy.h"
#include "services/outcome_tracker/state.h"

namespace tijdig::outcome_tracker {

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

// What one input does to one case. An empty one changes nothing.
struct Events {
  std::optional<Hash128> entry;  // the caseworker's entry that is now taken in
  std::optional<ContactAttempt> attempt;
  Date attempt_day;
  std::vector<HistoryLine> transitions;
  std::optional<Closing> closing;
  std::optional<Match> newer_match;      // amounts and signals brought up to date (L23), or without what was undone
  std::optional<CaseChecked> looked_up;  // what became known since the match
  std::optional<Date> deadline;          // for the offer of help, where a crisis brought it forward (L14)
  std::optional<Date> renewed_on;        // signals came that ask for a visit: the window of the clock begins anew (L18)
  bool signals_again = false;            // some that count: that all were withdrawn is no reason any more to stay away
  bool new_crisis = false;               // L14: what the household said before is no reason any more to stay away
  std::vector<SignalId> denied;          // signals that are not about this household
  std::optional<LinkUndone> undone;      // to be remembered, should a visit before that day still become known
  std::vector<LinkUndone> breaches;      // somebody was approached because of them
  std::optional<HouseholdId> household;  // that the case is of from now on
  std::optional<Address> lives_at;       // that household, by what is known of it now
  std::optional<CaseStands> stands;      // it does not end because of another case of its household
  bool two_in_contact = false;           // nor does that one: a caseworker decides which goes on
  bool goes_on_alone = false;            // there is no other any more
  std::vector<SignalId> taken_over;      // of the other, which reports them
  std::vector<SignalId> reported_there;  // by the other, though a match of both brought them here before
  int attempts_taken_over = 0;           // because of the other, at this household
  std::optional<Closing> told_late;      // as which it had closed already, for the partners of what was taken over
  bool operator==(const Events&) const = default;
  friend void PrintTo(const Events&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

// A caseworker's entry. Refused: a day before the case was assigned (the clocks would run from it) or after it went on
// as another, a result code the policy does not have, or a cause or composition it does not know.
Result<Events> decide(const CaseFile& file, const DeskEntry& entry, const policy::Policy& policy);
// The end of a day: closes the case when its clock has run out.
Events decide(const CaseFile& file, Date day, const policy::Policy& policy);
// A new match of the household while the case is open. Signals that the new match has no more stay in the file as
// earlier ones, so that their partners hear how the case ended. A crisis signal that is new to the case brings the
// deadline forward, and with it the place in the queue. The window of the clock begins anew with such a signal and with
// the first one of a partner; more from known partners prolongs nothing. Signals that do not count change no clock.
// Those that do lift the STOP of a case whose signals were all withdrawn.
Events decide(const CaseFile& file, const CaseUpdated& updated);

// A link was undone: that partner's signals leave the case, and it is closed when what is left would not have matched
// (`partners_min`, unless the match stands by policy on one signal). Refused: the case has no signal of that partner,
// or went on as another.
Result<Events> decide(const CaseFile& file, const LinkUndone& undone, const policy::Policy& policy);

// Something became known since the match: the case knows it from now on, and closes when nobody should go there any
// more. Once somebody has spoken with the household its caseworker decides, and reads the reason. Refused: a reason
// that is not one of approach_ends.h.
Result<Events> decide(const CaseFile& file, const CaseChecked& checked);

CaseFile evolve(CaseFile file, const Events& events);

}  // namespace tijdig::outcome_tracker
