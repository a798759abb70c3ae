#include "services/shell/settings_of.h"

#include <fmt/format.h>
#include <unistd.h>

#include <map>

#include "libs/base/read_file.h"

namespace tijdig::shell {
namespace {

std::map<std::string, std::string> environment() {
  std::map<std::string, std::string> variables;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string variable(*entry);
    const std::size_t equals = variable.find('=');
    if (equals != std::string::npos) variables[variable.substr(0, equals)] = variable.substr(equals + 1);
  }
  return variables;
}

}  // namespace

Result<std::string> read_secret(const std::filesystem::path& path) {
  TIJDIG_TRY(std::string secret, read_file(path));
  while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) secret.pop_back();
  if (secret.empty()) return Error::refused(fmt::format("{}: the file is empty", path.string()));
  return secret;
}

Result<config::Settings> settings_of(const SettingSources& sources) {
  config::Sources found;
  if (sources.file) {
    found.file = sources.file->string();
    TIJDIG_TRY(found.file_text, read_file(*sources.file));
  }
  found.environment = environment();
  for (const std::string& pair : sources.set) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string::npos) return Error::refused("--set: expected NAME=VALUE, such as http.port=8081");
    found.command_line.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
  }
  return config::load_settings(found);
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

std::optional<PartnerId> partner_with_key(const std::vector<config::PartnerKey>& keys, std::string_view presented_key) {
  const auto partner = config::partner_of(keys, presented_key);
  if (!partner) return std::nullopt;
  const auto id = PartnerId::parse(*partner);
  return id ? std::optional(*id) : std::nullopt;
}

telemetry::Log::Level level_of(const config::Settings& settings) {
  switch (settings.log_level.value()) {
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

http::ServerOptions server_options(const config::Settings& settings) {
  http::ServerOptions server;
  server.address = settings.http_address.value();
  server.port = settings.http_port.value();
  server.threads = settings.http_threads.value();
  server.connections_max = settings.http_connections_max.value();
  server.idle_ms_max = settings.http_idle_ms_max.value();
  server.drain_ms_max = settings.http_drain_ms_max.value();
  return server;
}

}  // namespace tijdig::shell
