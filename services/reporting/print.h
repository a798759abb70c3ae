// A report for people and machines. Text is aligned and fits a terminal; CSV is one line per figure (RFC 4180, comma,
// LF, every text cell safe for a spreadsheet); JSON keeps every figure's numerator, denominator, unit and dates.
#pragma once

#include <string>

#include "services/reporting/table.h"

namespace tijdig::reporting {

enum class Format { text, csv, json };
Result<Format> parse_format(std::string_view word);

std::string print(const Report& report, Format format);

}  // namespace tijdig::reporting
