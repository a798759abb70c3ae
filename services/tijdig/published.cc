#include "services/tijdig/published.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "services/reporting/print.h"

namespace tijdig::commands {
namespace {

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t end = std::min(text.find(separator, start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

std::size_t decimals_of(const std::string& number) {
  const std::size_t point = number.find('.');
  return point == std::string::npos ? 0 : number.size() - point - 1;
}

// A decimal number as an integer count of 10^-decimals.
std::int64_t scaled(const std::string& number, std::size_t decimals) {
  std::string digits;
  for (char c : number)
    if (c != '.') digits.push_back(c);
  digits.append(decimals - decimals_of(number), '0');
  return std::stoll(digits);
}

nlohmann::ordered_json number(const std::string& text) {
  return text.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json::parse(text);
}

}  // namespace

Published::Published(const char* text) {
  for (const std::string& line : split(text, '\n')) {
    const std::vector<std::string> parts = split(line, '|');
    for (std::size_t i = 2; i < parts.size(); ++i) {
      const std::size_t equals = parts[i].rfind('=');
      cells_.push_back({parts[0], parts[1], parts[i].substr(0, equals), parts[i].substr(equals + 1)});
    }
  }
}

std::optional<std::string> Published::find(const std::string& table, const std::string& row,
                                           const std::string& column) const {
  for (const Cell& cell : cells_)
    if (cell.table == table && cell.row == row && cell.column == column) return cell.value;
  return std::nullopt;
}

std::string Compared::difference() const {
  const std::string value = ours.text();
  if (!published || value.empty()) return "";
  const std::size_t decimals = std::max(decimals_of(value), decimals_of(*published));
  const std::int64_t apart = scaled(value, decimals) - scaled(*published, decimals);
  std::int64_t scale = 1;
  for (std::size_t i = 0; i < decimals; ++i) scale *= 10;
  const std::int64_t size = apart < 0 ? -apart : apart;
  const std::string sign = apart == 0 ? "" : (apart < 0 ? "-" : "+");
  if (decimals == 0) return fmt::format("{}{}", sign, size);
  return fmt::format("{}{}.{:0{}}", sign, size / scale, size % scale, decimals);
}

std::vector<Compared> compare(const reporting::Report& report, const Published& published) {
  std::vector<Compared> all;
  for (const reporting::Table& table : report.tables)
    for (const reporting::Row& row : table.rows)
      for (const reporting::Figure& figure : row.figures)
        all.push_back({table.id, row.name, figure, published.find(table.id, row.name, figure.column)});
  return all;
}

std::string tables_json(const std::vector<Compared>& compared) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Compared& one : compared) {
    nlohmann::ordered_json cell;
    cell["table"] = one.table;
    cell["row"] = one.row;
    cell["column"] = one.ours.column;
    cell["value"] = number(one.ours.text());
    cell["numerator"] = number(one.ours.numerator_text());
    cell["denominator"] =
        one.ours.denominator ? nlohmann::ordered_json(*one.ours.denominator) : nlohmann::ordered_json();
    cell["published"] = one.published ? number(*one.published) : nlohmann::ordered_json();
    const std::string difference = one.difference();
    cell["difference"] = number(!difference.empty() && difference[0] == '+' ? difference.substr(1) : difference);
    list.push_back(std::move(cell));
  }
  return list.dump(1) + "\n";
}

std::string comparison_text(const reporting::Report& report, const Published& published) {
  return reporting::print_text_with(
      report, [&](const reporting::Table& table, const reporting::Row& row, const reporting::Figure& figure) {
        const Compared one{table.id, row.name, figure, published.find(table.id, row.name, figure.column)};
        if (!one.published) return figure.text();
        const std::string difference = one.difference();
        return difference == "0" || difference == "0.0" ? fmt::format("{} =", figure.text())
                                                        : fmt::format("{} ({})", figure.text(), difference);
      });
}

}  // namespace tijdig::commands
