// One key of a stage's state, for who shows a case from outside the step.
//
//   const ports::Lane lane = lane_of(back_end, flow::register_desk, flow::MunicipalityKey{zoetermeer});
//   TIJDIG_TRY(const std::optional<Bytes> wire, load_one(back_end, lane, key));
//
// Header only. Errors are those of the store. Any thread that may read.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "libs/flow/flow.h"
#include "libs/ports/back_end.h"

namespace tijdig::commands {

// The lane of the stage in which records of this key are worked on.
template <class Key>
ports::Lane lane_of(const ports::BackEnd& back_end, const flow::StageInfo& stage, const Key& key) {
  return {stage.id, flow::partition_of(flow::key_bytes(key), back_end.partitions())};
}

inline Result<std::optional<Bytes>> load_one(ports::BackEnd& back_end, ports::Lane lane, const Bytes& key) {
  std::vector<std::optional<Bytes>> values;
  TIJDIG_DO(back_end.load(lane, std::span(&key, 1), values));
  return std::move(values[0]);
}

}  // namespace tijdig::commands
