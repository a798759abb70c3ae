// The Dutch working-day calendar: Monday to Friday, without the public holidays of the Algemene termijnenwet art. 3
// (New Year, Easter Monday, King's or Queen's Day, 5 May in lustrum years, Ascension Day, Whit Monday, both Christmas
// days). Good Friday counts as a working day for legal terms only if `good_friday_is_holiday` is false; the law treats
// it as equal to a holiday (art. 3(1)), so it is one here.
//
//   plus_working_days(Date(2018, 12, 21), 3) == Date(2018, 12, 28)   // weekend, Christmas and Boxing Day skipped
//
// Source: Algemene termijnenwet art. 1 and 3; Easter by the anonymous Gregorian algorithm. Pure; any thread.
#pragma once

#include "libs/domain/date.h"

namespace tijdig {

Date easter_sunday(int year);
bool is_public_holiday(Date day);
bool is_working_day(Date day);
// The n-th working day after `start` (n >= 0; n = 0 gives `start` itself when it is a working day, else the next one).
Date plus_working_days(Date start, int n);
// Working days in (from, to]; 0 when to <= from.
int working_days_between(Date from, Date to);

}  // namespace tijdig
