// Settings out of where they stand: a file, the environment, the command line; and what they mean for others.
//
//   TIJDIG_TRY(const config::Settings settings, settings_of({.file = "tijdig.yaml", .set = {"http.port=8081"}}));
//   const telemetry::Log log(level_of(settings));
//
// Errors: `refused`, with all problems at once; no text of a secret is repeated. Any thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "libs/config/settings.h"
#include "libs/domain/ids.h"
#include "libs/http/server.h"
#include "libs/telemetry/log.h"

namespace tijdig::shell {

struct SettingSources {
  std::optional<std::filesystem::path> file;
  std::vector<std::string> set;  // "http.port=8081"
};

Result<config::Settings> settings_of(const SettingSources& sources);

telemetry::Log::Level level_of(const config::Settings& settings);
http::ServerOptions server_options(const config::Settings& settings);
Result<std::vector<config::PartnerKey>> partner_keys(const config::Settings& settings);
// Whose key it is, or nothing; takes the same time whatever is presented.
std::optional<PartnerId> partner_with_key(const std::vector<config::PartnerKey>& keys, std::string_view presented_key);

// The content of a file without the line end that editors put behind it.
Result<std::string> read_secret(const std::filesystem::path& path);

}  // namespace tijdig::shell
