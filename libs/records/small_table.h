// Small tables for tests.
//
//   const Table table = table_of("fields: [{column: name, kind: surname}]\n", "name\njansen\n");
#pragma once

#include <string>

#include "libs/base/check.h"
#include "libs/records/table.h"

namespace tijdig::records {

inline Table table_of(const std::string& schema, const std::string& records, const std::string& entries = "") {
  const auto parsed = Schema::parse("s.yaml", schema);
  TIJDIG_CHECK(parsed.has_value());
  Table table(*parsed);
  const auto csv = Csv::parse("a.csv", records, {});
  TIJDIG_CHECK(csv && table.add("a.csv", *csv));
  if (!entries.empty()) {
    const auto more = Csv::parse("b.csv", entries, {});
    TIJDIG_CHECK(more && table.add_register("b.csv", *more));
  }
  table.count_values(entries.empty() ? 0 : static_cast<RecordIndex>(csv->rows.size()));
  return table;
}

}  // namespace tijdig::records
