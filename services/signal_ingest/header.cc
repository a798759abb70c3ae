#include "services/signal_ingest/header.h"

#include <algorithm>
#include <array>

#include "libs/base/nearest_word.h"

namespace tijdig::signal_ingest {
namespace {

constexpr std::array required{Column::customer_number, Column::surname, Column::house_number,
                              Column::postcode,        Column::amount,  Column::arrears_origin_date,
                              Column::signal_date};
constexpr std::size_t near_edits_max = 2;

std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == ' ' || c == '-' || c == '_') continue;
    out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return out;
}

const std::array<std::string, column_count>& folded_names() {
  static const auto names = [] {
    std::array<std::string, column_count> all;
    for (std::size_t i = 0; i < column_count; ++i) all[i] = folded(column_name(static_cast<Column>(i)));
    return all;
  }();
  return names;
}

}  // namespace

std::optional<Column> column_named(std::string_view name) {
  const std::string wanted = folded(name);
  const auto& names = folded_names();
  const auto found = std::find(names.begin(), names.end(), wanted);
  if (found == names.end()) return std::nullopt;
  return static_cast<Column>(found - names.begin());
}

bool is_required(Column column) { return std::find(required.begin(), required.end(), column) != required.end(); }
bool is_dropped(Column column) { return column == Column::street || column == Column::town; }

std::vector<FileProblem> Header::read(const CsvRow& row) {
  std::array<std::size_t, column_count> seen{};
  std::vector<std::pair<std::size_t, std::string>> unknown;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const auto column = column_named(row.field(i));
    columns_.push_back(column);
    if (column)
      ++seen[static_cast<std::size_t>(*column)];
    else if (!row.field(i).empty())
      unknown.emplace_back(i + 1, folded(row.field(i).substr(0, 40)));
  }
  excess_columns_ = unknown.size();

  std::vector<FileProblem> problems;
  if (std::all_of(seen.begin(), seen.end(), [](std::size_t n) { return n == 0; })) {
    const auto reason = row.size() == 1 ? FileReason::separator_unknown : FileReason::header_missing;
    return {FileProblem{reason, row.line, "", 0}};
  }
  for (std::size_t c = 0; c < column_count; ++c) {
    const auto column = static_cast<Column>(c);
    if (seen[c] > 1) problems.push_back({FileReason::column_double, row.line, std::string(column_name(column)), 0});
    if (seen[c] > 0) continue;
    if (is_required(column))
      problems.push_back({FileReason::column_missing, row.line, std::string(column_name(column)), 0});
    for (const auto& [position, name] : unknown)
      if (edits_between(name, folded_names()[c]) <= near_edits_max && name.size() > near_edits_max + 2)
        near_misses_.push_back({position, column});
  }
  return problems;
}

}  // namespace tijdig::signal_ingest
