// `tijdig lag`: how many records wait in each stage's inbox.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "libs/runtime/shared_pump.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/store.h"

namespace tijdig::commands {
namespace {

Result<std::vector<runtime::StageLag>> read_lag(const StoreOptions& options) {
  TIJDIG_TRY(OpenStore store, open_to_read(options));
  return runtime::SharedPump(*store, store.survey(), flow::stages, {}).lag();
}

}  // namespace

int lag(const DataOptions& options) {
  const auto lags = read_lag(options);
  if (!lags) return failed(lags.error());
  if (options.json) {
    auto out = nlohmann::ordered_json::array();
    for (const runtime::StageLag& of_stage : *lags)
      out.push_back({{"stage", of_stage.stage->name}, {"records", of_stage.records}});
    fmt::print("{}\n", out.dump(2));
    return exit_done;
  }
  for (const runtime::StageLag& of_stage : *lags) fmt::print("{:<16}{:>8}\n", of_stage.stage->name, of_stage.records);
  return exit_done;
}

}  // namespace tijdig::commands
