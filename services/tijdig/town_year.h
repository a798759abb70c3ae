// A simulated year through the real pipeline, day by day: what `simulate` and `demo` share.
//
//   TIJDIG_DO(live_through(year, town, {.out = "town"}));
//
// Every file of the year goes through the same doors as `tijdig import`; the caseworkers see the walk list that the
// pipeline made, and their entries come in through the desk door. With `out` every file is written there too, so that
// importing the folder gives the same tables. Days that the town has closed already are lived again without effect.
#pragma once

#include <filesystem>
#include <functional>

#include "libs/town/year.h"
#include "services/tijdig/embedded.h"

namespace tijdig::commands {

struct YearOptions {
  std::filesystem::path out;  // "" for none
  std::function<void(Date day, int done_percent)> on_day;
};

struct YearSummary {
  std::size_t files = 0;
  std::uint64_t rows_taken = 0;
  std::uint64_t rows_repeated = 0;
  std::uint64_t rows_refused = 0;
};

Result<YearSummary> live_through(town::YearOfZoetermeer& year, Embedded& embedded, const YearOptions& options);

}  // namespace tijdig::commands
