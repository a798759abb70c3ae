#include "services/outcome_tracker/due_days.h"

namespace tijdig::outcome_tracker {
namespace {

Result<> forget_day(MunicipalityCode municipality, Date day, runtime::Turn& turn) {
  const Bytes key = due_days_key(municipality);
  TIJDIG_TRY(auto* index, turn.change<DueDays>(key));
  index->days.erase(day);
  if (index->days.empty()) turn.erase(key);
  return {};
}

}  // namespace

Bytes due_days_key(MunicipalityCode municipality) { return flow::tables::due_days.key(municipality); }

Bytes due_list_key(MunicipalityCode municipality, Date day) { return flow::tables::due_lists.key(municipality, day); }

Result<> mark_due(MunicipalityCode municipality, const CaseId& id, Date day, runtime::Turn& turn) {
  TIJDIG_TRY(auto* due, turn.change<DueList>(due_list_key(municipality, day)));
  due->cases.insert(id);
  // Most marks join a list that is there already: then the index need not be written again.
  const Bytes index_key = due_days_key(municipality);
  TIJDIG_TRY(const auto* index, turn.look<DueDays>(index_key));
  if (index != nullptr && index->days.contains(day)) return {};
  TIJDIG_TRY(auto* changed, turn.change<DueDays>(index_key));
  changed->days.insert(day);
  return {};
}

Result<std::optional<Date>> next_due_day(MunicipalityCode municipality, Date from, Date until, runtime::Turn& turn) {
  TIJDIG_TRY(const auto* index, turn.look<DueDays>(due_days_key(municipality)));
  if (index == nullptr) return std::optional<Date>{};
  const auto next = index->days.lower_bound(from);
  if (next == index->days.end() || *next > until) return std::optional<Date>{};
  return std::optional<Date>(*next);
}

Result<DueList> take_due(MunicipalityCode municipality, Date day, runtime::Turn& turn) {
  const Bytes key = due_list_key(municipality, day);
  TIJDIG_TRY(const auto* held, turn.look<DueList>(key));
  if (held == nullptr) return Error::fatal("outcome-tracker state: the index names a day that has no due list");
  DueList due = *held;
  turn.erase(key);
  TIJDIG_DO(forget_day(municipality, day, turn));
  return due;
}

}  // namespace tijdig::outcome_tracker
