// One value of a file in its comparable form. Kinds and their rules: docs/linking-evaluation.md.
//
//   normalise(Kind::surname, "Müller-Lüdenscheidt") == "muller ludenscheidt"
//   normalise(Kind::telephone, "+31 6 1234 5678") == "612345678"
//   parse_date("24-06-1971", "")->year == 1971
//
// Never fails: what says nothing is "". Time is linear. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "libs/linking/similarity.h"
#include "libs/records/schema.h"

namespace tijdig::records {

std::string normalise(Kind kind, std::string_view text);

// Layout: letters y, m, d in runs and separators. Without one: eight digits are yyyymmdd; else three numbers, of which
// the one of four digits is the year and the order of the others is year-month-day or day-month-year. A month or day
// that no calendar has stays as it is written: two records with the same slip agree.
std::optional<linking::DateParts> parse_date(std::string_view text, std::string_view layout);

// "1.234,50" and "1234.5" as hundredths.
std::optional<std::int64_t> parse_number(std::string_view text);

}  // namespace tijdig::records
