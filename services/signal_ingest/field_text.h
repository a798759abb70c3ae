// What partners' text fields may hold, and how to read the ones with more than one spelling.
//
//   parse_partner_date("25-10-2018") == Date(2018, 10, 25)       // also "2018-10-25"; nothing else
//   initials_of("j.c.m.") == "JCM"
//
// Text is UTF-8 (the reader has seen to it). Pure; any thread.
#pragma once

#include <optional>
#include <string>

#include "libs/base/bytes.h"
#include "libs/base/result.h"
#include "libs/domain/date.h"

namespace tijdig::signal_ingest {

BytesView trimmed(BytesView text);           // without blanks and no-break spaces at both ends
std::size_t characters_in(BytesView text);   // code points
bool has_control_character(BytesView text);  // also tab, line ends, byte order mark, zero-width and direction marks
bool is_name_text(BytesView text);  // letters, marks, digits, blanks and . - ' / , & ( ) ` + and at least a letter
Result<Date> parse_partner_date(BytesView text);
std::string initials_of(BytesView text);           // capitals without dots and blanks
std::optional<bool> parse_yes_no(BytesView text);  // "" is no
std::string lower_ascii(BytesView text);

}  // namespace tijdig::signal_ingest
