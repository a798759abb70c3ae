#include "libs/names/contact.h"

#include <algorithm>
#include <array>

#include "libs/base/ascii.h"

namespace tijdig::names {
namespace {

constexpr std::size_t e164_digits_min = 8, e164_digits_max = 15;

// Each next digit the same step further, round the clock: 00000000, 12345678, 87654321, 90123456.
bool is_run(std::string_view digits) {
  const auto step = [&](std::size_t i) { return (10 + digits[i + 1] - digits[i]) % 10; };
  if (digits.size() < 6) return false;
  const int first = step(0);
  if (first != 0 && first != 1 && first != 9) return false;
  for (std::size_t i = 1; i + 1 < digits.size(); ++i)
    if (step(i) != first) return false;
  return true;
}

constexpr auto placeholder_names = std::to_array<std::string_view>(
    {"noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "geen", "geenemail", "geen-email", "geenmail",
     "onbekend", "nvt", "n.v.t", "niet", "nietbekend", "niet-bekend", "test", "xxx", "unknown", "none"});
constexpr auto placeholder_domains = std::to_array<std::string_view>(
    {"geen", "geenmail", "geenemail", "onbekend", "nvt", "niet", "xxx", "noreply", "none"});

template <std::size_t size>
bool is_one_of(std::string_view word, const std::array<std::string_view, size>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

std::string e164_of(std::string_view telephone) {
  std::string digits;
  bool international = false;
  for (std::size_t i = 0; i < telephone.size(); ++i) {
    if (is_digit(telephone[i])) {
      // The zero in "+31 (0)6" is not dialled.
      const bool trunk_zero = international && digits == "31" && telephone[i] == '0';
      if (!trunk_zero) digits.push_back(telephone[i]);
    } else if (telephone[i] == '+' && digits.empty()) {
      international = true;
    }
    if (!international && digits == "00") {
      digits.clear();
      international = true;
    }
    if (digits.size() > e164_digits_max) return {};
  }
  if (!international && digits.size() == 11 && digits.starts_with("31")) international = true;
  if (!international && digits.size() == 10 && digits[0] == '0')
    digits.replace(0, 1, "31");
  else if (!international && digits.size() == 9 && digits[0] != '0')
    digits.insert(0, "31");
  else if (!international)
    return {};
  if (digits.size() < e164_digits_min || digits[0] == '0') return {};
  if (digits.starts_with("31") && (digits.size() != 11 || digits[2] == '0')) return {};
  return "+" + digits;
}

bool is_placeholder_telephone(std::string_view e164) {
  if (!e164.starts_with("+31") || e164.size() != 12) return false;
  const bool mobile = e164[3] == '6';
  // The subscriber's own digits: eight behind +316, seven behind a place code of two digits.
  return is_run(e164.substr(mobile ? 4 : 5)) || is_run(e164.substr(3));
}

std::string email_of(std::string_view email) {
  constexpr std::string_view around = " \t\r\n<>\"';,.";
  std::string text;
  for (const char c : email) text.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  std::string_view rest = text;
  const auto trim = [&] {
    while (!rest.empty() && around.find(rest.front()) != std::string_view::npos) rest.remove_prefix(1);
    while (!rest.empty() && around.find(rest.back()) != std::string_view::npos) rest.remove_suffix(1);
  };
  for (trim(); rest.starts_with("mailto:"); trim()) rest.remove_prefix(7);
  const std::size_t at = rest.find('@');
  if (at == std::string_view::npos || at == 0 || rest.find('@', at + 1) != std::string_view::npos) return {};
  if (rest.find_first_of(" \t\r\n") != std::string_view::npos) return {};
  const std::string_view domain = rest.substr(at + 1);
  if (domain.find('.') == std::string_view::npos || domain.front() == '.') return {};
  return std::string(rest);
}

bool is_placeholder_email(std::string_view normal_email) {
  const std::size_t at = normal_email.find('@');
  if (at == std::string_view::npos) return false;
  const std::string_view domain = normal_email.substr(at + 1);
  return is_one_of(normal_email.substr(0, at), placeholder_names) ||
         is_one_of(domain.substr(0, domain.find('.')), placeholder_domains);
}

std::string telling_telephone(std::string_view telephone) {
  std::string normal = e164_of(telephone);
  return is_placeholder_telephone(normal) ? std::string() : normal;
}

std::string telling_email(std::string_view email) {
  std::string normal = email_of(email);
  return is_placeholder_email(normal) ? std::string() : normal;
}

bool is_generic(const SeenCounts& seen, const GenericLimits& limits) {
  return seen.customers > limits.customers_max || seen.addresses > limits.addresses_max;
}

}  // namespace tijdig::names
