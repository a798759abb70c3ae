#include "libs/config/setting.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <system_error>

#include "libs/base/check.h"

namespace tijdig::config {
namespace {

struct ByteUnit {
  std::string_view word;
  std::uint64_t bytes;
};
constexpr auto byte_units = std::to_array<ByteUnit>(
    {{" GiB", std::uint64_t{1} << 30}, {" MiB", std::uint64_t{1} << 20}, {" KiB", std::uint64_t{1} << 10}, {"", 1}});

std::string byte_text(std::uint64_t bytes) {
  for (const ByteUnit& unit : byte_units)
    if (bytes >= unit.bytes && bytes % unit.bytes == 0)
      return std::to_string(bytes / unit.bytes) + std::string(unit.word);
  return "0";
}

std::optional<std::uint64_t> parse_bytes(std::string_view text) {
  for (const ByteUnit& unit : byte_units) {
    if (text.size() < unit.word.size() || text.substr(text.size() - unit.word.size()) != unit.word) continue;
    const std::string_view digits = text.substr(0, text.size() - unit.word.size());
    std::uint64_t count = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    if (count > std::numeric_limits<std::uint64_t>::max() / unit.bytes) return std::nullopt;
    return count * unit.bytes;
  }
  return std::nullopt;
}

bool is_host_and_port(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == 0 || colon == std::string_view::npos) return false;
  const std::string_view host = text.substr(0, colon);
  const std::string_view digits = text.substr(colon + 1);
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  const bool has_no_blanks = std::none_of(host.begin(), host.end(), [](char c) { return c <= ' ' || c == '/'; });
  return error == std::errc() && end == digits.data() + digits.size() && port != 0 && has_no_blanks;
}

}  // namespace

std::string_view words_of(Origin origin) {
  switch (origin) {
    case Origin::file:
      return "file";
    case Origin::environment:
      return "environment";
    case Origin::command_line:
      return "command line";
    case Origin::built_in:
      break;
  }
  return "default";
}

std::string json_text(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    TIJDIG_CHECK(static_cast<unsigned char>(c) >= 0x20);
    if (c == '"' || c == '\\') quoted.push_back('\\');
    quoted.push_back(c);
  }
  return quoted + '"';
}

std::string Setting::schema() const { return "\"type\": \"string\""; }

std::string Setting::environment_name() const {
  std::string name = "TIJDIG_";
  for (const char c : name_)
    name.push_back(c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
  return name;
}

bool Setting::take(const std::string& text, Origin origin) {
  if (!read(text)) return false;
  origin_ = origin;
  return true;
}

std::string ByteSize::allowed() const {
  return "a size from " + byte_text(first_) + " to " + byte_text(last_) + " (bytes, KiB, MiB or GiB)";
}

std::string ByteSize::shown() const { return byte_text(value_); }

std::string ByteSize::schema() const { return R"("type": ["integer", "string"], "default": )" + json_text(shown()); }

bool ByteSize::read(const std::string& text) {
  const std::optional<std::uint64_t> bytes = parse_bytes(text);
  if (!bytes || *bytes < first_ || *bytes > last_) return false;
  value_ = *bytes;
  return true;
}

bool IpAddress::read(const std::string& text) {
  std::array<unsigned char, sizeof(in6_addr)> address{};
  if (inet_pton(AF_INET, text.c_str(), address.data()) != 1 && inet_pton(AF_INET6, text.c_str(), address.data()) != 1)
    return false;
  value_ = text;
  return true;
}

bool FilePath::read(const std::string& text) {
  if (text.empty()) return false;
  value_ = text;
  return true;
}

bool is_broker_list(std::string_view text) {
  while (true) {
    const std::size_t comma = text.find(',');
    if (!is_host_and_port(text.substr(0, comma))) return false;
    if (comma == std::string_view::npos) return true;
    text.remove_prefix(comma + 1);
  }
}

bool is_store_address(std::string_view text) {
  constexpr std::string_view socket = "unix:/";
  return text.substr(0, socket.size()) == socket ? text.size() > socket.size() : is_host_and_port(text);
}

bool is_plain_word(std::string_view text) {
  return !text.empty() && text.size() <= 100 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
  });
}

bool Text::read(const std::string& text) {
  if (!is_allowed_(text)) return false;
  value_ = text;
  return true;
}

bool PartnerKeyList::read(const std::string& text) {
  std::vector<PartnerKey> keys;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    const auto key = parse_partner_key(rest.substr(0, comma));
    if (!key) return false;
    keys.push_back(*key);
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
  }
  value_ = std::move(keys);
  return true;
}

}  // namespace tijdig::config
