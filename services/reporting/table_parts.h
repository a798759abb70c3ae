// What the tables are made of: a grid of counts, names of partners and months, and the usual shapes of rows.
//
//   Table table = start_table(ledger, "2.1", "Signalen per maand", "signalen", "maand");
//   Grid grid;
//   for (const SignalTally& tally : ledger.signals) grid.add(tally.month.to_string(), sector, tally.signals);
//   fill_grid(table, grid, month_names(ledger), partner_names(policy));     // with totals; everything adds up
//
// Counts are whole numbers and amounts whole cents; shares are made when a figure is printed (table.h). Texts are those
// of the reader, in Dutch. What the policy has no name for is `unknown_partner`, or follows under its code: nothing
// that was counted is left out, and nothing fails. Small counts are hidden later (small_counts.h). Pure; one thread per
// value.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "libs/policy/policy.h"
#include "services/reporting/ledger.h"
#include "services/reporting/table.h"

namespace tijdig::reporting {

inline constexpr const char* unknown_partner = "onbekend";

// Counts by row and column name; 0 where nothing was added.
class Grid {
 public:
  void add(const std::string& row, const std::string& column, std::int64_t count) { cells_[row][column] += count; }
  std::int64_t at(const std::string& row, const std::string& column) const;
  std::int64_t row_total(const std::string& row) const;
  std::int64_t column_total(const std::string& column) const;
  std::vector<std::string> rows() const;                                   // by name
  std::vector<std::string> columns() const;                                // by name
  std::vector<std::string> rows_by_size(const std::string& column) const;  // largest first, then by name

 private:
  std::map<std::string, std::map<std::string, std::int64_t>> cells_;
};

// Smallest, largest and sum of amounts.
struct Spread {
  std::int64_t n = 0;
  Cents min, max, sum;
  void add(Cents amount);
  std::vector<Figure> figures() const;  // n, min, max, mean
};

Table start_table(const Ledger& ledger, std::string id, std::string title, std::string unit, std::string row_heading);
std::vector<std::string> month_names(const Ledger& ledger);
std::vector<std::string> partner_names(const policy::Policy& policy);  // policy order, then "onbekend"
std::string partner_name(const policy::Policy& policy, const PartnerId& id);
std::string result_label(const policy::Policy& policy, const CaseRow& row);  // "loopt nog" for an open case

// "wonen+zorg": one sector per signal, in the order wonen, zorg, water, energie, others.
std::string combination_of(const std::vector<FactSignal>& signals);

// The names asked for, each once, and then what was counted beside them (a code that the rules no longer have).
std::vector<std::string> with_unlisted(const std::vector<std::string>& listed, const std::vector<std::string>& counted);

// Rows x columns of counts with row totals and a total row. Whatever was counted outside `rows` and `columns` follows
// them, so that everything adds up; "onbekend" is a column only where it counts something.
void fill_grid(Table& table, const Grid& grid, const std::vector<std::string>& rows,
               const std::vector<std::string>& columns);
// One column of counts with its share of the total, and a total row; rows as in fill_grid.
void add_shares(Table& table, const Grid& grid, const std::vector<std::string>& rows, const std::string& column);

}  // namespace tijdig::reporting
