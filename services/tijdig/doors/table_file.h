// A CSV file of the town hall (register, lists, caseworkers' entries) as rows with named columns.
//
//   Problems problems;
//   read_table(content, {.required = {"zaaknummer", "datum"}, .optional = {"flyer"}}, problems,
//              [&](const TableRow& row) { row.at("zaaknummer"); });
//   if (problems.any()) ...                                        // the file as a whole is refused
//
// The same cutting, encodings and limits as for partner files (services/signal_ingest/csv_reader.h), and at most
// `table_rows_max` rows. The header decides whether rows are read: a required column that is missing, a known column
// that stands twice, and a name that is nearly that of a known column which is not there refuse the file, because
// what is misspelt would silently mean "no". Any other unknown column is ignored, and never repeated: a file without
// a header has a person in its first line. Memory does not grow with the file. Values are personal data until a door
// has parsed them.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libs/base/bytes.h"
#include "libs/domain/address.h"
#include "libs/domain/bsn.h"
#include "libs/domain/delivery.h"
#include "services/signal_ingest/csv_reader.h"
#include "services/tijdig/doors/table_content.h"

namespace tijdig::doors {

// Twice the largest municipality.
constexpr std::uint32_t table_rows_max = 2'000'000;
// Kept of one file; more is not read by anybody. Those beyond are counted.
constexpr std::size_t problems_max = 10'000;

// One problem of a file: line 0 and no field mean the whole of it. Never a value.
struct Problem {
  std::uint32_t line = 0;
  std::string field;
  std::string reason;
  std::string advice;
  bool operator==(const Problem&) const = default;
};

Problem in_words(const signal_ingest::FileProblem& problem);

// All problems of a file, up to problems_max.
class Problems {
 public:
  void add(Problem problem);
  // What ended the reading: kept also when there were problems_max before.
  void add_last(const signal_ingest::FileProblem& problem) { kept_.push_back(in_words(problem)); }
  bool any() const { return !kept_.empty(); }
  // In the order of lines; when there were more than are kept, the last one says how many.
  std::vector<Problem> told() &&;

 private:
  std::vector<Problem> kept_;
  std::size_t more_ = 0;
};

// Every column that a kind of file may have. Names are lower case.
struct TableColumns {
  std::vector<std::string> required = {};
  std::vector<std::string> optional = {};
  std::vector<std::string> any_of = {};                               // optional ones of which one at least is there
  std::vector<std::pair<std::string, std::string>> needs_other = {};  // the first says nothing without the second
};

// A row while it is being read.
class TableRow {
 public:
  using Places = std::map<std::string, std::size_t, std::less<>>;
  TableRow(const signal_ingest::CsvRow& row, const Places& places) : row_(row), places_(places) {}
  std::uint32_t line() const { return row_.line; }
  // The trimmed text of a column; "" when the file has no such column.
  std::string_view at(std::string_view column) const;

 private:
  const signal_ingest::CsvRow& row_;
  const Places& places_;
};

void read_table(const TableContent& content, const TableColumns& columns, Problems& problems,
                const std::function<void(const TableRow&)>& take);

// Helpers of the doors that read such files: parse one cell or note what is wrong with it.
class RowCheck {
 public:
  RowCheck(const TableRow& row, Problems& problems) : row_(row), problems_(problems) {}
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
  Problems& problems_;
  bool ok_ = true;
};

}  // namespace tijdig::doors
