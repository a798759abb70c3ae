#include "services/reporting/print.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "libs/base/csv_cell.h"
#include "services/reporting/small_counts.h"

namespace tijdig::reporting {
namespace {

std::string unit_word(Unit unit) {
  switch (unit) {
    case Unit::count:
      return "count";
    case Unit::percent:
      return "percent";
    case Unit::euros:
      return "euro";
    case Unit::euros_mean:
      return "euro_mean";
    case Unit::days_mean:
      return "days_mean";
  }
  TIJDIG_CHECK(false);
}

// How many columns a terminal gives a text: UTF-8 continuation bytes take none.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string pad(const std::string& text, std::size_t width, bool left) {
  const std::string blanks(width - std::min(width, width_of(text)), ' ');
  return left ? text + blanks : blanks + text;
}

std::string cell_text(const Table& table, const Row& row, const std::string& column, const CellText& cell) {
  const Figure* figure = table.find(row.name, column);
  return figure == nullptr ? "" : cell(table, row, *figure);
}

std::string text_of(const Table& table, const CellText& cell) {
  const std::vector<std::string> columns = table.columns();
  std::size_t name_width = width_of(table.row_heading);
  for (const Row& row : table.rows) name_width = std::max(name_width, width_of(row.name));
  std::vector<std::size_t> widths;
  for (const std::string& column : columns) {
    std::size_t width = width_of(column);
    for (const Row& row : table.rows) width = std::max(width, width_of(cell_text(table, row, column, cell)));
    widths.push_back(width);
  }
  std::string out = fmt::format("{}  {}\n", table.id, table.title);
  std::string header = pad(table.row_heading, name_width, true);
  for (std::size_t i = 0; i < columns.size(); ++i) header += "  " + pad(columns[i], widths[i], false);
  out += header + "\n" + std::string(width_of(header), '-') + "\n";
  for (const Row& row : table.rows) {
    std::string line = pad(row.name, name_width, true);
    for (std::size_t i = 0; i < columns.size(); ++i)
      line += "  " + pad(cell_text(table, row, columns[i], cell), widths[i], false);
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

std::string safe_cell(std::string_view text) { return spreadsheet_cell(text, ','); }

template <class Time>
std::string text_or_empty(const std::optional<Time>& time) {
  return time ? time->to_string() : "";
}

template <class Time>
nlohmann::ordered_json text_or_null(const std::optional<Time>& time) {
  return time ? nlohmann::ordered_json(time->to_string()) : nlohmann::ordered_json();
}

std::string print_csv(const Report& report) {
  std::string out = "table,row,column,value,unit,numerator,denominator,from,until,as_of\n";
  for (const Table& table : report.tables)
    for (const Row& row : table.rows)
      for (const Figure& figure : row.figures)
        out += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", safe_cell(table.id), safe_cell(row.name),
                           safe_cell(figure.column), figure.text(), unit_word(figure.unit), figure.numerator_text(),
                           figure.denominator ? std::to_string(*figure.denominator) : "", text_or_empty(table.from),
                           text_or_empty(table.until), text_or_empty(table.as_of));
  return out;
}

// A number exactly as printed; null where there is nothing to divide by.
nlohmann::ordered_json number(const std::string& text) {
  return text.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json::parse(text);
}

// Whose eyes the JSON is for.
enum class Readers : unsigned char { municipality, anybody };

nlohmann::ordered_json json_of(const Figure& figure) {
  nlohmann::ordered_json out;
  out["column"] = figure.column;
  out["value"] = number(figure.text());
  out["unit"] = unit_word(figure.unit);
  out["numerator"] = number(figure.numerator_text());
  out["denominator"] = figure.denominator ? nlohmann::ordered_json(*figure.denominator) : nlohmann::ordered_json();
  return out;
}

nlohmann::ordered_json public_json_of(const Figure& figure, bool is_hidden) {
  nlohmann::ordered_json out = json_of(figure);
  if (is_hidden)
    for (const char* number : {"value", "numerator", "denominator"}) out[number] = nullptr;
  out["hidden"] = is_hidden;
  return out;
}

std::string print_json(const Report& report, Readers readers) {
  nlohmann::ordered_json out;
  out["municipality"] = report.municipality;
  out["asOf"] = text_or_null(report.as_of);
  out["tables"] = nlohmann::ordered_json::array();
  for (const Table& table : report.tables) {
    nlohmann::ordered_json one{{"id", table.id},
                               {"title", table.title},
                               {"counts", table.unit},
                               {"from", text_or_null(table.from)},
                               {"until", text_or_null(table.until)},
                               {"asOf", text_or_null(table.as_of)}};
    one["rows"] = nlohmann::ordered_json::array();
    const SmallCounts small(table, readers == Readers::anybody);
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const Row& row = table.rows[r];
      nlohmann::ordered_json line{{"name", row.name}, {"isTotal", row.is_total}};
      line["figures"] = nlohmann::ordered_json::array();
      for (std::size_t i = 0; i < row.figures.size(); ++i)
        line["figures"].push_back(readers == Readers::anybody ? public_json_of(row.figures[i], small.is_hidden(r, i))
                                                              : json_of(row.figures[i]));
      one["rows"].push_back(std::move(line));
    }
    out["tables"].push_back(std::move(one));
  }
  return out.dump(2) + "\n";
}

}  // namespace

Result<Format> parse_format(std::string_view word) {
  if (word == "text") return Format::text;
  if (word == "csv") return Format::csv;
  if (word == "json") return Format::json;
  return Error::refused("format: expected text, csv or json");
}

std::string print_text_with(const Report& report, const CellText& cell) {
  std::string out = report.municipality;
  out += report.as_of ? ", stand van " + report.as_of->to_string() : ", nog geen dag gesloten";
  out += "\n";
  for (const Table& table : report.tables) out += "\n" + text_of(table, cell);
  return out;
}

std::string print_public_json(const Report& report) { return print_json(report, Readers::anybody); }

std::string print(const Report& report, Format format) {
  if (format == Format::csv) return print_csv(report);
  if (format == Format::json) return print_json(report, Readers::municipality);
  return print_text_with(report, [](const Table&, const Row&, const Figure& figure) { return figure.text(); });
}

}  // namespace tijdig::reporting
