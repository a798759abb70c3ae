// How the software of one partner writes a file: columns, separator, encoding, line ends, decimal sign.
//
//   FileRow row;
//   row[Column::surname] = "Berg, van den";
//   std::string bytes = written(style_of(partner), rows);
//
// Columns carry the documented names (libs/domain/delivery.h). Fields are quoted as RFC 4180 asks. Pure.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "libs/domain/delivery.h"

namespace tijdig::town {

struct FileStyle {
  char separator = ';';
  bool windows_1252 = false;
  bool byte_order_mark = false;
  bool carriage_return = true;
  bool decimal_comma = true;
  bool quote_all = false;
  std::vector<Column> columns;

  bool has(Column column) const;
};

const FileStyle& style_of(std::size_t partner);

struct FileRow {
  std::array<std::string, static_cast<std::size_t>(Column::count_)> fields;
  std::string& operator[](Column column) { return fields[static_cast<std::size_t>(column)]; }
  const std::string& operator[](Column column) const { return fields[static_cast<std::size_t>(column)]; }
};

std::string written(const FileStyle& style, std::span<const FileRow> rows);
std::string amount_text(const FileStyle& style, std::uint32_t cents);  // "1234,50" or "1234.50"

}  // namespace tijdig::town
