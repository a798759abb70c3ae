#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "libs/base/stable_hash.h"
#include "libs/config/settings.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/serving.h"
#include "services/tijdig/step_telemetry.h"

namespace tijdig::commands {
namespace {

Result<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error::refused(fmt::format("{}: the file cannot be read", path.string()));
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::map<std::string, std::string> environment() {
  std::map<std::string, std::string> variables;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string variable(*entry);
    const std::size_t equals = variable.find('=');
    if (equals != std::string::npos) variables[variable.substr(0, equals)] = variable.substr(equals + 1);
  }
  return variables;
}

Result<config::Settings> settings_of(const RunOptions& options) {
  config::Sources sources;
  if (options.config) {
    sources.file = options.config->string();
    TIJDIG_TRY(sources.file_text, read_file(*options.config));
  }
  sources.environment = environment();
  for (const std::string& pair : options.set) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string::npos) return Error::refused("--set: expected NAME=VALUE, such as http.port=8081");
    sources.command_line.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
  }
  return config::load_settings(sources);
}

Result<std::vector<config::PartnerKey>> partner_keys(const config::Settings& settings) {
  std::vector<config::PartnerKey> keys = settings.partner_keys.value();
  const std::string file = settings.partner_keys_file.value();
  if (file.empty()) return keys;
  TIJDIG_TRY(const std::string text, read_file(file));
  TIJDIG_TRY(const auto listed, config::parse_partner_keys_file(text));
  keys.insert(keys.end(), listed.begin(), listed.end());
  return keys;
}

telemetry::Log::Level level_of(config::LogLevel level) {
  switch (level) {
    case config::LogLevel::debug:
      return telemetry::Log::Level::debug;
    case config::LogLevel::info:
      return telemetry::Log::Level::info;
    case config::LogLevel::warning:
      return telemetry::Log::Level::warning;
    case config::LogLevel::error:
      return telemetry::Log::Level::error;
    case config::LogLevel::off:
      return telemetry::Log::Level::off;
  }
  TIJDIG_CHECK(false);
}

ServingOptions serving_of(const config::Settings& settings, bool json) {
  ServingOptions serving;
  serving.keep_days = true;
  serving.server.address = settings.http_address.value();
  serving.server.port = settings.http_port.value();
  serving.server.threads = settings.http_threads.value();
  serving.server.connections_max = settings.http_connections_max.value();
  serving.server.idle_ms_max = settings.http_idle_ms_max.value();
  serving.server.drain_ms_max = settings.http_drain_ms_max.value();
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
  telemetry::Log log(level_of(settings.log_level.value()));
  telemetry::Metrics metrics;
  telemetry::Telemetry telemetry(log, metrics);
  StepTelemetry observer(telemetry);
  ServingOptions serving = serving_of(settings, options.json);
  TIJDIG_TRY(serving.partner_keys, partner_keys(settings));
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
  const auto settings = settings_of(options);
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
