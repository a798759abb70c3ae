#include "services/reporting/table.h"

#include <algorithm>

namespace tijdig::reporting {

std::string Figure::text() const {
  switch (unit) {
    case Unit::count:
      return std::to_string(numerator);
    case Unit::percent:
      return ratio_text(numerator, *denominator, 1, true);
    case Unit::euros:
      return std::to_string(Cents(numerator).whole_euros());
    case Unit::euros_mean:
      return ratio_text(numerator, *denominator * 100, 0, false);
    case Unit::days_mean:
      return ratio_text(numerator, *denominator, 1, false);
  }
  TIJDIG_CHECK(false);
}

std::string Figure::numerator_text() const {
  const bool is_money = unit == Unit::euros || unit == Unit::euros_mean;
  return is_money ? Cents(numerator).to_string() : std::to_string(numerator);
}

const Figure* Table::find(std::string_view row, std::string_view column) const {
  for (const Row& candidate : rows)
    if (candidate.name == row)
      for (const Figure& figure : candidate.figures)
        if (figure.column == column) return &figure;
  return nullptr;
}

std::vector<std::string> Table::columns() const {
  std::vector<std::string> columns;
  for (const Row& row : rows)
    for (const Figure& figure : row.figures)
      if (std::find(columns.begin(), columns.end(), figure.column) == columns.end()) columns.push_back(figure.column);
  return columns;
}

const Table* Report::find(std::string_view id) const {
  for (const Table& table : tables)
    if (table.id == id) return &table;
  return nullptr;
}

}  // namespace tijdig::reporting
