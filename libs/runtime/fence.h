// Whether a record of another lane was applied before (docs/adr/0002).
//
//   if (fence(progress.watermarks[source], record.cause) == FenceVerdict::repeat) drop it;
//
// Every derived record names its cause (offset, ordinal) and counts what its lane ever sent here (lane_sequence, from
// 1). A stage is a pure function of its inbox, so a repeat (client retry, zombie owner, replay) is the same record
// again, and one that is not newer than the newest applied is a repeat. One that leaves a number out shows that the log
// lost something: the lane stops, because going on would lose it for good. Pure; any thread.
#pragma once

#include <utility>

#include "libs/ports/back_end.h"

namespace tijdig::runtime {

enum class FenceVerdict { fresh, repeat, hole };

using FenceRule = FenceVerdict (*)(const ports::Watermark& newest, const ports::Provenance& cause);

inline FenceVerdict fence(const ports::Watermark& newest, const ports::Provenance& cause) {
  const bool has_newest = newest.lane_sequence != 0;
  if (has_newest && std::pair(cause.offset, cause.ordinal) <= std::pair(newest.offset, newest.ordinal))
    return FenceVerdict::repeat;
  return cause.lane_sequence == newest.lane_sequence + 1 ? FenceVerdict::fresh : FenceVerdict::hole;
}

}  // namespace tijdig::runtime
