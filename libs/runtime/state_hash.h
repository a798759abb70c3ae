// One number for everything the engine remembers: equal if and only if state and positions are equal.
//
//   TIJDIG_TRY(Hash128 live, state_hash(back_end, stages));
//
// Over all lanes of the stages, in order: every state pair in byte order of its key, then the progress. Read-only, but
// the lanes are recovered first; call it when nothing runs. Any back end.
#pragma once

#include <span>

#include "libs/base/stable_hash.h"
#include "libs/ports/back_end.h"

namespace tijdig::runtime {

Result<Hash128> state_hash(ports::BackEnd& back_end, std::span<const flow::StageInfo> stages);
// The same of one lane, for who goes through lanes in parallel: of what somebody has in hand (in byte order of the
// key); in a back end, and of what somebody has in hand. And of all of them in that order.
using StatePair = std::pair<BytesView, BytesView>;  // key and value
Hash128 lane_hash(std::span<const StatePair> in_hand, const ports::Progress& progress);
Result<std::pair<Hash128, Hash128>> lane_hashes(ports::BackEnd& back_end, ports::Lane lane,
                                                std::span<const StatePair> in_hand,
                                                const ports::Progress& progress_in_hand);
Hash128 hash_of_lanes(std::span<const Hash128> lanes);
// Over keys and values alone, without positions and lanes that hold nothing: what must be equal when only the batching
// differs.
Result<Hash128> content_hash(ports::BackEnd& back_end, std::span<const flow::StageInfo> stages);

}  // namespace tijdig::runtime
