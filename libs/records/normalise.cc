#include "libs/records/normalise.h"

#include <algorithm>
#include <array>
#include <utility>

#include "libs/base/ascii.h"
#include "libs/names/fold.h"

namespace tijdig::records {
namespace {

constexpr std::size_t telephone_digits = 9;  // enough to tell numbers apart, few enough to leave out 0, +31 and 0031

bool is_date_letter(char c) { return c == 'y' || c == 'm' || c == 'd'; }
// Bytes of other scripts count as letters: they were valid UTF-8 before.
bool is_word(char c) { return is_digit(c) || is_small_letter(c) || (static_cast<unsigned char>(c) & 0x80U) != 0; }

std::string words(std::string_view folded) {
  std::string out;
  for (const char c : folded) {
    if (is_word(c))
      out += c;
    else if (c != '\'' && c != '`' && !out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string glued(std::string_view folded) {
  std::string out;
  for (const char c : folded)
    if (is_word(c)) out += c;
  return out;
}

std::string digits(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (is_digit(c)) out += c;
  return out;
}

int number_in(std::string_view run) {
  int number = 0;
  for (const char c : run.substr(0, 4)) number = number * 10 + (c - '0');
  return number;
}

std::optional<linking::DateParts> by_layout(std::string_view text, std::string_view layout) {
  linking::DateParts date;
  std::size_t at = 0;
  for (std::size_t i = 0; i < layout.size();) {
    std::size_t run = i;
    while (run < layout.size() && layout[run] == layout[i]) ++run;
    const char letter = layout[i];
    if (!is_date_letter(letter)) {
      if (at >= text.size() || is_digit(text[at])) return std::nullopt;
      ++at;
      ++i;
      continue;
    }
    // A run of letters takes as many digits, or fewer when a separator or the end follows.
    std::size_t taken = 0;
    while (taken < run - i && at + taken < text.size() && is_digit(text[at + taken])) ++taken;
    const bool apart = run == layout.size() ? i > 0 && !is_date_letter(layout[i - 1]) : !is_date_letter(layout[run]);
    if (taken == 0 || (taken < run - i && !apart)) return std::nullopt;
    (letter == 'y' ? date.year : letter == 'm' ? date.month : date.day) = number_in(text.substr(at, taken));
    at += taken;
    i = run;
  }
  return at == text.size() ? std::optional(date) : std::nullopt;
}

std::optional<linking::DateParts> told_from_value(std::string_view text) {
  std::array<std::string_view, 3> runs;
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size() && count < runs.size();) {
    if (!is_digit(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && is_digit(text[end])) ++end;
    runs[count++] = text.substr(i, end - i);
    i = end;
  }
  if (count == 1 && runs[0].size() == 8) return by_layout(runs[0], "yyyymmdd");
  if (count == 1 && runs[0].size() == 4) return linking::DateParts{number_in(runs[0]), 0, 0};
  if (count == 2 && runs[0].size() == 4) return linking::DateParts{number_in(runs[0]), number_in(runs[1]), 0};
  if (count != 3) return std::nullopt;
  for (const std::string_view run : runs)
    if (run.size() > 4) return std::nullopt;
  if (runs[0].size() > 2) return linking::DateParts{number_in(runs[0]), number_in(runs[1]), number_in(runs[2])};
  if (runs[2].size() > 2) return linking::DateParts{number_in(runs[2]), number_in(runs[1]), number_in(runs[0])};
  return std::nullopt;
}

std::string folded_as(Kind kind, std::string_view text) {
  const std::string folded = names::fold(text);
  switch (kind) {
    case Kind::initials:
    case Kind::house_number:
    case Kind::house_addition:
    case Kind::postcode:
    case Kind::identifier:
      return glued(folded);
    case Kind::email: {
      std::string out;
      for (const char c : folded)
        if (c != ' ') out += c;
      return out.find_first_not_of("@.-_") == std::string::npos ? "" : out;
    }
    default:
      return words(folded);
  }
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::string normalise(Kind kind, std::string_view text) {
  if (text.empty()) return {};
  if (kind == Kind::telephone) {
    std::string number = digits(text);
    if (number.size() > telephone_digits) number.erase(0, number.size() - telephone_digits);
    return number;
  }
  std::string once = folded_as(kind, text);
  // A mark may meet its letter only after what stood between them has gone. Nearly everything is plain letters by now.
  for (int again = 0; again < 3 && !is_plain(once); ++again) once = folded_as(kind, once);
  return once;
}

std::optional<linking::DateParts> parse_date(std::string_view text, std::string_view layout) {
  if (const std::size_t time = text.find('T'); time != std::string_view::npos) text = text.substr(0, time);
  const auto date = layout.empty() ? told_from_value(text) : by_layout(text, layout);
  return date && date->known() ? date : std::nullopt;
}

std::optional<std::int64_t> parse_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  const std::size_t mark = text.find_last_of(".,");
  // A mark with exactly three digits behind it groups thousands.
  const bool has_decimals = mark != std::string_view::npos && text.size() - mark != 4;
  std::string whole = digits(text.substr(0, has_decimals ? mark : text.size()));
  std::string part = has_decimals ? digits(text.substr(mark)) : "";
  part.resize(2, '0');
  whole += part;
  if (whole.size() == 2 || whole.size() > 17) return std::nullopt;
  std::int64_t number = 0;
  for (const char c : whole) number = number * 10 + (c - '0');
  return negative ? -number : number;
}

}  // namespace tijdig::records
