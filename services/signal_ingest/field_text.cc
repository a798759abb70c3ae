#include "services/signal_ingest/field_text.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "libs/base/ascii.h"

namespace tijdig::signal_ingest {
namespace {

constexpr BytesView name_punctuation = " .-'/,&()`";

bool is_letter(char c) { return is_small_letter(c) || (c >= 'A' && c <= 'Z'); }
bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_no_break_space(char first, char second) { return first == '\xC2' && second == '\xA0'; }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// The code point at `i` of well-formed UTF-8 (the reader has refused everything else); moves `i` behind it.
UChar32 next_code_point(BytesView text, std::size_t& i) {
  const auto first = static_cast<unsigned char>(text[i++]);
  if (first < 0x80) return first;
  const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
  std::uint32_t point = first & (0x3FU >> more);
  for (std::size_t n = 0; n < more && i < text.size(); ++n)
    point = (point << 6U) | (static_cast<unsigned char>(text[i++]) & 0x3FU);
  return static_cast<UChar32>(point);
}

// Calls `see` with every code point; stops when it says false.
template <class See>
bool all_code_points(BytesView text, See see) {
  for (std::size_t i = 0; i < text.size();)
    if (!see(next_code_point(text, i))) return false;
  return true;
}

bool is_invisible(UChar32 c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return true;
  if (c < 0x0300) return c == 0xAD;
  return u_charType(c) == U_FORMAT_CHAR || u_charType(c) == U_CONTROL_CHAR || c == 0x2028 || c == 0x2029;
}

bool is_name_letter(UChar32 c) {
  if (c == 0x2019 || c == 0x2018 || c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0xB4) return true;
  return (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

std::optional<int> number_of(BytesView digits) {
  if (digits.empty() || digits.size() > 4) return std::nullopt;
  int value = 0;
  for (const char c : digits) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

BytesView trimmed(BytesView text) {
  while (!text.empty()) {
    const std::size_t size = text.size();
    if (is_blank(text.front()))
      text.remove_prefix(1);
    else if (is_blank(text.back()))
      text.remove_suffix(1);
    else if (size >= 2 && is_no_break_space(text[0], text[1]))
      text.remove_prefix(2);
    else if (size >= 2 && is_no_break_space(text[size - 2], text[size - 1]))
      text.remove_suffix(2);
    else
      break;
  }
  return text;
}

std::size_t characters_in(BytesView text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool has_control_character(BytesView text) {
  bool plain = true;
  for (const char c : text) plain = plain && c >= 0x20 && c != 0x7F;
  return !plain && !all_code_points(text, [](UChar32 c) { return !is_invisible(c); });
}

bool is_name_text(BytesView text) {
  bool letter = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!is_ascii(c))
      return all_code_points(text,
                             [&letter](UChar32 point) {
                               if (point < 0x80) {
                                 const auto ascii = static_cast<char>(point);
                                 letter = letter || is_letter(ascii);
                                 return is_letter(ascii) || is_digit(ascii) ||
                                        name_punctuation.find(ascii) != BytesView::npos;
                               }
                               letter = letter || u_isalpha(point) != 0;
                               return point == 0xA0 || is_name_letter(point);
                             }) &&
             letter;
    letter = letter || is_letter(c);
    if (!is_letter(c) && !is_digit(c) && name_punctuation.find(c) == BytesView::npos) return false;
  }
  return letter;
}

Result<Date> parse_partner_date(BytesView text) {
  if (text.size() == 10 && text[4] == '-') return Date::parse(text);
  const auto first = text.find('-');
  const auto second = first == BytesView::npos ? first : text.find('-', first + 1);
  if (second == BytesView::npos || text.size() > 10) return Error::refused("a date is 2018-10-25 or 25-10-2018");
  const auto day = number_of(text.substr(0, first));
  const auto month = number_of(text.substr(first + 1, second - first - 1));
  const BytesView year_digits = text.substr(second + 1);
  const auto year = number_of(year_digits);
  if (!day || !month || !year || year_digits.size() != 4 || *day > 31 || *month > 12)
    return Error::refused("a date is 2018-10-25 or 25-10-2018");
  std::string iso(year_digits);
  for (const int part : {*month, *day}) {
    iso.push_back('-');
    iso.push_back(static_cast<char>('0' + part / 10));
    iso.push_back(static_cast<char>('0' + part % 10));
  }
  return Date::parse(iso);
}

std::string initials_of(BytesView text) {
  std::string out;
  all_code_points(text, [&out](UChar32 c) {
    if (c == '.' || c == ' ' || c == ',' || c == '-' || c == 0xA0) return true;
    if (c < 0x80) {
      out.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : static_cast<char>(c));
      return true;
    }
    icu::UnicodeString(u_toupper(c)).toUTF8String(out);
    return true;
  });
  return out;
}

std::optional<bool> parse_yes_no(BytesView text) {
  const std::string word = lower_ascii(text);
  if (word.empty() || word == "nee" || word == "n" || word == "0" || word == "false" || word == "onwaar") return false;
  if (word == "ja" || word == "j" || word == "1" || word == "true" || word == "waar") return true;
  return std::nullopt;
}

std::string lower_ascii(BytesView text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

}  // namespace tijdig::signal_ingest
