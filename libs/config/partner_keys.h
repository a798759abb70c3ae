// The keys with which partners may deliver over HTTP: we keep only their hashes.
//
//   hash_api_key("tk_9f...")  == "a3f1..."                 // 64 hexadecimal digits
//   parse_partner_key("dunea:a3f1...")                     // partner and hash
//   partner_of(keys, presented_key)                        // "dunea", or nullopt
//
// SHA-256, unsalted and fast, is right here because a key is 256 random bits made by `tijdig api-key`, not a password
// that somebody thought of. Comparison takes the same time wherever it fails. A partner may have several keys, so that
// they can be changed without a gap. No message repeats a key or a hash. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libs/base/result.h"

namespace tijdig::config {

struct PartnerKey {
  std::string partner;  // "dunea"
  std::string hash;     // 64 lower-case hexadecimal digits
  bool operator==(const PartnerKey&) const = default;
};

std::string hash_api_key(std::string_view key);
// A new key from the system's source of chance: "tk_" and 43 characters.
std::string make_api_key();

Result<PartnerKey> parse_partner_key(std::string_view text);  // "dunea:<64 hexadecimal digits>", blanks around allowed
// One key per line; empty lines and lines that begin with # are skipped. The refusal names the line.
Result<std::vector<PartnerKey>> parse_partner_keys_file(std::string_view text);

std::optional<std::string> partner_of(const std::vector<PartnerKey>& keys, std::string_view presented_key);

}  // namespace tijdig::config
