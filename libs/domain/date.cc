#include "libs/domain/date.h"

#include <array>

#include "libs/base/check.h"

namespace tijdig {
namespace {

constexpr int year_min = 1850;
constexpr int year_max = 2199;

constexpr std::array<std::string_view, 12> dutch_months = {"januari",   "februari", "maart",    "april",
                                                           "mei",       "juni",     "juli",     "augustus",
                                                           "september", "oktober",  "november", "december"};

// The number that `length` digits at `at` spell, or -1. Rows come by the million, hence no strtol and no locale.
int digits_at(std::string_view text, std::size_t at, std::size_t length) {
  int value = 0;
  for (std::size_t i = at; i < at + length; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

bool is_year_month(int year, int month) { return year >= year_min && year <= year_max && month >= 1 && month <= 12; }

std::chrono::year_month_day calendar(int year, unsigned month, unsigned day) {
  return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
}

std::chrono::year_month_day calendar(std::int32_t days) {
  return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(days)));
}

std::int32_t days_of(const std::chrono::year_month_day& date) {
  return static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count());
}

void append_two_digits(std::string& out, unsigned value) {
  out.push_back(static_cast<char>('0' + value / 10));
  out.push_back(static_cast<char>('0' + value % 10));
}

void append_year(std::string& out, int year) {
  TIJDIG_CHECK(year >= 0 && year <= 9999);
  append_two_digits(out, static_cast<unsigned>(year) / 100);
  append_two_digits(out, static_cast<unsigned>(year) % 100);
}

}  // namespace

YearMonth::YearMonth(int year, unsigned month) : months_since_1970_((year - 1970) * 12 + static_cast<int>(month) - 1) {
  TIJDIG_CHECK(month >= 1 && month <= 12);
}

Result<YearMonth> YearMonth::parse(std::string_view iso) {
  if (iso.size() == 7 && iso[4] == '-') {
    const int year = digits_at(iso, 0, 4);
    const int month = digits_at(iso, 5, 2);
    if (is_year_month(year, month)) return YearMonth(year, static_cast<unsigned>(month));
  }
  return Error::refused("month: expected yyyy-mm between 1850-01 and 2199-12 (example 2018-10)");
}

int YearMonth::year() const {
  const int whole = months_since_1970_ / 12;
  return 1970 + (months_since_1970_ % 12 < 0 ? whole - 1 : whole);
}

unsigned YearMonth::month() const {
  const int rest = months_since_1970_ % 12;
  return static_cast<unsigned>(rest < 0 ? rest + 12 : rest) + 1;
}

Date YearMonth::first_day() const { return Date(year(), month(), 1); }

Date YearMonth::last_day() const { return plus_months(1).first_day().plus_days(-1); }

std::string YearMonth::to_string() const {
  std::string out;
  append_year(out, year());
  out.push_back('-');
  append_two_digits(out, month());
  return out;
}

std::string YearMonth::dutch_name() const { return std::string(dutch_months[month() - 1]); }

Date::Date(int year, unsigned month, unsigned day) {
  const auto date = calendar(year, month, day);
  TIJDIG_CHECK(date.ok());
  days_ = days_of(date);
}

Result<Date> Date::parse(std::string_view iso) {
  if (iso.size() == 10 && iso[4] == '-' && iso[7] == '-') {
    const int year = digits_at(iso, 0, 4);
    const int month = digits_at(iso, 5, 2);
    const int day = digits_at(iso, 8, 2);
    if (is_year_month(year, month) && day >= 1) {
      const auto date = calendar(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
      if (date.ok()) return Date(days_of(date));
    }
  }
  return Error::refused("date: expected an existing day as yyyy-mm-dd, 1850 to 2199 (example 2018-10-25)");
}

int Date::year() const { return static_cast<int>(calendar(days_).year()); }
unsigned Date::month_number() const { return static_cast<unsigned>(calendar(days_).month()); }
unsigned Date::day() const { return static_cast<unsigned>(calendar(days_).day()); }

YearMonth Date::month() const {
  const auto date = calendar(days_);
  return YearMonth(static_cast<int>(date.year()), static_cast<unsigned>(date.month()));
}

unsigned Date::iso_weekday() const {
  return std::chrono::weekday(std::chrono::sys_days(std::chrono::days(days_))).iso_encoding();
}

std::string Date::to_string() const {
  const auto date = calendar(days_);
  std::string out;
  append_year(out, static_cast<int>(date.year()));
  out.push_back('-');
  append_two_digits(out, static_cast<unsigned>(date.month()));
  out.push_back('-');
  append_two_digits(out, static_cast<unsigned>(date.day()));
  return out;
}

}  // namespace tijdig
