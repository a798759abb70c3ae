#include <fmt/format.h>

#include "libs/config/partner_keys.h"
#include "libs/domain/ids.h"
#include "services/tijdig/commands.h"

namespace tijdig::commands {

int api_key(const ApiKeyOptions& options) {
  const auto partner = PartnerId::parse(options.partner);
  if (!partner) return failed(partner.error());
  const std::string key = config::make_api_key();
  fmt::print("for the partner, shown once:  {}\nfor partners.keys_file:       {}:{}\n", key, partner->text(),
             config::hash_api_key(key));
  return exit_done;
}

}  // namespace tijdig::commands
