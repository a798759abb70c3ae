#include "libs/domain/working_days.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace tijdig {
namespace {

Date any_date() {
  return Date::from_days(*rc::gen::inRange(Date(1900, 1, 1).days_since_epoch(), Date(2150, 1, 1).days_since_epoch()));
}

int counted_day_by_day(Date from, Date to) {
  int count = 0;
  for (Date day = from.plus_days(1); day <= to; day = day.plus_days(1)) count += is_working_day(day) ? 1 : 0;
  return count;
}

TEST(Easter, FallsWhereTheAlmanacHasIt) {
  for (const char* sunday : {"1900-04-15", "1954-04-18", "2000-04-23", "2008-03-23", "2011-04-24", "2018-04-01",
                             "2019-04-21", "2020-04-12", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"}) {
    const Date expected = Date::parse(sunday).value();
    EXPECT_EQ(easter_sunday(expected.year()).to_string(), sunday);
  }
}

TEST(Easter, IsASundayBetween22MarchAnd25April) {
  for (int year = 1850; year <= 2199; ++year) {
    const Date easter = easter_sunday(year);
    ASSERT_EQ(easter.iso_weekday(), 7U) << year;
    ASSERT_TRUE(easter >= Date(year, 3, 22) && easter <= Date(year, 4, 25)) << year;
  }
}

TEST(PublicHoliday, IsWhatTheTermsActNames) {
  for (const char* day : {"2018-12-25", "2018-12-26", "2019-01-01", "2019-04-19", "2019-04-22", "2019-04-27",
                          "2019-05-05", "2019-05-30", "2019-06-10", "2018-04-27", "2018-05-10", "2018-05-21"})
    EXPECT_TRUE(is_public_holiday(Date::parse(day).value())) << day;
  for (const char* day : {"2018-12-24", "2018-12-31", "2019-04-30", "2019-05-04", "2019-05-31", "2019-10-31"})
    EXPECT_FALSE(is_public_holiday(Date::parse(day).value())) << day;
}

TEST(PublicHoliday, FifthOfMayCountsEveryYearAndNotOnlyInLustra) {
  EXPECT_FALSE(is_working_day(Date(2020, 5, 5)));
  EXPECT_FALSE(is_working_day(Date(2021, 5, 5)));
}

TEST(PublicHoliday, TheMonarchsBirthdayMovesOffASunday) {
  EXPECT_TRUE(is_public_holiday(Date(2014, 4, 26)));
  EXPECT_FALSE(is_public_holiday(Date(2014, 4, 27)));
  EXPECT_TRUE(is_public_holiday(Date(2025, 4, 26)));
  EXPECT_TRUE(is_public_holiday(Date(2013, 4, 30)));
  EXPECT_FALSE(is_public_holiday(Date(2013, 4, 27)));
  EXPECT_TRUE(is_public_holiday(Date(2006, 4, 29)));
  EXPECT_TRUE(is_public_holiday(Date(1978, 5, 1)));
}

TEST(WorkingDays, SkipWeekendsAndHolidays) {
  EXPECT_EQ(plus_working_days(Date(2018, 12, 21), 3), Date(2018, 12, 28));
  EXPECT_EQ(plus_working_days(Date(2018, 10, 25), 30), Date(2018, 12, 6));
  EXPECT_EQ(plus_working_days(Date(2019, 4, 18), 1), Date(2019, 4, 23));
}

TEST(WorkingDays, ZeroOfThemIsTheFirstDayToWork) {
  EXPECT_EQ(plus_working_days(Date(2018, 12, 24), 0), Date(2018, 12, 24));
  EXPECT_EQ(plus_working_days(Date(2018, 12, 25), 0), Date(2018, 12, 27));
}

TEST(WorkingDays, OfAYearAreAsManyAsTheCalendarHas) {
  // 2018: 261 weekdays; New Year, Good Friday, Easter Monday, King's Day, Ascension, Whit Monday, Christmas twice; 5
  // May was a Saturday.
  EXPECT_EQ(working_days_between(Date(2017, 12, 31), Date(2018, 12, 31)), 253);
  // 2016: Ascension fell on 5 May and counts once.
  EXPECT_EQ(working_days_between(Date(2015, 12, 31), Date(2016, 12, 31)), 254);
}

RC_GTEST_PROP(WorkingDays, AreCountedAsDayByDay, ()) {
  const Date from = any_date();
  const Date to = from.plus_days(*rc::gen::inRange(-40, 1500));
  RC_ASSERT(working_days_between(from, to) == counted_day_by_day(from, to));
}

TEST(WorkingDays, OfACrisisAreThree) {
  EXPECT_EQ(crisis_deadline(Date(2018, 10, 1)), Date(2018, 10, 4));
  EXPECT_EQ(crisis_deadline(Date(2018, 12, 21)), Date(2018, 12, 28)) << "a weekend, Christmas and Boxing Day between";
}

RC_GTEST_PROP(WorkingDays, AddUpToTheirOwnCount, ()) {
  const Date start = any_date();
  const int n = *rc::gen::inRange(1, 120);
  const Date end = plus_working_days(start, n);
  RC_ASSERT(is_working_day(end));
  RC_ASSERT(working_days_between(start, end) == n);
  RC_ASSERT(plus_working_days(plus_working_days(start, n), 1) == plus_working_days(start, n + 1));
}

RC_GTEST_PROP(WorkingDays, OfTwoStretchesAddUp, ()) {
  const Date a = any_date();
  const Date b = a.plus_days(*rc::gen::inRange(0, 2000));
  const Date c = b.plus_days(*rc::gen::inRange(0, 2000));
  RC_ASSERT(working_days_between(a, b) + working_days_between(b, c) == working_days_between(a, c));
}

}  // namespace
}  // namespace tijdig
