// A CSV file of the town hall (register, lists, caseworkers' entries) as rows with named columns.
//
//   TableFile file;
//   read_table(bytes, {"zaaknummer", "datum"}, file);
//   if (!file.problems.empty()) ...             // the file as a whole is refused
//   file.rows[0].at("zaaknummer")
//
// The same cutting, encodings and limits as for partner files (services/signal_ingest/csv_reader.h). A missing required
// column refuses the file; an unknown column is ignored. Values are personal data until a door has parsed them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libs/base/bytes.h"
#include "libs/domain/address.h"
#include "libs/domain/bsn.h"
#include "libs/domain/delivery.h"

namespace tijdig::doors {

// One problem of a file: line 0 and no field mean the whole of it. Never a value.
struct Problem {
  std::uint32_t line = 0;
  std::string field;
  std::string reason;
  std::string advice;
  bool operator==(const Problem&) const = default;
};

class TableRow {
 public:
  TableRow(std::uint32_t line, std::vector<std::string> cells, const std::map<std::string, std::size_t>* places)
      : line_(line), cells_(std::move(cells)), places_(places) {}
  std::uint32_t line() const { return line_; }
  // The trimmed text of a column; "" when the file has no such column.
  std::string_view at(const std::string& column) const;

 private:
  std::uint32_t line_;
  std::vector<std::string> cells_;
  const std::map<std::string, std::size_t>* places_;
};

struct TableFile {
  std::vector<Problem> problems;
  std::map<std::string, std::size_t> places;
  std::vector<TableRow> rows;  // refer to `places`: a TableFile is not copied

  TableFile() = default;
  TableFile(const TableFile&) = delete;
  TableFile& operator=(const TableFile&) = delete;
};

void read_table(BytesView bytes, const std::vector<std::string>& required, TableFile& into);

// Helpers of the doors that read such files: parse one cell or note what is wrong with it.
class RowCheck {
 public:
  RowCheck(const TableRow& row, std::vector<Problem>& problems) : row_(row), problems_(problems) {}
  bool ok() const { return ok_; }
  void refuse(const std::string& column, std::string reason, std::string advice);
  // "ja" or "nee"; empty is nee.
  bool yes_no(const std::string& column);
  Date date(const std::string& column);
  std::optional<Date> optional_date(const std::string& column);
  Address address();  // postcode, huisnummer, huisletter, huisnummertoevoeging
  std::optional<Bsn> optional_bsn(const std::string& column);
  std::vector<std::string> several(const std::string& column);  // separated by |

 private:
  const TableRow& row_;
  std::vector<Problem>& problems_;
  bool ok_ = true;
};

}  // namespace tijdig::doors
