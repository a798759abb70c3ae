// A report for people and machines. Text is aligned and fits a terminal; CSV is one line per figure (RFC 4180, comma,
// LF, every text cell safe for a spreadsheet); JSON keeps every figure's numerator, denominator, unit and dates.
#pragma once

#include <functional>
#include <string>

#include "services/reporting/table.h"

namespace tijdig::reporting {

enum class Format { text, csv, json };
Result<Format> parse_format(std::string_view word);

std::string print(const Report& report, Format format);

// The JSON that anybody may read, as the page (small_counts.h, L45): of a figure that is hidden, value, numerator and
// denominator are null and `hidden` is true; of all others it is false.
std::string print_public_json(const Report& report);

// The text form with every cell as `cell` writes it, for a comparison.
using CellText = std::function<std::string(const Table&, const Row&, const Figure&)>;
std::string print_text_with(const Report& report, const CellText& cell);

}  // namespace tijdig::reporting
