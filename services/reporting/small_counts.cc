#include "services/reporting/small_counts.h"

#include <array>
#include <map>

namespace tijdig::reporting {
namespace {

constexpr std::int64_t count_shown_min = 5;
constexpr std::array<std::string_view, 4> not_about_people{"funnel", "2.1", "refused", "late"};

bool is_about_people(const Table& table) {
  for (std::string_view id : not_about_people)
    if (table.id == id) return false;
  return true;
}

bool is_small(std::int64_t count) { return count > 0 && count < count_shown_min; }

}  // namespace

SmallCounts::SmallCounts(const Table& table, bool suppress) : table_(table) {
  if (!suppress || !is_about_people(table)) return;
  hide_small_counts();
  while (hide_what_subtraction_gives()) {
  }
  hide_what_depends_on_hidden();
}

std::string SmallCounts::text(std::size_t row, std::size_t figure) const {
  const Figure& shown = table_.rows[row].figures[figure];
  if (!is_hidden(row, figure)) return shown.text();
  return shown.unit == Unit::count && is_small(shown.numerator) ? "<5" : "–";
}

void SmallCounts::hide_small_counts() {
  for (std::size_t row = 0; row < table_.rows.size(); ++row)
    for (std::size_t i = 0; i < table_.rows[row].figures.size(); ++i)
      if (table_.rows[row].figures[i].unit == Unit::count && is_small(count_at({row, i}))) hidden_.insert({row, i});
}

// One round over all lines; true when something more was hidden.
bool SmallCounts::hide_what_subtraction_gives() {
  bool changed = false;
  std::map<std::string, std::pair<std::set<Cell>, std::set<Cell>>> columns;  // column: parts and totals
  for (std::size_t row = 0; row < table_.rows.size(); ++row) {
    std::set<Cell> parts;
    std::set<Cell> totals;
    for (std::size_t i = 0; i < table_.rows[row].figures.size(); ++i) {
      const Figure& figure = table_.rows[row].figures[i];
      if (figure.unit != Unit::count) continue;
      (figure.column == "totaal" ? totals : parts).insert({row, i});
      auto& column = columns[figure.column];
      (table_.rows[row].is_total ? column.second : column.first).insert({row, i});
    }
    if (!totals.empty()) changed = guard(parts, *totals.begin()) || changed;
  }
  for (const auto& [name, column] : columns)
    if (!column.second.empty()) changed = guard(column.first, *column.second.begin()) || changed;
  return changed;
}

// With a shown total and one hidden part, hides the smallest other part; where there is none, the total.
bool SmallCounts::guard(const std::set<Cell>& line, Cell total) {
  if (hidden_.count(total) != 0) return false;
  std::size_t hidden = 0;
  const Cell* smallest = nullptr;
  for (const Cell& cell : line) {
    if (hidden_.count(cell) != 0) {
      ++hidden;
    } else if (count_at(cell) > 0 && (smallest == nullptr || count_at(cell) < count_at(*smallest))) {
      smallest = &cell;
    }
  }
  if (hidden != 1) return false;
  return hidden_.insert(smallest == nullptr ? total : *smallest).second;
}

void SmallCounts::hide_what_depends_on_hidden() {
  for (std::size_t row = 0; row < table_.rows.size(); ++row) {
    const auto& figures = table_.rows[row].figures;
    bool any_hidden = false;
    for (std::size_t i = 0; i < figures.size(); ++i) any_hidden = any_hidden || is_hidden(row, i);
    for (std::size_t i = 0; any_hidden && i < figures.size(); ++i)
      if (figures[i].unit != Unit::count) hidden_.insert({row, i});
  }
}

}  // namespace tijdig::reporting
