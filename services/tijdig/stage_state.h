// What a stage remembers, for who shows it from outside the step.
//
//   const ports::Lane lane = lane_of(back_end, flow::register_desk, flow::MunicipalityKey{zoetermeer});
//   TIJDIG_TRY(const std::optional<Bytes> wire, load_one(back_end, lane, key));
//   TIJDIG_TRY(const auto found, case_today(*back_end, municipality, id));           // nothing: no such case
//   TIJDIG_TRY(const auto state, address_state(*back_end, municipality, address));   // empty where nobody was named
//
// Errors: those of the store, and state that does not read. Any thread that may read.
#pragma once

#include <optional>

#include "libs/flow/flow.h"
#include "libs/ports/back_end.h"
#include "services/matcher/state.h"
#include "services/outcome_tracker/state.h"

namespace tijdig::commands {

// The lane of the stage in which records of this key are worked on.
template <class Key>
ports::Lane lane_of(const ports::BackEnd& back_end, const flow::StageInfo& stage, const Key& key) {
  return {stage.id, flow::partition_of(flow::key_bytes(key), back_end.partitions())};
}

Result<std::optional<Bytes>> load_one(ports::BackEnd& back_end, ports::Lane lane, const Bytes& key);

// A case, and the last day that closed for it: what is due is due on that day.
struct CaseToday {
  outcome_tracker::CaseFile file;
  Date as_of;
};
Result<std::optional<CaseToday>> case_today(ports::BackEnd& back_end, MunicipalityCode municipality, const CaseId& id);
Result<matcher::AddressState> address_state(ports::BackEnd& back_end, MunicipalityCode municipality, AddressId address);

}  // namespace tijdig::commands
