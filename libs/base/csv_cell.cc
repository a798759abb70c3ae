#include "libs/base/csv_cell.h"

namespace tijdig {

std::string csv_cell(std::string_view text, char separator) {
  const bool ends_a_cell =
      text.find(separator) != std::string_view::npos || text.find_first_of("\"\r\n") != std::string_view::npos;
  return ends_a_cell ? csv_quoted(text) : std::string(text);
}

std::string csv_quoted(std::string_view text) {
  std::string cell = "\"";
  for (const char c : text) {
    if (c == '"') cell += '"';
    cell += c;
  }
  return cell + '"';
}

bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

std::string spreadsheet_cell(std::string_view text, char separator) {
  return looks_like_formula(text) ? csv_cell("'" + std::string(text), separator) : csv_cell(text, separator);
}

}  // namespace tijdig
