#include "libs/domain/money.h"

#include "libs/base/ascii.h"
#include "libs/base/check.h"

namespace tijdig {
namespace {

constexpr std::int64_t cents_max = 10'000'000LL * 100;
constexpr std::size_t text_size_max = 24;

// Without the sign of the smallest integer getting in the way.
std::uint64_t magnitude(std::int64_t value) {
  return value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
}

// What stands between the digits: at most one kind of thousands separator, then at most one decimal separator.
struct Notation {
  char thousands = 0;
  std::size_t decimal_at = std::string_view::npos;
};

bool has_thousands_groups(std::string_view whole, char separator) {
  std::size_t group = 0;
  bool first = true;
  for (const char c : whole) {
    if (c != separator) {
      ++group;
      continue;
    }
    if (first ? (group < 1 || group > 3) : group != 3) return false;
    first = false;
    group = 0;
  }
  return group == 3 && whole.front() != '0';
}

// A lone separator before exactly three digits cannot be a decimal one, because an amount has two decimals at most.
bool read_notation(std::string_view digits, Notation& out) {
  const std::size_t last = digits.find_last_of(".,");
  if (last == std::string_view::npos) return true;
  const std::size_t first = digits.find_first_of(".,");
  const std::size_t decimals = digits.size() - last - 1;
  if (decimals == 3) {
    out.thousands = digits[last];
    return has_thousands_groups(digits, out.thousands);
  }
  if (decimals < 1 || decimals > 2 || last == 0) return false;
  out.decimal_at = last;
  if (first == last) return true;
  out.thousands = digits[first];
  return out.thousands != digits[last] && has_thousands_groups(digits.substr(0, last), out.thousands);
}

Error refused_amount() {
  return Error::refused(
      "amount: expected euros such as 1234,50 or 1.234,50, at most 10 million, without currency sign");
}

}  // namespace

Result<Cents> Cents::parse(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  const std::string_view digits = negative ? text.substr(1) : text;
  Notation notation;
  if (digits.empty() || digits.size() > text_size_max || !read_notation(digits, notation)) return refused_amount();

  std::int64_t value = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i == notation.decimal_at || (notation.thousands != 0 && digits[i] == notation.thousands)) continue;
    if (!is_digit(digits[i])) return refused_amount();
    value = value * 10 + (digits[i] - '0');
    if (value > cents_max) return refused_amount();
  }
  const std::size_t decimals =
      notation.decimal_at == std::string_view::npos ? 0 : digits.size() - notation.decimal_at - 1;
  for (std::size_t i = decimals; i < 2; ++i) value *= 10;
  if (value > cents_max) return refused_amount();
  return Cents(negative ? -value : value);
}

std::int64_t Cents::whole_euros() const {
  const std::int64_t whole = cents_ / 100;
  const std::int64_t rest = cents_ % 100;
  if (rest >= 50) return whole + 1;
  return rest <= -50 ? whole - 1 : whole;
}

std::string Cents::to_string() const { return ratio_text(cents_, 100, 2, false); }

std::string ratio_text(std::int64_t numerator, std::int64_t denominator, int decimals, bool percent) {
  TIJDIG_CHECK(decimals >= 0 && decimals <= 9);
  if (denominator == 0) return "";
  // 64 bits times 10^11 needs more than 64 bits.
  __extension__ using Wide = unsigned __int128;
  const auto above = static_cast<Wide>(magnitude(numerator));
  const auto below = static_cast<Wide>(magnitude(denominator));
  Wide scale = percent ? 100 : 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  Wide rounded = (above * scale * 2 + below) / (below * 2);

  std::string reversed;
  const bool negative = rounded != 0 && (numerator < 0) != (denominator < 0);
  for (int place = 0; place <= decimals || rounded != 0; ++place) {
    if (place == decimals && decimals > 0) reversed.push_back('.');
    reversed.push_back(static_cast<char>('0' + static_cast<int>(rounded % 10)));
    rounded /= 10;
  }
  if (negative) reversed.push_back('-');
  return std::string(reversed.rbegin(), reversed.rend());
}

}  // namespace tijdig
