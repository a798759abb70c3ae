// A value as a cell of a CSV file (RFC 4180): in quotes where it holds the separator, a quote or a line end.
//
//   csv_cell("Bos; \"J\"", ';')   // "Bos; ""J""" in quotes
//   csv_cell("Bos, J", ';')       // as it is
//
// What a person opens in a spreadsheet goes through `spreadsheet_cell`: there a cell that begins as a formula would be
// one, and is made text by an apostrophe. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace tijdig {

std::string csv_cell(std::string_view text, char separator);
std::string csv_quoted(std::string_view text);  // whatever it holds

bool looks_like_formula(std::string_view text);  // starts with = + - @, a tab or a carriage return
std::string spreadsheet_cell(std::string_view text, char separator);

}  // namespace tijdig
