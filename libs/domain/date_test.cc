#include "libs/domain/date.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tijdig {
namespace {

template <class T>
bool refuses(const Result<T>& parsed) {
  return !parsed && parsed.error().severity == Severity::refused;
}

const std::int32_t first_day = Date(1850, 1, 1).days_since_epoch();
const std::int32_t last_day = Date(2199, 12, 31).days_since_epoch();

Date any_date() { return Date::from_days(*rc::gen::inRange(first_day, last_day + 1)); }
YearMonth any_month() { return YearMonth::from_index(*rc::gen::inRange(-120 * 12, 230 * 12)); }

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

TEST(Date, CountsDaysFrom1970) {
  EXPECT_EQ(Date().to_string(), "1970-01-01");
  EXPECT_EQ(Date(2000, 3, 1).days_since_epoch(), 11017);
  EXPECT_EQ(Date(1850, 1, 1).days_since_epoch(), -43829);
}

TEST(Date, ReadsTheDaysThatExistAndNoOther) {
  for (const char* text : {"2018-10-25", "2020-02-29", "2000-02-29", "1850-01-01", "2199-12-31"})
    EXPECT_EQ(Date::parse(text).value().to_string(), text);
  for (const char* text : {"2018-02-29", "2018-02-30", "1900-02-29", "2018-04-31", "2018-00-10", "2018-13-01",
                           "2018-01-00", "2018-01-32", "1849-12-31", "2200-01-01", "0000-00-00"})
    EXPECT_TRUE(refuses(Date::parse(text))) << text;
}

TEST(Date, ReadsOneNotationOnly) {
  for (const char* text : {"", "2018", "2018-10", "2018-1-25", "25-10-2018", "20181025", "2018/10/25", "2018-10-25 ",
                           " 2018-10-25", "2018-10-25T00:00", "2018-1o-25", "+018-10-25", "-018-10-25", "2018-10--5"})
    EXPECT_FALSE(Date::parse(text)) << text;
}

TEST(Date, KnowsTheDayOfTheWeek) {
  EXPECT_EQ(Date(2018, 10, 25).iso_weekday(), 4U);
  EXPECT_EQ(Date(1970, 1, 1).iso_weekday(), 4U);
  EXPECT_EQ(Date(2018, 10, 28).iso_weekday(), 7U);
  EXPECT_EQ(Date(1900, 1, 1).iso_weekday(), 1U);
}

TEST(Date, WalksEveryDayOfTheCalendarInOrder) {
  const unsigned days_in[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  Date walker(1850, 1, 1);
  for (int year = 1850; year <= 2199; ++year)
    for (unsigned month = 1; month <= 12; ++month)
      for (unsigned day = 1; day <= days_in[month - 1] + (month == 2 && is_leap(year) ? 1U : 0U); ++day) {
        ASSERT_EQ(walker, Date(year, month, day));
        ASSERT_EQ(walker.year(), year);
        ASSERT_EQ(walker.month_number(), month);
        ASSERT_EQ(walker.day(), day);
        walker = walker.plus_days(1);
      }
}

RC_GTEST_PROP(Date, ReadsBackWhatItPrints, ()) {
  const Date day = any_date();
  RC_ASSERT(*Date::parse(day.to_string()) == day);
}

RC_GTEST_PROP(Date, SortsAsItsTextDoes, ()) {
  const Date a = any_date();
  const Date b = any_date();
  RC_ASSERT((a < b) == (a.to_string() < b.to_string()));
}

RC_GTEST_PROP(Date, NeverReadsTextItWouldNotPrint, (const std::string& text)) {
  const auto day = Date::parse(text);
  RC_ASSERT((!day || day->to_string() == text));
}

RC_GTEST_PROP(Date, AddsAndSubtractsTheSameDays, ()) {
  const Date day = any_date();
  const int days = *rc::gen::inRange(-20000, 20000);
  RC_ASSERT(days_between(day, day.plus_days(days)) == days);
  RC_ASSERT(day.plus_days(days).plus_days(-days) == day);
}

RC_GTEST_PROP(Date, LiesWithinItsMonth, ()) {
  const Date day = any_date();
  RC_ASSERT(day.month().first_day() <= day);
  RC_ASSERT(day <= day.month().last_day());
  RC_ASSERT(day.month().last_day().plus_days(1) == day.month().plus_months(1).first_day());
}

TEST(YearMonth, CarriesAcrossYears) {
  EXPECT_EQ(YearMonth(2018, 12).plus_months(1).to_string(), "2019-01");
  EXPECT_EQ(YearMonth(2019, 1).plus_months(-1), YearMonth(2018, 12));
  EXPECT_EQ(months_between(YearMonth(2018, 11), YearMonth(2019, 2)), 3);
  EXPECT_EQ(months_between(YearMonth(2019, 2), YearMonth(2018, 11)), -3);
}

TEST(YearMonth, EndsOnItsLastDay) {
  EXPECT_EQ(YearMonth(2020, 2).last_day(), Date(2020, 2, 29));
  EXPECT_EQ(YearMonth(2019, 2).last_day(), Date(2019, 2, 28));
  EXPECT_EQ(YearMonth(2018, 12).last_day(), Date(2018, 12, 31));
}

TEST(YearMonth, HasADutchName) {
  EXPECT_EQ(YearMonth(2018, 10).dutch_name(), "oktober");
  EXPECT_EQ(YearMonth(1851, 1).dutch_name(), "januari");
  EXPECT_EQ(YearMonth(2019, 3).dutch_name(), "maart");
}

TEST(YearMonth, ReadsOneNotationOnly) {
  EXPECT_EQ(*YearMonth::parse("2018-10"), YearMonth(2018, 10));
  for (const char* text : {"", "2018", "2018-13", "2018-00", "2018-1", "10-2018", "2018-10-01", "1849-12", "2200-01"})
    EXPECT_TRUE(refuses(YearMonth::parse(text))) << text;
}

RC_GTEST_PROP(YearMonth, ReadsBackWhatItPrints, ()) {
  const YearMonth month = any_month();
  RC_ASSERT(*YearMonth::parse(month.to_string()) == month);
  RC_ASSERT(YearMonth(month.year(), month.month()) == month);
}

RC_GTEST_PROP(YearMonth, SortsAsItsTextDoes, ()) {
  const YearMonth a = any_month();
  const YearMonth b = any_month();
  RC_ASSERT((a < b) == (a.to_string() < b.to_string()));
  RC_ASSERT(a.plus_months(months_between(a, b)) == b);
}

TEST(DateDeathTest, AnImpossibleDayInTheProgramEndsIt) {
  EXPECT_DEATH(Date(2018, 2, 30), "broken invariant");
  EXPECT_DEATH(YearMonth(2018, 13), "broken invariant");
}

}  // namespace
}  // namespace tijdig
