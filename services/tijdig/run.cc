#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "libs/base/stable_hash.h"
#include "services/reporting/shell/report_side.h"
#include "services/shell/settings_of.h"
#include "services/shell/step_telemetry.h"
#include "services/shell/version.h"
#include "services/signal_ingest/shell/front.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/embedded.h"
#include "services/tijdig/serving.h"
#include "services/tijdig/store.h"

namespace tijdig::commands {
namespace {

ServingOptions serving_of(const config::Settings& settings, bool json) {
  ServingOptions serving;
  serving.keep_days = settings.calendar_closes_days.value();
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
  EmbeddedOptions embedded = embedded_options(settings, options.data, options.policy);
  embedded.observer = &observer;
  TIJDIG_TRY(auto town, Embedded::open(embedded));
  telemetry.emit(telemetry::ProcessStarted{shell::version(), town->back_end().partitions(), embedded.workers});
  telemetry.emit(telemetry::PolicyInForce{town->municipality(), {stable_hash64(town->policy().yaml)}});
  const Result<> served = serve_until_interrupted(*town, telemetry, metrics, serving);
  telemetry.emit(telemetry::ProcessStopped{served.has_value()});
  return served;
}

// All stages in this process, on Kafka and Redis: alone, or beside others.
shell::ServiceProgram whole_town() {
  shell::ServiceProgram program{.name = "tijdig", .about = "All services of one town"};
  program.stages = [] { return all_stages(); };
  program.takes_policy = true;
  program.sides = {[](const shell::Surroundings& around) { return signal_ingest::Front::open(around); },
                   [](const shell::Surroundings& around) { return reporting::ReportSide::open(around); }};
  return program;
}

shell::ServiceOptions service_options(const RunOptions& options) {
  shell::ServiceOptions service;
  service.policy = options.policy;
  service.json = options.json;
  return service;
}

}  // namespace

int run(const RunOptions& options) {
  const auto settings = settings_of(options);
  if (!settings) return failed(settings.error());
  if (options.explain_config) {
    fmt::print("{}", config::explain(*settings));
    return exit_done;
  }
  if (settings->backend.value() == config::BackendKind::kafka) {
    const auto shared = shell::serve(whole_town(), service_options(options), *settings);
    return shared ? exit_done : failed(shared.error());
  }
  const Result<> has_folder = needs_data_folder(options);
  const auto served = has_folder ? serve(options, *settings) : has_folder;
  return served ? exit_done : failed(served.error());
}

}  // namespace tijdig::commands
