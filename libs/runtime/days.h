// How a stage remembers which days are over, so that a repeated DayClosed has no effect (docs/adr/0006).
//
//   TIJDIG_TRY(const bool is_new, is_new_day(closed, turn));
//   if (!is_new) return {};
//
// Kept per lane and municipality, under a key of the runtime's own (first byte 0). Days are closed in ascending order;
// one that is not newer than the last is a repeat.
#pragma once

#include <optional>

#include "libs/domain/day_closed.h"
#include "libs/runtime/reserved_keys.h"
#include "libs/runtime/stage.h"

namespace tijdig::runtime {

// True when this day was not closed before; it is from now on.
Result<bool> is_new_day(const DayClosed& closed, Turn& turn);
// The newest day closed, nullopt before the first.
std::optional<Date> last_day_closed(MunicipalityCode municipality, Turn& turn);

Date day_of(BytesView stored);  // reads what is_new_day saved

}  // namespace tijdig::runtime
