// The first line of a CSV delivery: which documented column stands where, and what is not ours to keep.
//
//   Header header;
//   auto problems = header.read(row);            // missing, double; all of them at once
//   header.column_at(3) == Column::postcode      // nullopt: excess data, dropped at the gate and counted (L05)
//
// Names are compared without case, blanks, dashes and underscores. A name that is not known is never repeated in a
// message: a file without a header has a person in its first line. A name that is nearly that of a documented column
// which is not there gets a hint with its position.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/signal_ingest/csv_reader.h"

namespace tijdig::signal_ingest {

// nullopt when the name is not one of the documented ones.
std::optional<Column> column_named(std::string_view name);
bool is_required(Column column);
// Needed by nobody behind the gate: read, and dropped (L05).
bool is_dropped(Column column);

struct NearMiss {
  std::size_t position = 0;  // from 1, as a spreadsheet counts
  Column meant = Column::count_;
  bool operator==(const NearMiss&) const = default;
};

class Header {
 public:
  std::vector<FileProblem> read(const CsvRow& row);
  std::size_t size() const { return columns_.size(); }
  std::optional<Column> column_at(std::size_t i) const { return columns_[i]; }
  std::size_t excess_columns() const { return excess_columns_; }
  const std::vector<NearMiss>& near_misses() const { return near_misses_; }

 private:
  std::vector<std::optional<Column>> columns_;
  std::vector<NearMiss> near_misses_;
  std::size_t excess_columns_ = 0;
};

}  // namespace tijdig::signal_ingest
