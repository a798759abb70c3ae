#include "services/outcome_tracker/queues.h"

#include "libs/flow/tables.h"
#include "libs/runtime/kept.h"
#include "services/outcome_tracker/state.h"

namespace tijdig::outcome_tracker {

std::string queue_of(MunicipalityCode municipality, std::string_view team, Status status) {
  return municipality.to_string() + "/" + std::string(team) + "/" + std::string(name_of(status));
}

std::optional<flow::QueuePlace> place_of_case(BytesView key, std::optional<BytesView> value) {
  if (!case_in(key)) return std::nullopt;
  if (!value) return flow::QueuePlace{};
  const auto file = runtime::read_kept<CaseFile>(*value);
  if (!file || file->status == Status::closed) return flow::QueuePlace{};
  const Assignment& assignment = file->assignment;
  return flow::QueuePlace{queue_of(assignment.enriched.match.municipality, assignment.team, file->status),
                          assignment.deadline.days_since_epoch()};
}

std::optional<CaseId> case_in(BytesView key) {
  const auto parts = flow::tables::case_files.parts_of(key);
  return parts ? std::optional(std::get<CaseId>(*parts)) : std::nullopt;
}

}  // namespace tijdig::outcome_tracker
