#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "libs/config/partner_keys.h"
#include "libs/domain/ids.h"
#include "services/tijdig/commands.h"

namespace tijdig::commands {

int api_key(const ApiKeyOptions& options) {
  const auto partner = PartnerId::parse(options.partner);
  if (!partner) return failed(partner.error());
  const std::string key = config::make_api_key();
  const std::string line = fmt::format("{}:{}", partner->text(), config::hash_api_key(key));
  if (options.json)
    fmt::print("{}\n", nlohmann::ordered_json{{"key", key}, {"line", line}}.dump());
  else
    fmt::print("for the partner, shown once:  {}\nfor partners.keys_file:       {}\n", key, line);
  return exit_done;
}

}  // namespace tijdig::commands
