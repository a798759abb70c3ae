// Which figures of a table a public page may show (L45): a count of one to four could point at a person.
//
//   const SmallCounts small(table, true);
//   small.text(row, figure);   // "12", "<5" for 1 to 4, "–" for what would give a hidden count away
//
// In tables about cases and households a small count is hidden, and with it every share and amount of its row. When
// one count alone is hidden in a line whose total is shown, subtraction would give it back: then the smallest other
// count of the line is hidden too. Totals of the municipality (funnel) and tables of raw signals (2.1, refused, late)
// stay as they are. Pure; `table` must outlive this.
#pragma once

#include <set>
#include <string>
#include <utility>

#include "services/reporting/table.h"

namespace tijdig::reporting {

class SmallCounts {
 public:
  SmallCounts(const Table& table, bool suppress);

  bool is_hidden(std::size_t row, std::size_t figure) const { return hidden_.count({row, figure}) != 0; }
  std::string text(std::size_t row, std::size_t figure) const;

 private:
  using Cell = std::pair<std::size_t, std::size_t>;  // row, figure

  void hide_small_counts();
  bool hide_what_subtraction_gives();
  bool guard(const std::set<Cell>& line, Cell total);
  void hide_what_depends_on_hidden();
  std::int64_t count_at(Cell cell) const { return table_.rows[cell.first].figures[cell.second].numerator; }

  const Table& table_;
  std::set<Cell> hidden_;
};

}  // namespace tijdig::reporting
