// The Dutch working-day calendar: Monday to Friday, without the days on which a legal term cannot end.
//
//   plus_working_days(Date(2018, 12, 21), 3) == Date(2018, 12, 28)   // weekend, Christmas and Boxing Day skipped
//
// Those days are New Year, Good Friday, Easter Monday, King's Day (Queen's Day until 2013), 5 May, Ascension Day, Whit
// Monday and both Christmas days. 5 May counts every year: the lustrum belongs to collective agreements, not to the
// law. Days that a royal decree puts on a par for some years (art. 3(3)) are not known here. Source: Algemene
// termijnenwet art. 1 and 3(1), Good Friday by art. 3(2); Easter by the anonymous Gregorian algorithm. Earlier years
// than the law (1965) follow the same rules. Pure; any thread.
#pragma once

#include "libs/domain/date.h"

namespace tijdig {

Date easter_sunday(int year);
bool is_public_holiday(Date day);
bool is_working_day(Date day);
// The n-th working day after `start` (n >= 0; n = 0 gives `start` itself when it is a working day, else the next one).
Date plus_working_days(Date start, int n);

// The last day for the first talk when eviction or the end of supply threatens (L14, Wgs art. 4(2)).
Date crisis_deadline(Date received);
// Working days in (from, to]; 0 when to <= from. Costs one look at each year between, not at each day.
int working_days_between(Date from, Date to);

}  // namespace tijdig
