#include "services/outcome_tracker/decide.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "libs/domain/approach_ends.h"
#include "libs/domain/entry_refusals.h"
#include "libs/domain/match_signals.h"
#include "libs/domain/working_days.h"
#include "services/outcome_tracker/clocks.h"
#include "services/outcome_tracker/rules.h"

namespace tijdig::outcome_tracker {
namespace {

Result<> check_words(const CaseResult& result, const policy::Policy& policy) {
  const auto known = [](const std::vector<std::string>& allowed, const std::string& word) {
    return std::find(allowed.begin(), allowed.end(), word) != allowed.end();
  };
  if (policy.result(result.local_code) == nullptr)
    return Error::refused("desk entry: the result code is not one of `results` in the policy");
  for (const std::string& cause : result.causes)
    if (!known(policy.causes, cause)) return Error::refused("desk entry: a cause is not one of `causes` in the policy");
  if (!result.composition.empty() && !known(policy.compositions, result.composition))
    return Error::refused("desk entry: the household composition is not one of `compositions` in the policy");
  for (const std::string& problem : result.other_problems)
    if (!known(policy.other_problems, problem))
      return Error::refused("desk entry: a problem is not one of `other_problems` in the policy");
  return {};
}

// What was done until that day is a fact of this case; what is done later belongs to the one that goes on.
bool went_on_before(const CaseFile& file, Date day) {
  return std::any_of(file.history.begin(), file.history.end(),
                     [&](const HistoryLine& line) { return line.trigger == Trigger::merged && line.day < day; });
}

}  // namespace

Result<Events> decide(const CaseFile& file, const DeskEntry& entry, const policy::Policy& policy) {
  Events events;
  if (file.entries.count(entry.entry) != 0) return events;
  if (entry.day < file.assignment.assigned_on) return refused(entry_refusals::entry_before_case);
  if (went_on_before(file, entry.day)) return refused(entry_refusals::case_merged);
  if (entry.result) TIJDIG_DO(check_words(*entry.result, policy));
  events.entry = entry.entry;
  Status status = file.status;
  if (entry.attempt) {
    events.attempt = AttemptMade{*entry.attempt, entry.day};
    status =
        apply(status, entry.attempt->reached ? Trigger::reached : Trigger::not_reached, entry.day, events.transitions);
    // Entries of the desk may come after the unlink of the same day, or a week late.
    std::copy_if(file.undone.begin(), file.undone.end(), std::back_inserter(events.breaches),
                 [&](const LinkUndone& one) { return entry.day <= one.day; });
  }
  if (entry.result) {
    const policy::ResultCode& code = *policy.result(entry.result->local_code);
    apply(status, Trigger::result_given, entry.day, events.transitions);
    Closing closing;
    closing.day = entry.day;
    closing.without_attempt = file.status == Status::on_list && !entry.attempt;
    closing.local_code = code.code;
    closing.result = code.ddas;
    closing.starts_cool_down = code.starts_cool_down;
    closing.given = entry.result;
    events.closing = closing;
  }
  return events;
}

Events decide(const CaseFile& file, Date day, const policy::Policy& policy) {
  Events events;
  const std::optional<Date> due = closes_on(file, policy.closing);
  if (!due || *due > day) return events;
  apply(file.status, Trigger::window_elapsed, day, events.transitions);
  Closing closing;
  closing.day = day;
  closing.by_clock = true;
  closing.local_code = policy.closing.no_contact_code;
  closing.result = clock_result(file);
  events.closing = closing;
  return events;
}

Events decide(const CaseFile& file, const CaseUpdated& updated) {
  Events events;
  if (file.status == Status::closed) return events;
  if (updated.match.month < file.assignment.enriched.match.month) {  // re-made beside the newer one that is here
    events.newer_match = file.assignment.enriched.match;
    take_older(*events.newer_match, updated.match);
  } else {
    events.newer_match = updated.match;
  }
  Date deadline = file.assignment.deadline;
  for (const MatchedSignal& signal : updated.match.signals) {
    if (!signal.current) continue;
    events.heard.count_again = true;
    if (signal.crisis) deadline = std::min(deadline, crisis_deadline(signal.received));
    if (asks_for_a_visit(signal, file.assignment.enriched.match)) events.heard.renewed_on = updated.match.matched_on;
    events.heard.has_new_crisis |= is_new_crisis(signal, file.assignment.enriched.match);
  }
  if (deadline != file.assignment.deadline) events.heard.deadline = deadline;
  for (MatchedSignal earlier : file.assignment.enriched.match.signals) {
    const auto same = [&](const MatchedSignal& newer) { return newer.id == earlier.id; };
    if (std::any_of(events.newer_match->signals.begin(), events.newer_match->signals.end(), same)) continue;
    earlier.current = false;
    events.newer_match->signals.push_back(earlier);
  }
  return events;
}

Result<Events> decide(const CaseFile& file, const LinkUndone& undone, const policy::Policy& policy) {
  Events events;
  if (file.entries.count(undone.entry) != 0) return events;
  if (file.goes_on_as) return refused(entry_refusals::case_merged);
  Match left = file.assignment.enriched.match;
  std::set<PartnerId> partners;
  for (const MatchedSignal& signal : left.signals) {
    if (signal.partner == undone.partner)
      events.unlinked.denied.push_back(signal.id);
    else if (signal.current)
      partners.insert(signal.partner);
  }
  if (events.unlinked.denied.empty()) return refused(entry_refusals::partner_not_in_case);
  events.entry = undone.entry;
  std::erase_if(left.signals, [&](const MatchedSignal& signal) { return signal.partner == undone.partner; });
  left.evidence.push_back({"link undone", fmt::format("{}: {}", undone.partner.text(), code_of(undone.reason)), 0});
  const bool stands = !partners.empty() && (left.match_class == MatchClass::by_policy ||
                                            std::ssize(partners) >= policy.matching.partners_min);
  events.newer_match = std::move(left);
  if (file.attempts > 0)
    events.breaches.push_back(undone);
  else
    events.unlinked.undone = undone;
  if (stands || file.status == Status::closed) return events;
  apply(file.status, Trigger::link_undone, undone.day, events.transitions);
  events.closing = closed_by(approach_ends::link_undone, file, undone.day);
  return events;
}

Result<Events> decide(const CaseFile& file, const CaseChecked& checked) {
  Events events;
  if (file.status == Status::closed) return events;
  const ApproachEnd* end = approach_end(checked.ended);
  if (end == nullptr && !checked.ended.empty())
    return Error::refused("case check: no rule ends an approach for this reason");
  events.looked_up = checked;
  if (end == nullptr) return events;
  if (file.status == Status::in_contact) return events;
  const Date day = std::max(checked.day, file.assignment.assigned_on);
  apply(file.status, Trigger::approach_ended, day, events.transitions);
  events.closing = closed_by(*end, file, day);
  return events;
}

}  // namespace tijdig::outcome_tracker
