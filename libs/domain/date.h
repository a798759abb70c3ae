// A calendar day and a calendar month, as values that know no clock.
//
//   TIJDIG_TRY(Date day, Date::parse("2018-10-25"));
//   day.month() == YearMonth(2018, 10);  day.plus_days(28);  YearMonth(2018, 12).plus_months(1).to_string() ==
//   "2019-01"
//
// Proleptic Gregorian, years 1850 to 2199; nothing outside parses. Plain values, any thread.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "libs/base/result.h"

namespace tijdig {

class Date;

class YearMonth {
 public:
  YearMonth() = default;  // January 1970; a placeholder for containers and codecs
  YearMonth(int year, unsigned month);
  static Result<YearMonth> parse(std::string_view iso);  // "2018-10" and nothing else
  static YearMonth from_index(std::int32_t months_since_1970) { return YearMonth(months_since_1970); }

  int year() const;
  unsigned month() const;
  std::int32_t index() const { return months_since_1970_; }
  YearMonth plus_months(int months) const { return YearMonth(months_since_1970_ + months); }
  Date first_day() const;
  Date last_day() const;
  std::string to_string() const;   // "2018-10"
  std::string dutch_name() const;  // "oktober"

  auto operator<=>(const YearMonth&) const = default;

 private:
  explicit YearMonth(std::int32_t months_since_1970) : months_since_1970_(months_since_1970) {}
  std::int32_t months_since_1970_ = 0;
};

// Whole months from `earlier` to `later`; negative when they are the other way round.
inline int months_between(YearMonth earlier, YearMonth later) { return later.index() - earlier.index(); }

class Date {
 public:
  Date() = default;  // 1970-01-01; a placeholder for containers and codecs
  Date(int year, unsigned month, unsigned day);
  // Accepts exactly "2018-10-25". Refuses impossible days such as 2018-02-30.
  static Result<Date> parse(std::string_view iso);
  static Date from_days(std::int32_t days_since_epoch) { return Date(days_since_epoch); }

  std::int32_t days_since_epoch() const { return days_; }
  int year() const;
  unsigned month_number() const;
  unsigned day() const;
  YearMonth month() const;
  unsigned iso_weekday() const;  // 1 = Monday ... 7 = Sunday
  Date plus_days(int days) const { return Date(days_ + days); }
  std::string to_string() const;  // "2018-10-25"

  auto operator<=>(const Date&) const = default;

 private:
  explicit Date(std::int32_t days) : days_(days) {}
  std::int32_t days_ = 0;
};

inline int days_between(Date earlier, Date later) { return later.days_since_epoch() - earlier.days_since_epoch(); }

}  // namespace tijdig
