#include "services/outcome_tracker/merging.h"

#include <fmt/format.h>

#include <algorithm>

#include "libs/domain/match_signals.h"
#include "services/outcome_tracker/rules.h"

namespace tijdig::outcome_tracker {
namespace {

CaseStanding standing_of(const CaseFile& file) {
  if (file.status == Status::in_contact) return CaseStanding::in_contact;
  return file.attempts > 0 ? CaseStanding::trying : CaseStanding::on_list;
}

// How a closed case ended, as its partners heard it. None for one that went on in a third: that one tells them.
std::optional<Closing> closing_of(const CaseFile& file, const policy::Policy& policy) {
  Closing closing;
  if (!file.history.empty()) closing.day = file.history.back().day;
  if (!file.result) {
    closing.result = clock_result(file);
    return closing;
  }
  if (file.result->local_code == approach_ends::merged.code) return std::nullopt;
  if (const policy::ResultCode* code = policy.result(file.result->local_code))
    closing.result = code->ddas;
  else if (const ApproachEnd* end = approach_end(file.result->local_code))
    closing.result = end->result;
  return closing;
}

}  // namespace

Events decide(const CaseFile& file, const CaseMergeAsked& asked) {
  Events events;
  if (file.status == Status::closed) return events;
  const CaseStanding standing = standing_of(file);
  const bool gives_way =
      standing < asked.other_standing || (standing == asked.other_standing && asked.yields_when_equal);
  if (gives_way && standing != CaseStanding::in_contact) {
    const Date day = std::max(asked.day, file.assignment.assigned_on);
    apply(file.status, Trigger::merged, day, events.transitions);
    events.closing = closed_by(approach_ends::merged, file, day);
    events.closing->goes_on_as = asked.other;
    return events;
  }
  events.two_in_contact = standing == CaseStanding::in_contact && asked.other_standing == CaseStanding::in_contact;
  if (events.two_in_contact && asked.yields_when_equal) return events;  // the other one knows
  events.stands = CaseStands{asked.id, asked.other, {}, asked.municipality, standing, asked.day};
  return events;
}

Events decide(const CaseFile& file, const CaseGoesOn& goes_on, const policy::Policy& policy) {
  Events events;
  GoneOnHere& here = events.gone_on_here;
  here.household = goes_on.household;
  here.lives_at = goes_on.address;
  here.is_alone = goes_on.is_alone;
  if (!goes_on.match) return events;
  const Match& known = file.assignment.enriched.match;
  for (const MatchedSignal& signal : goes_on.match->signals) {
    const auto same = [&](const MatchedSignal& one) { return one.id == signal.id; };
    if (std::any_of(known.signals.begin(), known.signals.end(), same)) {  // a match of both came before
      const bool is_told = std::binary_search(file.taken_over.begin(), file.taken_over.end(), signal.id);
      if (signal.current && !is_told) here.reported_there.push_back(signal.id);
      continue;
    }
    here.taken_over.push_back(signal.id);
    if (asks_for_a_visit(signal, known)) events.heard.renewed_on = goes_on.day;
    events.heard.has_new_crisis |= is_new_crisis(signal, known);
    events.heard.count_again |= signal.current;
  }
  if (here.taken_over.empty() && here.reported_there.empty()) return events;
  here.attempts = static_cast<int>(goes_on.attempts);
  events.newer_match = known;
  take_in(*events.newer_match, *goes_on.match);
  if (goes_on.other)
    events.newer_match->evidence.push_back(
        {"one household", fmt::format("signals of case {}, which goes on here", goes_on.other->to_string()), 0});
  if (goes_on.deadline && *goes_on.deadline < file.assignment.deadline) events.heard.deadline = goes_on.deadline;
  if (file.status == Status::closed) {
    events.heard.renewed_on.reset();
    if (!here.taken_over.empty()) here.told_late = closing_of(file, policy);
  }
  return events;
}

}  // namespace tijdig::outcome_tracker
