#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "libs/backends/memory/memory.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/progress.h"
#include "services/tijdig/town_year.h"
#include "services/tijdig/zoetermeer_policy.h"

namespace tijdig::commands {
namespace {

Result<YearSummary> write_town(const SimulateOptions& options) {
  TIJDIG_TRY(auto policy, zoetermeer_policy());
  EmbeddedOptions embedded;
  memory::MemoryOptions memory;
  memory.partitions = embedded.partitions;
  TIJDIG_TRY(auto town, Embedded::on(std::make_unique<memory::Memory>(memory), std::move(policy), embedded));
  town::YearOfZoetermeer year(options.seed);
  ProgressBar bar("living through the year");
  YearOptions how;
  how.out = options.out;
  how.on_day = [&](Date day, int percent) { bar.show(percent, day.to_string()); };
  return live_through(year, *town, how);
}

}  // namespace

// The caseworkers answer a walk list, so the year is lived through once, in memory, to know what they would write.
int simulate_zoetermeer(const SimulateOptions& options) {
  const auto written = write_town(options);
  if (!written) return failed(written.error());
  if (options.json)
    fmt::print(
        "{}\n",
        nlohmann::ordered_json{{"seed", options.seed}, {"folder", options.out.string()}, {"files", written->files}}
            .dump(2));
  else
    fmt::print("{}: {} files of a year in a synthetic Zoetermeer, seed {}\n", options.out.string(), written->files,
               options.seed);
  return exit_done;
}

}  // namespace tijdig::commands
