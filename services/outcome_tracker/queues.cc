#include "services/outcome_tracker/queues.h"

#include <algorithm>

#include "libs/runtime/kept.h"
#include "services/outcome_tracker/processor.h"
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
  const std::size_t town_bytes = sizeof(std::uint16_t);
  Hash128 household{};
  if (key.size() != 1 + town_bytes + household.size() + sizeof(std::uint32_t) || key.front() != 'c')
    return std::nullopt;
  key.remove_prefix(1 + town_bytes);
  std::copy_n(key.begin(), household.size(), household.begin());
  key.remove_prefix(household.size());
  const auto month = static_cast<std::int32_t>(read_big_endian<std::uint32_t>(key));
  return CaseId{HouseholdId::from_hash(household), YearMonth::from_index(month)};
}

}  // namespace tijdig::outcome_tracker
