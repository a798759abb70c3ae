#include "libs/domain/working_days.h"

#include <algorithm>
#include <array>

#include "libs/base/check.h"

namespace tijdig {
namespace {

constexpr unsigned saturday = 6;
constexpr unsigned sunday = 7;

// The birthday moves off a Sunday: to the Saturday before since 1980, to the Monday after until then.
Date monarchs_birthday(int year) {
  const Date day = year >= 2014 ? Date(year, 4, 27) : Date(year, 4, 30);
  if (day.iso_weekday() != sunday) return day;
  return day.plus_days(year >= 1980 ? -1 : 1);
}

std::array<Date, 9> work_out_holidays_of(int year) {
  const Date easter = easter_sunday(year);
  const Date good_friday = easter.plus_days(-2);
  const Date easter_monday = easter.plus_days(1);
  const Date ascension = easter.plus_days(39);
  const Date whit_monday = easter.plus_days(50);
  return {Date(year, 1, 1), good_friday, easter_monday,      monarchs_birthday(year), Date(year, 5, 5),
          ascension,        whit_monday, Date(year, 12, 25), Date(year, 12, 26)};
}

// Clocks ask for one day after the other.
const std::array<Date, 9>& holidays_of(int year) {
  thread_local int known_year = year;
  thread_local std::array<Date, 9> known = work_out_holidays_of(year);
  if (known_year != year) {
    known_year = year;
    known = work_out_holidays_of(year);
  }
  return known;
}

bool is_weekend(Date day) { return day.iso_weekday() >= saturday; }

// Holidays of one year that take a working day away; two may fall on one day (Ascension on 5 May 2016).
int weekday_holidays_in(int year, Date after, Date until) {
  auto holidays = holidays_of(year);
  std::sort(holidays.begin(), holidays.end());
  const auto end = std::unique(holidays.begin(), holidays.end());
  return static_cast<int>(
      std::count_if(holidays.begin(), end, [&](Date day) { return day > after && day <= until && !is_weekend(day); }));
}

// Weekdays from Monday of week 0 up to and including `day`; differences of it count weekdays in between.
int weekdays_until(Date day) {
  const Date monday_of_old(1800, 1, 6);
  const int days = days_between(monday_of_old, day) + 1;
  TIJDIG_CHECK(days >= 0);
  return days / 7 * 5 + std::min(days % 7, 5);
}

}  // namespace

Date easter_sunday(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int d = b / 4;
  const int e = b % 4;
  const int f = (b + 8) / 25;
  const int g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4;
  const int k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int month = (h + l - 7 * m + 114) / 31;
  const int day = (h + l - 7 * m + 114) % 31 + 1;
  return Date(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

bool is_public_holiday(Date day) {
  const auto& holidays = holidays_of(day.year());
  return std::find(holidays.begin(), holidays.end(), day) != holidays.end();
}

bool is_working_day(Date day) { return !is_weekend(day) && !is_public_holiday(day); }

Date plus_working_days(Date start, int n) {
  TIJDIG_CHECK(n >= 0);
  Date day = start;
  if (n == 0) {
    while (!is_working_day(day)) day = day.plus_days(1);
    return day;
  }
  // A clock walks over six weeks for each case: weekday and year are carried along.
  unsigned weekday = day.iso_weekday();
  Date year_ends = day;
  const std::array<Date, 9>* holidays = nullptr;
  for (int left = n; left > 0;) {
    day = day.plus_days(1);
    weekday = weekday % sunday + 1;
    if (holidays == nullptr || day > year_ends) {
      holidays = &holidays_of(day.year());
      year_ends = Date(day.year(), 12, 31);
    }
    if (weekday < saturday && std::find(holidays->begin(), holidays->end(), day) == holidays->end()) --left;
  }
  return day;
}

int working_days_between(Date from, Date to) {
  if (to <= from) return 0;
  int count = weekdays_until(to) - weekdays_until(from);
  for (int year = from.year(); year <= to.year(); ++year) count -= weekday_holidays_in(year, from, to);
  return count;
}

Date crisis_deadline(Date received) {
  constexpr int working_days_max = 3;
  return plus_working_days(received, working_days_max);
}

}  // namespace tijdig
