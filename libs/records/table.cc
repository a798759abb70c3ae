#include "libs/records/table.h"

#include <fmt/format.h>

#include <algorithm>

#include "libs/records/normalise.h"

namespace tijdig::records {
namespace {

// In a map of values a date or a number may not meet a text that looks the same.
std::string date_text(const linking::DateParts& date) {
  return fmt::format("{:04}{:02}{:02}", date.year, date.month, date.day);
}

}  // namespace

Table::Table(const Schema& schema) : schema_(schema), values_(schema.fields.size()), texts_(1) {}

ValueId Table::intern(std::string text) {
  if (text.empty()) return unknown_value;
  const auto [entry, added] = ids_.try_emplace(std::move(text), static_cast<ValueId>(texts_.size()));
  if (added) texts_.push_back(entry->first);
  return entry->second;
}

Result<> Table::add(const std::string& file, const Csv& csv) { return add_rows(file, csv, false); }

Result<> Table::add_register(const std::string& file, const Csv& csv) { return add_rows(file, csv, true); }

Result<> Table::add_rows(const std::string& file, const Csv& csv, bool is_register) {
  std::vector<std::vector<std::size_t>> columns;
  std::string absent;
  for (const Field& field : schema_.fields) {
    columns.emplace_back();
    for (const std::string& name : is_register ? field.register_columns : field.columns) {
      if (const auto column = csv.column(name))
        columns.back().push_back(*column);
      else
        absent += fmt::format("{}{}: no column `{}`, which the schema names as {}; the file has {}",
                              absent.empty() ? "" : "\n", file, name, name_of(field.kind), fmt::join(csv.header, ", "));
    }
  }
  if (!absent.empty()) return Error::refused(std::move(absent));
  for (const auto& row : csv.rows)
    for (std::size_t f = 0; f < schema_.fields.size(); ++f)
      values_[f].push_back(value_of(schema_.fields[f], row, columns[f]));
  return {};
}

ValueId Table::value_of(const Field& field, const std::vector<std::string>& row,
                        const std::vector<std::size_t>& columns) {
  std::string joined;
  for (const std::size_t column : columns) {
    const std::string& text = row[column];
    if (text.empty() || std::find(schema_.missing.begin(), schema_.missing.end(), text) != schema_.missing.end())
      continue;
    joined += (joined.empty() ? "" : " ") + text;
  }
  if (joined.empty()) return unknown_value;
  if (field.kind == Kind::date) return date_value(field, joined, row, columns);
  if (field.kind == Kind::number) {
    const auto number = parse_number(joined);
    if (!number) {
      ++not_understood_;
      return unknown_value;
    }
    const ValueId id = intern(fmt::format("#{}", *number));
    numbers_[id] = *number;
    return id;
  }
  return intern(normalise(field.kind, joined));
}

ValueId Table::date_value(const Field& field, const std::string& text, const std::vector<std::string>& row,
                          const std::vector<std::size_t>& columns) {
  std::optional<linking::DateParts> date;
  if (columns.size() == 3) {
    const auto part = [&](std::size_t i) {
      const auto number = parse_number(row[columns[i]]);
      return number && *number > 0 && *number < 1'000'000 ? static_cast<int>(*number / 100) : 0;
    };
    date = linking::DateParts{part(0), part(1), part(2)};
    if (!date->known()) date.reset();
  } else {
    date = parse_date(text, field.layout);
  }
  if (!date) {
    ++not_understood_;
    return unknown_value;
  }
  const ValueId id = intern(date_text(*date));
  dates_[id] = *date;
  return id;
}

void Table::count_values(RecordIndex from) {
  counts_.assign(fields(), {});
  known_.assign(fields(), 0);
  for (std::size_t f = 0; f < fields(); ++f)
    for (std::size_t r = from; r < values_[f].size(); ++r) {
      if (values_[f][r] == unknown_value) continue;
      ++counts_[f][values_[f][r]];
      ++known_[f];
    }
}

std::uint32_t Table::count(std::size_t field, ValueId id) const {
  const auto found = counts_[field].find(id);
  return found == counts_[field].end() ? 0 : found->second;
}

}  // namespace tijdig::records
