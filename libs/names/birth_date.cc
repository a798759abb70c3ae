#include "libs/names/birth_date.h"

#include <algorithm>
#include <array>
#include <string>

#include "libs/base/ascii.h"
#include "libs/names/fold.h"

namespace tijdig::names {
namespace {

constexpr std::size_t text_size_max = 40;
constexpr std::uint32_t year_min = 1850, year_max = 2199;

constexpr auto months = std::to_array<std::string_view>({"januari", "februari", "maart", "april", "mei", "juni", "juli",
                                                         "augustus", "september", "oktober", "november", "december"});

Error refused() {
  return Error::refused(
      "birth date: expected year-month-day, day-month-year or a Dutch month name, year in four digits (example "
      "1985-03-12); zeros for parts that are not known");
}

// "maart", "mrt", "mrt.": 3. At least three letters, so that "ma" is no month.
std::uint32_t month_named(std::string_view word) {
  if (word == "mrt") return 3;
  if (word == "okt" || word == "oct") return 10;
  if (word.size() < 3) return 0;
  for (std::size_t i = 0; i < months.size(); ++i)
    if (months[i].starts_with(word) || word.starts_with(months[i])) return static_cast<std::uint32_t>(i + 1);
  return 0;
}

struct Field {
  std::uint32_t value = 0;
  std::size_t digits = 0;  // 0: the name of a month
};

// Up to three numbers or names of months; false when there is anything else.
bool read_fields(std::string_view text, std::array<Field, 3>& fields, std::size_t& count) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    if (is_digit(text[at])) {
      while (end < text.size() && is_digit(text[end])) ++end;
      if (count == 3 || end - at > 8) return false;
      Field& field = fields[count++];
      field.digits = end - at;
      for (; at < end; ++at) field.value = field.value * 10 + static_cast<std::uint32_t>(text[at] - '0');
    } else if (is_small_letter(text[at])) {
      while (end < text.size() && is_small_letter(text[end])) ++end;
      const std::uint32_t month = month_named(text.substr(at, end - at));
      if (count == 3 || month == 0) return false;
      fields[count++] = {month, 0};
      at = end;
    } else if (std::string_view(" -/.,").find(text[at]) != std::string_view::npos) {
      ++at;
    } else {
      return false;
    }
  }
  return true;
}

std::uint32_t days_in(std::uint32_t year, std::uint32_t month) {
  constexpr std::array<std::uint8_t, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

std::optional<BirthDate> checked(std::uint32_t year, std::uint32_t month, std::uint32_t day) {
  if (year == 0 && month == 0 && day == 0) return BirthDate{};
  if (year < year_min || year > year_max || month > 12 || (month == 0 && day > 0)) return std::nullopt;
  if (month > 0 && day > days_in(year, month)) return std::nullopt;
  BirthDate date;
  date.year = static_cast<std::uint16_t>(year);
  date.month = static_cast<std::uint8_t>(month);
  date.day = static_cast<std::uint8_t>(day);
  const bool filled_in = month == 1 && day == 1;
  date.precision = month == 0 || filled_in ? Precision::year : day == 0 ? Precision::month : Precision::day;
  return date;
}

std::optional<BirthDate> of_eight_digits(std::uint32_t value) {
  if (const auto date = checked(value / 10000, value / 100 % 100, value % 100)) return date;
  return checked(value % 10000, value / 10000 % 100, value / 1000000);
}

std::optional<BirthDate> of_three(const std::array<Field, 3>& f) {
  if (f[0].digits == 4 && f[1].digits <= 2 && f[2].digits > 0 && f[2].digits <= 2)
    return checked(f[0].value, f[1].value, f[2].value);
  if (f[2].digits != 4 || f[0].digits > 2 || f[1].digits > 2) return std::nullopt;
  if (f[0].digits == 0) return f[1].digits > 0 ? checked(f[2].value, f[0].value, f[1].value) : std::nullopt;
  if (const auto date = checked(f[2].value, f[1].value, f[0].value)) return date;
  return f[1].digits > 0 ? checked(f[2].value, f[0].value, f[1].value) : std::nullopt;
}

}  // namespace

bool BirthDate::agrees_with(const BirthDate& other) const {
  const Precision known = std::min(precision, other.precision);
  if (known == Precision::unknown) return true;
  if (year != other.year) return false;
  return known == Precision::year || (month == other.month && (known == Precision::month || day == other.day));
}

bool BirthDate::is_swap_of(const BirthDate& other) const {
  return order_unsure() && other.order_unsure() && year == other.year && month == other.day && day == other.month;
}

Result<BirthDate> read_birth_date(std::string_view text) {
  if (text.size() > text_size_max) return refused();
  const std::string folded = fold(text);
  std::array<Field, 3> fields{};
  std::size_t count = 0;
  if (!read_fields(folded, fields, count)) return refused();
  if (count == 0 && folded.find_first_not_of(' ') == std::string::npos) return BirthDate{};
  std::optional<BirthDate> date;
  if (count == 1 && fields[0].digits == 8)
    date = of_eight_digits(fields[0].value);
  else if (count == 1 && fields[0].digits == 4)
    date = checked(fields[0].value, 0, 0);
  else if (count == 3)
    date = of_three(fields);
  if (!date) return refused();
  return *date;
}

BirthDate birth_date_of(std::optional<Date> date) {
  if (!date) return {};
  return checked(static_cast<std::uint32_t>(date->year()), date->month_number(), date->day()).value_or(BirthDate{});
}

}  // namespace tijdig::names
