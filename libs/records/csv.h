// Reads a CSV file whole: quoted fields, BOM, LF or CRLF, UTF-8 or Windows-1252.
//
//   TIJDIG_TRY(Csv csv, Csv::parse("people.csv", bytes, {}));       // the separator as its header shows
//   csv.column("surname")            // its number, or nothing
//
// The first row names the columns. Blanks around values go. All that is wrong is reported at once (line and field, the
// first fifty): a row of another length, a quote that never closes, bytes that are not of the encoding, a value over
// `field_bytes_max`. Never the value itself. Plain values; any thread. Format: RFC 4180.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libs/base/result.h"

namespace tijdig::records {

inline constexpr std::size_t field_bytes_max = 65'536;
inline constexpr std::size_t rows_max = 5'000'000;

struct CsvForm {
  char separator = 0;  // 0: of comma, semicolon, tab and bar the one that stands most often in the header
  bool windows_1252 = false;
};

struct Csv {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;

  std::optional<std::size_t> column(std::string_view name) const;
  static Result<Csv> parse(const std::string& file, std::string_view bytes, CsvForm form);
};

}  // namespace tijdig::records
