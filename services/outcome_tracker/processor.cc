#include "services/outcome_tracker/processor.h"

#include <algorithm>

#include "libs/domain/address_id.h"
#include "libs/domain/entry_refusals.h"
#include "libs/domain/match_signals.h"
#include "libs/runtime/days.h"
#include "libs/runtime/policy_of.h"
#include "services/outcome_tracker/clocks.h"
#include "services/outcome_tracker/due_days.h"
#include "services/outcome_tracker/feedback.h"
#include "services/outcome_tracker/merging.h"

namespace tijdig::outcome_tracker {
namespace {

// Nothing where there is no such case.
Result<const CaseFile*> look_at_file(MunicipalityCode municipality, const CaseId& id, runtime::Turn& turn) {
  return turn.look<CaseFile>(case_key(municipality, id));
}

std::vector<FactSignal> fact_signals(const Match& match) {
  std::vector<FactSignal> signals;
  for (const MatchedSignal& signal : match.signals)
    if (signal.current)
      signals.push_back({signal.id, signal.partner, signal.kind, signal.amount, signal.signal_date, signal.received});
  return signals;
}

// What another case reports is not counted again here.
CaseAssigned assigned_fact(const CaseFile& file) {
  const Assignment& assignment = file.assignment;
  const Match& match = assignment.enriched.match;
  std::vector<FactSignal> signals = fact_signals(match);
  std::erase_if(signals, [&](const FactSignal& signal) {
    return std::binary_search(file.taken_over.begin(), file.taken_over.end(), signal.id);
  });
  return {assignment.enriched.id, match.id,        match.municipality, assignment.assigned_on,
          assignment.deadline,    assignment.team, std::move(signals)};
}

CaseClosed closed_fact(const CaseFile& file, const Closing& closing) {
  CaseClosed fact;
  fact.id = file.assignment.enriched.id;
  fact.municipality = file.assignment.enriched.match.municipality;
  fact.day = closing.day;
  fact.by_clock = closing.by_clock;
  fact.local_code = closing.local_code;
  fact.result = closing.result;
  if (closing.given) {
    fact.causes = closing.given->causes;
    fact.composition = closing.given->composition;
    fact.other_problems = closing.given->other_problems;
  }
  return fact;
}

// That the case is open, and what it stands on now.
CaseNotice open_notice(const CaseFile& file, Date day) {
  CaseNotice notice;
  notice.id = file.assignment.enriched.id;
  notice.municipality = file.assignment.enriched.match.municipality;
  notice.open = true;
  notice.day = day;
  notice.debt = current_debt(file.assignment.enriched.match);
  notice.enriched = file.assignment.enriched;
  notice.enriched->match.evidence.clear();
  return notice;
}

BreachTask breach_task_of(const CaseFile& file, const LinkUndone& undone) {
  BreachTask task;
  task.id = StableHasher("breach").add(undone.municipality.number()).add(id_text(undone.entry)).finish();
  task.municipality = undone.municipality;
  task.case_id = undone.id;
  task.partner = undone.partner;
  task.reason = undone.reason;
  task.learned_on = undone.day;
  task.report_by = undone.day.plus_days(days_to_report_a_breach);
  task.attempts = static_cast<std::uint32_t>(file.attempts);
  task.reached = file.ever_reached;
  return task;
}

void tell_partners(const Match& match, const Closing& closing, const policy::Policy& policy, runtime::Turn& turn) {
  for (const Feedback& feedback : feedback_of(match, closing, policy.contact))
    turn.emit(flow::topics::feedback, {feedback.municipality, feedback.partner}, feedback);
}

Match only(Match match, const std::vector<SignalId>& signals) {
  std::erase_if(match.signals, [&](const MatchedSignal& signal) {
    return std::find(signals.begin(), signals.end(), signal.id) == signals.end();
  });
  return match;
}

}  // namespace

Bytes case_key(MunicipalityCode municipality, const CaseId& id) {
  Bytes key("c");
  append_big_endian(key, municipality.number());
  key.append(id.household.bytes());
  append_big_endian(key, static_cast<std::uint32_t>(id.month.index()));
  return key;
}

void Processor::prefetch(const WorkMessage& message, runtime::KeySink& keys) const {
  if (const auto* entry = std::get_if<DeskEntry>(&message)) keys.need(case_key(entry->municipality, entry->id));
  if (const auto* updated = std::get_if<CaseUpdated>(&message)) keys.need(case_key(updated->municipality, updated->id));
  if (const auto* checked = std::get_if<CaseChecked>(&message))
    keys.need(case_key(checked->now.match.municipality, checked->now.id));
  if (const auto* asked = std::get_if<CaseMergeAsked>(&message)) keys.need(case_key(asked->municipality, asked->id));
  if (const auto* on = std::get_if<CaseGoesOn>(&message)) keys.need(case_key(on->municipality, on->id));
  if (const auto* undone = std::get_if<LinkUndone>(&message)) keys.need(case_key(undone->municipality, undone->id));
  if (const auto* assignment = std::get_if<Assignment>(&message)) {
    const MunicipalityCode municipality = assignment->enriched.match.municipality;
    keys.need(runtime::policy_key(municipality));
    keys.need(case_key(municipality, assignment->enriched.id));
    keys.need(due_days_key(municipality));
  }
  if (const auto* closed = std::get_if<DayClosed>(&message)) {
    keys.need(runtime::day_key(closed->municipality));
    keys.need(due_days_key(closed->municipality));
  }
}

Result<> Processor::handle(const WorkMessage& message, runtime::Turn& turn) const {
  if (const auto* activated = std::get_if<PolicyActivated>(&message)) return runtime::remember_policy(*activated, turn);
  if (const auto* assignment = std::get_if<Assignment>(&message)) return open(*assignment, turn);
  if (const auto* entry = std::get_if<DeskEntry>(&message)) return enter(*entry, turn);
  if (const auto* updated = std::get_if<CaseUpdated>(&message)) return update(*updated, turn);
  if (const auto* undone = std::get_if<LinkUndone>(&message)) return unlink(*undone, turn);
  if (const auto* checked = std::get_if<CaseChecked>(&message)) return look_again(*checked, turn);
  if (const auto* asked = std::get_if<CaseMergeAsked>(&message)) return merge(*asked, turn);
  if (const auto* goes_on = std::get_if<CaseGoesOn>(&message)) return go_on(*goes_on, turn);
  return close(std::get<DayClosed>(message), turn);
}

Result<> Processor::open(const Assignment& assignment, runtime::Turn& turn) const {
  const Match& match = assignment.enriched.match;
  TIJDIG_TRY(auto policy, runtime::policy_of(match.municipality, turn));
  TIJDIG_TRY(const auto* existing, look_at_file(match.municipality, assignment.enriched.id, turn));
  if (existing != nullptr) return {};
  TIJDIG_TRY(auto* file, turn.change<CaseFile>(case_key(match.municipality, assignment.enriched.id)));
  file->assignment = assignment;
  TIJDIG_DO(mark_due(match.municipality, assignment.enriched.id, *closes_on(*file, policy->closing), turn));
  turn.emit_made(flow::topics::facts, {match.municipality}, [&] { return assigned_fact(*file); });
  turn.emit_made(flow::topics::matches, {match.municipality, assignment.enriched.id.household},
                 [&] { return open_notice(*file, assignment.assigned_on); });
  return {};
}

Result<> Processor::enter(const DeskEntry& entry, runtime::Turn& turn) const {
  TIJDIG_TRY(auto policy, runtime::policy_of(entry.municipality, turn));
  TIJDIG_TRY(const auto* file, look_at_file(entry.municipality, entry.id, turn));
  if (!file) return refused(entry_refusals::case_unknown);
  TIJDIG_TRY(Events events, decide(*file, entry, *policy));
  return carry_out(*file, events, *policy, turn);
}

Result<> Processor::update(const CaseUpdated& updated, runtime::Turn& turn) const {
  TIJDIG_TRY(auto policy, runtime::policy_of(updated.municipality, turn));
  TIJDIG_TRY(const auto* file, look_at_file(updated.municipality, updated.id, turn));
  if (!file) return Error::refused("case update: there is no case with this number");
  return carry_out(*file, decide(*file, updated), *policy, turn);
}

Result<> Processor::look_again(const CaseChecked& checked, runtime::Turn& turn) const {
  const MunicipalityCode municipality = checked.now.match.municipality;
  TIJDIG_TRY(auto policy, runtime::policy_of(municipality, turn));
  TIJDIG_TRY(const auto* file, look_at_file(municipality, checked.now.id, turn));
  if (!file) return Error::refused("case check: there is no case with this number");
  TIJDIG_TRY(const Events events, decide(*file, checked));
  return carry_out(*file, events, *policy, turn);
}

Result<> Processor::merge(const CaseMergeAsked& asked, runtime::Turn& turn) const {
  TIJDIG_TRY(auto policy, runtime::policy_of(asked.municipality, turn));
  TIJDIG_TRY(const auto* file, look_at_file(asked.municipality, asked.id, turn));
  if (!file) return Error::refused("merge of cases: there is no case with this number");
  return carry_out(*file, decide(*file, asked), *policy, turn);
}

Result<> Processor::go_on(const CaseGoesOn& goes_on, runtime::Turn& turn) const {
  TIJDIG_TRY(auto policy, runtime::policy_of(goes_on.municipality, turn));
  TIJDIG_TRY(const auto* file, look_at_file(goes_on.municipality, goes_on.id, turn));
  if (!file) return Error::refused("merge of cases: there is no case with this number");
  return carry_out(*file, decide(*file, goes_on, *policy), *policy, turn);
}

Result<> Processor::unlink(const LinkUndone& undone, runtime::Turn& turn) const {
  TIJDIG_TRY(auto policy, runtime::policy_of(undone.municipality, turn));
  TIJDIG_TRY(const auto* file, look_at_file(undone.municipality, undone.id, turn));
  if (!file) return refused(entry_refusals::case_unknown);
  TIJDIG_TRY(const Events events, decide(*file, undone, *policy));
  if (events.denied.empty()) return {};
  const Match& match = file->assignment.enriched.match;
  LinkDenied denied{undone.entry,    undone.municipality, address_id_of(match.municipality, match.address),
                    match.household, events.denied,       undone.reason,
                    undone.employee, undone.day};
  turn.emit(flow::topics::signals, {undone.municipality}, SignalsMessage{std::move(denied)});
  return carry_out(*file, events, *policy, turn);
}

Result<> Processor::close(const DayClosed& closed, runtime::Turn& turn) const {
  const std::optional<Date> last = runtime::last_day_closed(closed.municipality, turn);
  TIJDIG_TRY(const bool is_new, runtime::is_new_day(closed, turn));
  if (!is_new) return {};
  // Days come in ascending order, not without gaps: what fell due in between is looked at now.
  Date from = last ? last->plus_days(1) : closed.day;
  for (;;) {
    TIJDIG_TRY(const auto due, next_due_day(closed.municipality, from, closed.day, turn));
    if (!due) return {};
    TIJDIG_DO(look_at_due(closed.municipality, *due, closed.day, turn));
    from = due->plus_days(1);
  }
}

Result<> Processor::look_at_due(MunicipalityCode municipality, Date marked, Date today, runtime::Turn& turn) const {
  TIJDIG_TRY(const DueList due, take_due(municipality, marked, turn));
  TIJDIG_TRY(auto policy, runtime::policy_of(municipality, turn));
  std::vector<Bytes> case_keys;
  for (const CaseId& id : due.cases) case_keys.push_back(case_key(municipality, id));
  turn.load_ahead(std::move(case_keys));
  for (const CaseId& id : due.cases) {
    TIJDIG_TRY(const auto* file, look_at_file(municipality, id, turn));
    if (!file) return Error::fatal("outcome-tracker state: a due list names a case that is not there");
    const Events events = decide(*file, today, *policy);
    TIJDIG_DO(carry_out(*file, events, *policy, turn));
    if (events.closing) continue;
    // The mark may be stale: somebody was reached since, or the rules give more time now.
    const auto closes = closes_on(*file, policy->closing);
    if (closes && *closes > today) TIJDIG_DO(mark_due(municipality, id, *closes, turn));
  }
  return {};
}

Result<> Processor::carry_out(const CaseFile& before, const Events& events, const policy::Policy& policy,
                              runtime::Turn& turn) const {
  if (events == Events{}) return {};
  const CaseId id = before.assignment.enriched.id;
  const auto was_due = events.closing ? std::nullopt : closes_on(before, policy.closing);
  TIJDIG_TRY(auto* after, turn.change<CaseFile>(case_key(before.assignment.enriched.match.municipality, id)));
  *after = evolve(std::move(*after), events);  // this was `before`
  const Match& match = after->assignment.enriched.match;
  const auto due = closes_on(*after, policy.closing);  // of a closed case: never
  if (due && due != was_due) TIJDIG_DO(mark_due(match.municipality, id, *due, turn));

  if (events.attempt) {
    const ContactTried tried{*events.entry, id, match.municipality, events.attempt_day, *events.attempt};
    turn.emit_kind(flow::topics::facts, {match.municipality}, tried);
  }
  for (const LinkUndone& undone : events.breaches)
    turn.emit(flow::topics::breach_tasks, {match.municipality}, breach_task_of(*after, undone));
  if (events.newer_match)
    turn.emit_made(flow::topics::facts, {match.municipality}, [&] { return assigned_fact(*after); });
  if (!events.denied.empty() && after->status != Status::closed)
    turn.emit_made(flow::topics::matches, {match.municipality, id.household},
                   [&] { return open_notice(*after, after->assignment.assigned_on); });
  if (events.stands)
    turn.emit(flow::topics::matches, {match.municipality, id.household}, MatchesMessage{*events.stands});
  if (events.told_late) tell_partners(only(match, events.taken_over), *events.told_late, policy, turn);
  if (!events.closing) return {};

  const Closing& closing = *events.closing;
  turn.emit_made(flow::topics::facts, {match.municipality}, [&] { return closed_fact(*after, closing); });
  if (!after->goes_on_as) tell_partners(match, closing, policy, turn);  // else they hear how that one ends
  CaseNotice notice{id,          match.municipality, false, closing.result, closing.starts_cool_down,
                    closing.day, current_debt(match)};
  notice.goes_on_as = closing.goes_on_as;
  if (notice.goes_on_as) {
    notice.deadline = after->assignment.deadline;
    notice.attempts = static_cast<std::uint32_t>(after->attempts);
    notice.enriched = after->assignment.enriched;
    notice.enriched->match.evidence.clear();
  }
  turn.emit_kind(flow::topics::matches, {match.municipality, id.household}, notice);
  if (closing.without_attempt) {
    const CaseReturned returned{id, match.municipality, closing.day, closing.local_code};
    turn.emit(flow::topics::cases, {match.municipality}, CasesMessage{returned});
  }
  return {};
}

}  // namespace tijdig::outcome_tracker
