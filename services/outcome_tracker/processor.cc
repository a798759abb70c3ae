#include "services/outcome_tracker/processor.h"

#include "libs/domain/address_id.h"
#include "libs/domain/entry_refusals.h"
#include "libs/runtime/days.h"
#include "libs/runtime/policy_of.h"
#include "services/outcome_tracker/clocks.h"
#include "services/outcome_tracker/due_days.h"
#include "services/outcome_tracker/merging.h"
#include "services/outcome_tracker/publishing.h"

namespace tijdig::outcome_tracker {
namespace {

// Nothing where there is no such case.
Result<const CaseFile*> look_at_file(MunicipalityCode municipality, const CaseId& id, runtime::Turn& turn) {
  return turn.look<CaseFile>(case_key(municipality, id));
}

}  // namespace

Bytes case_key(MunicipalityCode municipality, const CaseId& id) {
  return flow::tables::case_files.key(municipality, id);
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
  publish_opening(*file, turn);
  return {};
}

Result<> Processor::enter(const DeskEntry& entry, runtime::Turn& turn) const {
  TIJDIG_TRY(auto policy, runtime::policy_of(entry.municipality, turn));
  TIJDIG_TRY(const auto* file, look_at_file(entry.municipality, entry.id, turn));
  if (!file) return refused(entry_refusals::case_unknown);
  TIJDIG_TRY(Events events, decide(*file, entry, *policy));
  return carry_out(entry.municipality, entry.id, events, *policy, turn);
}

Result<> Processor::update(const CaseUpdated& updated, runtime::Turn& turn) const {
  TIJDIG_TRY(auto policy, runtime::policy_of(updated.municipality, turn));
  TIJDIG_TRY(const auto* file, look_at_file(updated.municipality, updated.id, turn));
  if (!file) return Error::refused("case update: there is no case with this number");
  return carry_out(updated.municipality, updated.id, decide(*file, updated), *policy, turn);
}

Result<> Processor::look_again(const CaseChecked& checked, runtime::Turn& turn) const {
  const MunicipalityCode municipality = checked.now.match.municipality;
  TIJDIG_TRY(auto policy, runtime::policy_of(municipality, turn));
  TIJDIG_TRY(const auto* file, look_at_file(municipality, checked.now.id, turn));
  if (!file) return Error::refused("case check: there is no case with this number");
  TIJDIG_TRY(const Events events, decide(*file, checked));
  return carry_out(municipality, checked.now.id, events, *policy, turn);
}

Result<> Processor::merge(const CaseMergeAsked& asked, runtime::Turn& turn) const {
  TIJDIG_TRY(auto policy, runtime::policy_of(asked.municipality, turn));
  TIJDIG_TRY(const auto* file, look_at_file(asked.municipality, asked.id, turn));
  if (!file) return Error::refused("merge of cases: there is no case with this number");
  return carry_out(asked.municipality, asked.id, decide(*file, asked), *policy, turn);
}

Result<> Processor::go_on(const CaseGoesOn& goes_on, runtime::Turn& turn) const {
  TIJDIG_TRY(auto policy, runtime::policy_of(goes_on.municipality, turn));
  TIJDIG_TRY(const auto* file, look_at_file(goes_on.municipality, goes_on.id, turn));
  if (!file) return Error::refused("merge of cases: there is no case with this number");
  return carry_out(goes_on.municipality, goes_on.id, decide(*file, goes_on, *policy), *policy, turn);
}

Result<> Processor::unlink(const LinkUndone& undone, runtime::Turn& turn) const {
  TIJDIG_TRY(auto policy, runtime::policy_of(undone.municipality, turn));
  TIJDIG_TRY(const auto* file, look_at_file(undone.municipality, undone.id, turn));
  if (!file) return refused(entry_refusals::case_unknown);
  TIJDIG_TRY(const Events events, decide(*file, undone, *policy));
  if (events.unlinked.denied.empty()) return {};
  const Match& match = file->assignment.enriched.match;
  LinkDenied denied{undone.entry,
                    undone.municipality,
                    address_id_of(match.municipality, match.address),
                    match.household,
                    events.unlinked.denied,
                    undone.reason,
                    undone.employee,
                    undone.day};
  turn.emit(flow::topics::signals, {undone.municipality}, SignalsMessage{std::move(denied)});
  return carry_out(undone.municipality, undone.id, events, *policy, turn);
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
    TIJDIG_DO(carry_out(municipality, id, events, *policy, turn));
    if (events.closing) continue;
    // The mark may be stale: somebody was reached since, or the rules give more time now.
    const auto closes = closes_on(*file, policy->closing);
    if (closes && *closes > today) TIJDIG_DO(mark_due(municipality, id, *closes, turn));
  }
  return {};
}

Result<> Processor::carry_out(MunicipalityCode municipality, const CaseId& id, const Events& events,
                              const policy::Policy& policy, runtime::Turn& turn) const {
  if (events == Events{}) return {};
  TIJDIG_TRY(auto* file, turn.change<CaseFile>(case_key(municipality, id)));
  const auto was_due = events.closing ? std::nullopt : closes_on(*file, policy.closing);
  *file = evolve(std::move(*file), events);
  const auto due = closes_on(*file, policy.closing);  // of a closed case: never
  if (due && due != was_due) TIJDIG_DO(mark_due(municipality, id, *due, turn));
  publish_changes(*file, events, policy, turn);
  if (events.closing) publish_closing(*file, *events.closing, policy, turn);
  return {};
}

}  // namespace tijdig::outcome_tracker
