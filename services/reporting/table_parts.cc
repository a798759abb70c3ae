#include "services/reporting/table_parts.h"

#include <algorithm>
#include <array>
#include <set>

#include "libs/domain/approach_ends.h"
#include "services/reporting/tables.h"

namespace tijdig::reporting {
namespace {

constexpr std::array<std::string_view, 4> sector_order{"wonen", "zorg", "water", "energie"};

std::size_t place_of(std::string_view sector) {
  return static_cast<std::size_t>(std::find(sector_order.begin(), sector_order.end(), sector) - sector_order.begin());
}

}  // namespace

std::vector<std::string> with_unlisted(const std::vector<std::string>& listed,
                                       const std::vector<std::string>& counted) {
  std::vector<std::string> names;
  std::set<std::string> seen;
  for (const auto* source : {&listed, &counted})
    for (const std::string& name : *source)
      if (seen.insert(name).second) names.push_back(name);
  return names;
}

std::int64_t Grid::at(const std::string& row, const std::string& column) const {
  const auto found = cells_.find(row);
  if (found == cells_.end()) return 0;
  const auto cell = found->second.find(column);
  return cell == found->second.end() ? 0 : cell->second;
}

std::int64_t Grid::row_total(const std::string& row) const {
  std::int64_t total = 0;
  if (const auto found = cells_.find(row); found != cells_.end())
    for (const auto& [column, count] : found->second) total += count;
  return total;
}

std::int64_t Grid::column_total(const std::string& column) const {
  std::int64_t total = 0;
  for (const auto& [row, columns] : cells_) total += at(row, column);
  return total;
}

std::vector<std::string> Grid::rows() const {
  std::vector<std::string> names;
  for (const auto& [row, columns] : cells_) names.push_back(row);
  return names;
}

std::vector<std::string> Grid::columns() const {
  std::set<std::string> names;
  for (const auto& [row, columns] : cells_)
    for (const auto& [column, count] : columns) names.insert(column);
  return {names.begin(), names.end()};
}

std::vector<std::string> Grid::rows_by_size(const std::string& column) const {
  std::vector<std::string> names = rows();
  std::stable_sort(names.begin(), names.end(),
                   [&](const std::string& a, const std::string& b) { return at(a, column) > at(b, column); });
  return names;
}

void Spread::add(Cents amount) {
  min = n == 0 ? amount : std::min(min, amount);
  max = n == 0 ? amount : std::max(max, amount);
  sum += amount;
  ++n;
}

std::vector<Figure> Spread::figures() const {
  if (n == 0) return {Figure::count("n", 0)};
  return {Figure::count("n", n), Figure::euros("min", min), Figure::euros("max", max),
          Figure::euros_mean("mean", sum, n)};
}

Table start_table(const Ledger& ledger, std::string id, std::string title, std::string unit, std::string row_heading) {
  Table table;
  table.id = std::move(id);
  table.title = std::move(title);
  table.unit = std::move(unit);
  table.row_heading = std::move(row_heading);
  table.as_of = ledger.as_of;
  const std::vector<YearMonth> months = ledger.months();
  if (!months.empty()) {
    table.from = months.front();
    table.until = months.back();
  } else if (ledger.as_of) {
    table.from = table.until = ledger.as_of->month();
  }
  return table;
}

std::vector<std::string> month_names(const Ledger& ledger) {
  std::vector<std::string> names;
  for (YearMonth month : ledger.months()) names.push_back(month_name(month, ledger));
  return names;
}

std::vector<std::string> partner_names(const policy::Policy& policy) {
  std::vector<std::string> names;
  for (const policy::Partner& partner : policy.partners) names.push_back(partner.name);
  names.emplace_back(unknown_partner);
  return names;
}

std::string partner_name(const policy::Policy& policy, const PartnerId& id) {
  const policy::Partner* partner = policy.partner(id);
  return partner == nullptr ? unknown_partner : partner->name;
}

std::string result_label(const policy::Policy& policy, const CaseRow& row) {
  if (!row.closed) return "loopt nog";
  const policy::ResultCode* result = policy.result(row.closed->local_code);
  if (result != nullptr) return result->label;
  const ApproachEnd* end = approach_end(row.closed->local_code);
  return end == nullptr ? row.closed->local_code : std::string(end->label);
}

std::string combination_of(const std::vector<FactSignal>& signals) {
  std::vector<std::string_view> sectors;
  for (const FactSignal& signal : signals) sectors.push_back(sector_of(signal.kind));
  std::sort(sectors.begin(), sectors.end(), [](std::string_view a, std::string_view b) {
    return std::make_pair(place_of(a), a) < std::make_pair(place_of(b), b);
  });
  std::string name;
  for (std::string_view sector : sectors) name.append(name.empty() ? "" : "+").append(sector);
  return name;
}

void fill_grid(Table& table, const Grid& grid, const std::vector<std::string>& rows,
               const std::vector<std::string>& columns) {
  std::vector<std::string> shown;
  for (const std::string& column : with_unlisted(columns, grid.columns()))
    if (column != unknown_partner || grid.column_total(column) != 0) shown.push_back(column);
  for (const std::string& row : with_unlisted(rows, grid.rows())) {
    Row line{row, {}, false};
    for (const std::string& column : shown) line.figures.push_back(Figure::count(column, grid.at(row, column)));
    line.figures.push_back(Figure::count("totaal", grid.row_total(row)));
    table.rows.push_back(std::move(line));
  }
  Row total{"totaal", {}, true};
  std::int64_t all = 0;
  for (const std::string& column : shown) {
    total.figures.push_back(Figure::count(column, grid.column_total(column)));
    all += grid.column_total(column);
  }
  total.figures.push_back(Figure::count("totaal", all));
  table.rows.push_back(std::move(total));
}

void add_shares(Table& table, const Grid& grid, const std::vector<std::string>& rows, const std::string& column) {
  const std::int64_t all = grid.column_total(column);
  for (const std::string& row : with_unlisted(rows, grid.rows())) {
    const std::int64_t n = grid.at(row, column);
    table.rows.push_back({row, {Figure::count(column, n), Figure::percent("%", n, all)}, false});
  }
  table.rows.push_back({"totaal", {Figure::count(column, all), Figure::percent("%", all, all)}, true});
}

}  // namespace tijdig::reporting
