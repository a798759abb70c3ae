#include "services/outcome_tracker/publishing.h"

#include <algorithm>

#include "libs/domain/match_signals.h"
#include "services/outcome_tracker/feedback.h"

namespace tijdig::outcome_tracker {
namespace {

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

EnrichedCase without_evidence(EnrichedCase enriched) {
  enriched.match.evidence.clear();
  return enriched;
}

// That the case is open, and what it stands on now.
CaseNotice open_notice(const CaseFile& file) {
  const EnrichedCase& enriched = file.assignment.enriched;
  return {.id = enriched.id,
          .municipality = enriched.match.municipality,
          .open = true,
          .day = file.assignment.assigned_on,
          .debt = current_debt(enriched.match),
          .enriched = without_evidence(enriched)};
}

// That it closed; and what the other case of its household takes over, where that one goes on.
CaseNotice closed_notice(const CaseFile& file, const Closing& closing) {
  const EnrichedCase& enriched = file.assignment.enriched;
  CaseNotice notice{.id = enriched.id,
                    .municipality = enriched.match.municipality,
                    .result = closing.result,
                    .refused_or_alone = closing.starts_cool_down,
                    .day = closing.day,
                    .debt = current_debt(enriched.match)};
  if (!closing.goes_on_as) return notice;
  notice.goes_on_as = closing.goes_on_as;
  notice.deadline = file.assignment.deadline;
  notice.attempts = static_cast<std::uint32_t>(file.attempts);
  notice.enriched = without_evidence(enriched);
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

void publish_assigned(const CaseFile& file, runtime::Turn& turn) {
  turn.emit_made(flow::topics::facts, {file.assignment.enriched.match.municipality},
                 [&] { return assigned_fact(file); });
}

void publish_open(const CaseFile& file, runtime::Turn& turn) {
  const EnrichedCase& enriched = file.assignment.enriched;
  turn.emit_made(flow::topics::matches, {enriched.match.municipality, enriched.id.household},
                 [&] { return open_notice(file); });
}

}  // namespace

void publish_opening(const CaseFile& file, runtime::Turn& turn) {
  publish_assigned(file, turn);
  publish_open(file, turn);
}

void publish_changes(const CaseFile& file, const Events& events, const policy::Policy& policy, runtime::Turn& turn) {
  const CaseId& id = file.assignment.enriched.id;
  const Match& match = file.assignment.enriched.match;
  if (events.attempt) {
    const ContactTried tried{*events.entry, id, match.municipality, events.attempt->day, events.attempt->attempt};
    turn.emit_kind(flow::topics::facts, {match.municipality}, tried);
  }
  for (const LinkUndone& undone : events.breaches)
    turn.emit(flow::topics::breach_tasks, {match.municipality}, breach_task_of(file, undone));
  if (events.newer_match) publish_assigned(file, turn);
  if (!events.unlinked.denied.empty() && file.status != Status::closed) publish_open(file, turn);
  if (events.stands)
    turn.emit(flow::topics::matches, {match.municipality, id.household}, MatchesMessage{*events.stands});
  const GoneOnHere& here = events.gone_on_here;
  if (here.told_late) tell_partners(only(match, here.taken_over), *here.told_late, policy, turn);
}

void publish_closing(const CaseFile& file, const Closing& closing, const policy::Policy& policy, runtime::Turn& turn) {
  const CaseId& id = file.assignment.enriched.id;
  const Match& match = file.assignment.enriched.match;
  turn.emit_made(flow::topics::facts, {match.municipality}, [&] { return closed_fact(file, closing); });
  if (!file.goes_on_as) tell_partners(match, closing, policy, turn);  // else they hear how that one ends
  turn.emit_kind(flow::topics::matches, {match.municipality, id.household}, closed_notice(file, closing));
  if (!closing.without_attempt) return;
  const CaseReturned returned{id, match.municipality, closing.day, closing.local_code};
  turn.emit(flow::topics::cases, {match.municipality}, CasesMessage{returned});
}

}  // namespace tijdig::outcome_tracker
