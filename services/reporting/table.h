// A printed table whose every figure can be traced: value, numerator, denominator, unit, dates.
//
//   Figure share = Figure::percent("%", 103, 215);   share.text() == "47.9"
//
// Rounding happens once, from the integers, half away from zero; a figure without denominator prints nothing. Plain
// values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "libs/domain/date.h"
#include "libs/domain/money.h"

namespace tijdig::reporting {

enum class Unit : unsigned char {
  count,       // numerator
  percent,     // 100 x numerator / denominator, one decimal
  euros,       // numerator in cents, printed in whole euros
  euros_mean,  // numerator in cents / denominator, printed in whole euros
  days_mean,   // numerator / denominator, one decimal
};

struct Figure {
  std::string column;
  Unit unit = Unit::count;
  std::int64_t numerator = 0;
  std::optional<std::int64_t> denominator;

  static Figure count(std::string column, std::int64_t n) { return {std::move(column), Unit::count, n, std::nullopt}; }
  static Figure percent(std::string column, std::int64_t n, std::int64_t of) {
    return {std::move(column), Unit::percent, n, of};
  }
  static Figure euros(std::string column, Cents amount) {
    return {std::move(column), Unit::euros, amount.count(), std::nullopt};
  }
  static Figure euros_mean(std::string column, Cents sum, std::int64_t of) {
    return {std::move(column), Unit::euros_mean, sum.count(), of};
  }

  std::string text() const;            // "47.9"; "" when there is nothing to divide by
  std::string numerator_text() const;  // money in euros with cents, so that numerator / denominator is the value
  bool operator==(const Figure&) const = default;
};

struct Row {
  std::string name;
  std::vector<Figure> figures;
  bool is_total = false;
  bool operator==(const Row&) const = default;
};

struct Table {
  std::string id;     // "2.1"
  std::string title;  // Dutch, as a municipality reads it
  std::string unit;   // what is counted: "signalen", "huishoudens", "dossiers"
  std::string row_heading;
  std::optional<YearMonth> from;  // none while nothing happened and no day was closed
  std::optional<YearMonth> until;
  std::optional<Date> as_of;  // last day closed, if any
  std::vector<Row> rows;

  const Figure* find(std::string_view row, std::string_view column) const;
  std::vector<std::string> columns() const;  // of all rows, each once, as they first occur
};

struct Report {
  std::string municipality;
  std::optional<Date> as_of;  // last day closed, if any
  std::vector<Table> tables;  // the funnel first

  const Table* find(std::string_view id) const;
};

}  // namespace tijdig::reporting
