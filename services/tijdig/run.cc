#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "libs/base/stable_hash.h"
#include "services/shell/settings_of.h"
#include "services/shell/step_telemetry.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/embedded.h"
#include "services/tijdig/serving.h"

namespace tijdig::commands {
namespace {

ServingOptions serving_of(const config::Settings& settings, bool json) {
  ServingOptions serving;
  serving.keep_days = true;
  serving.server = shell::server_options(settings);
  serving.limits.file_bytes_max = settings.http_body_bytes_max.value();
  serving.limits.rows_max = settings.http_rows_max.value();
  serving.on_listening = [json, address = serving.server.address](std::uint16_t port) {
    if (json)
      fmt::print("{}\n", nlohmann::ordered_json{{"address", address}, {"port", port}}.dump());
    else
      fmt::print("listening on http://{}:{}\n", address, port);
    std::fflush(stdout);
  };
  return serving;
}

Result<> serve(const RunOptions& options, const config::Settings& settings) {
  telemetry::Log log(shell::level_of(settings));
  telemetry::Metrics metrics;
  telemetry::Telemetry telemetry(log, metrics);
  shell::StepTelemetry observer(telemetry);
  ServingOptions serving = serving_of(settings, options.json);
  TIJDIG_TRY(serving.partner_keys, shell::partner_keys(settings));
  EmbeddedOptions embedded;
  embedded.data = options.data;
  embedded.policy_file = options.policy;
  embedded.partitions = settings.engine_partitions.value();
  embedded.workers = settings.engine_workers.value();
  embedded.batch_records = settings.engine_batch_records.value();
  embedded.observer = &observer;
  TIJDIG_TRY(auto town, Embedded::open(embedded));
  telemetry.emit(telemetry::ProcessStarted{"0.1.0", town->back_end().partitions(), embedded.workers});
  telemetry.emit(telemetry::PolicyInForce{town->municipality(), stable_hash64(town->policy().yaml)});
  const Result<> served = serve_until_interrupted(*town, telemetry, metrics, serving);
  telemetry.emit(telemetry::ProcessStopped{served.has_value()});
  return served;
}

}  // namespace

int run(const RunOptions& options) {
  const auto settings = shell::settings_of({options.config, options.set});
  if (!settings) return failed(settings.error());
  if (options.explain_config) {
    fmt::print("{}", config::explain(*settings));
    return exit_done;
  }
  if (settings->backend.value() == config::BackendKind::kafka)
    return failed(Error::refused("backend: kafka is not built yet; use embedded"));
  if (options.data.empty()) return failed(Error::refused("--data DIR is needed"));
  const auto served = serve(options, *settings);
  return served ? exit_done : failed(served.error());
}

}  // namespace tijdig::commands
