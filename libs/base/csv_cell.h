// A value as a cell of a CSV file (RFC 4180): in quotes where it holds the separator, a quote or a line end.
//
//   csv_cell("Bos; \"J\"", ';')   // "Bos; ""J""" in quotes
//   csv_cell("Bos, J", ';')       // as it is
//
// A cell that a spreadsheet takes for a formula is the caller's business: not every file is opened in one. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace tijdig {

std::string csv_cell(std::string_view text, char separator);
std::string csv_quoted(std::string_view text);  // whatever it holds

}  // namespace tijdig
