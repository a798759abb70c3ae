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

}  // namespace tijdig
