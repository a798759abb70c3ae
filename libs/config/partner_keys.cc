#include "libs/config/partner_keys.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "libs/base/check.h"

namespace tijdig::config {
namespace {

constexpr std::size_t hash_digits = 64;
constexpr std::size_t partner_size_max = 40;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool is_hash(std::string_view text) {
  return text.size() == hash_digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_partner(std::string_view text) {
  return !text.empty() && text.size() <= partner_size_max &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

void ready_the_library() { TIJDIG_CHECK(sodium_init() >= 0); }

}  // namespace

std::string hash_api_key(std::string_view key) {
  ready_the_library();
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(key.data()), key.size());
  std::array<char, hash_digits + 1> digits{};
  sodium_bin2hex(digits.data(), digits.size(), hash.data(), hash.size());
  return digits.data();
}

std::string make_api_key() {
  ready_the_library();
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  constexpr auto variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::array<char, sodium_base64_ENCODED_LEN(bytes.size(), variant)> text{};
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
  sodium_memzero(bytes.data(), bytes.size());
  return std::string("tk_") + text.data();
}

Result<PartnerKey> parse_partner_key(std::string_view text) {
  const Error refusal = Error::refused("expected partner:hash with a hash of 64 hexadecimal digits");
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return refusal;
  const std::string_view partner = trimmed(text.substr(0, colon));
  const std::string_view hash = trimmed(text.substr(colon + 1));
  if (!is_partner(partner) || !is_hash(hash)) return refusal;
  return PartnerKey{std::string(partner), std::string(hash)};
}

Result<std::vector<PartnerKey>> parse_partner_keys_file(std::string_view text) {
  std::vector<PartnerKey> keys;
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    ++number;
    if (line.empty() || line.front() == '#') continue;
    Result<PartnerKey> key = parse_partner_key(line);
    if (!key) return Error::refused("line " + std::to_string(number) + ": " + key.error().detail);
    keys.push_back(*key);
  }
  return keys;
}

std::optional<std::string> partner_of(const std::vector<PartnerKey>& keys, std::string_view presented_key) {
  const std::string presented = hash_api_key(presented_key);
  std::optional<std::string> partner;
  for (const PartnerKey& key : keys)
    if (key.hash.size() == presented.size() && sodium_memcmp(key.hash.data(), presented.data(), presented.size()) == 0)
      partner = key.partner;
  return partner;
}

}  // namespace tijdig::config
