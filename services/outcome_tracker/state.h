// What the outcome-tracker remembers: one file per case (key "c" + case id), per day the cases whose clock may run out
// that day (key "d" + day), and per town the days that have such a list (key "i"). All of it is kept decoded
// (libs/runtime/kept.h), and written by state_codec.cc.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "libs/domain/case.h"
#include "libs/domain/link_verdicts.h"
#include "services/outcome_tracker/lifecycle.h"

namespace tijdig::outcome_tracker {

struct HistoryLine {
  Date day;
  Trigger trigger = Trigger::not_reached;
  Status from = Status::on_list;
  Status to = Status::on_list;
  bool operator==(const HistoryLine&) const = default;
};

struct CaseFile {
  Assignment assignment;
  Status status = Status::on_list;
  std::vector<HistoryLine> history;
  std::set<Hash128> entries;  // caseworkers' entries already taken in
  int attempts = 0;
  bool ever_reached = false;
  Date last_contact;                 // where ever_reached
  std::vector<LinkUndone> undone;    // while nobody is known to have been approached before that day
  std::optional<CaseResult> result;  // as the caseworker gave it, or a rule; none when the clock closed the case
  std::string stay_away;             // known since the match: why nobody should go there (approach_ends.h), or ""
  bool two_in_contact = false;       // with another case of its household too: a caseworker decides which goes on
  std::vector<SignalId> taken_over;  // of a case that ended because this one goes on, and that reports them; sorted
  std::optional<CaseId> goes_on_as;  // the case of its household that goes on, where this one ended for it
  std::optional<Date> renewed_on;    // the last day on which the open case got signals that ask for a visit
  bool operator==(const CaseFile&) const = default;
  friend void PrintTo(const CaseFile&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

Bytes encode(const CaseFile& file);
Result<> decode(BytesView wire, CaseFile& file);  // into an empty one

// Cases to look at when a day closes. A stale mark does no harm: the clock is asked again.
struct DueList {
  std::set<CaseId> cases;
  bool operator==(const DueList&) const = default;
};
Bytes encode(const DueList& due);
Result<> decode(BytesView wire, DueList& due);  // into an empty one

// The days of a town that have a due list, so that a day without one is not looked up (due_days.h).
struct DueDays {
  std::set<Date> days;
  bool operator==(const DueDays&) const = default;
};
Bytes encode(const DueDays& due);
Result<> decode(BytesView wire, DueDays& due);  // into an empty one

}  // namespace tijdig::outcome_tracker
