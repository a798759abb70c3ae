// Days that are over are closed, one after the other.
//
//   TIJDIG_DO(close_until(town, yesterday, [](Date day) { progress(day); }));
//
// Every day after the last closed one, up to and including `last`. Before the first day there is nothing to close.
// One thread; errors are those of the calendar.
#pragma once

#include <functional>

#include "services/shell/town.h"

namespace tijdig::shell {

Result<> close_until(Town& town, Date last, const std::function<void(Date day)>& on_closed = {});

}  // namespace tijdig::shell
