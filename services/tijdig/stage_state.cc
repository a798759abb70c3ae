#include "services/tijdig/stage_state.h"

#include <utility>
#include <vector>

#include "libs/runtime/days.h"
#include "libs/runtime/kept.h"
#include "services/matcher/state_keys.h"
#include "services/outcome_tracker/processor.h"

namespace tijdig::commands {

Result<std::optional<Bytes>> load_one(ports::BackEnd& back_end, ports::Lane lane, const Bytes& key) {
  std::vector<std::optional<Bytes>> values;
  TIJDIG_DO(back_end.load(lane, std::span(&key, 1), values));
  return std::move(values[0]);
}

Result<std::optional<CaseToday>> case_today(ports::BackEnd& back_end, MunicipalityCode municipality, const CaseId& id) {
  const auto lane = lane_of(back_end, flow::outcome_tracker, flow::HouseholdKey{municipality, id.household});
  TIJDIG_TRY(const auto wire, load_one(back_end, lane, outcome_tracker::case_key(municipality, id)));
  if (!wire) return std::optional<CaseToday>();
  TIJDIG_TRY(auto file, runtime::read_kept<outcome_tracker::CaseFile>(*wire));
  TIJDIG_TRY(const auto day, load_one(back_end, lane, runtime::day_key(municipality)));
  const Date as_of = day ? runtime::day_of(*day) : file.assignment.assigned_on;
  return std::optional(CaseToday{std::move(file), as_of});
}

Result<matcher::AddressState> address_state(ports::BackEnd& back_end, MunicipalityCode municipality,
                                            AddressId address) {
  const auto lane = lane_of(back_end, flow::matcher, flow::MunicipalityKey{municipality});
  TIJDIG_TRY(const auto wire, load_one(back_end, lane, matcher::address_key(address)));
  matcher::AddressState state;
  if (wire) TIJDIG_DO(matcher::decode(*wire, state));
  return state;
}

}  // namespace tijdig::commands
