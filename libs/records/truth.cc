#include "libs/records/truth.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <regex>
#include <unordered_map>

namespace tijdig::records {
namespace {

constexpr std::size_t ids_told_max = 20;

Error no_column(const NamedCsv& rows, const std::string& column, std::string_view what) {
  return Error::refused(fmt::format("{}: no column `{}`, which the schema names as {}; the file has {}", rows.file,
                                    column, what, fmt::join(rows.csv->header, ", ")));
}

Result<> entities_of(const Schema& schema, const NamedCsv& rows, std::vector<std::string>& out) {
  const auto column = rows.csv->column(schema.truth.entity);
  if (!column) return no_column(rows, schema.truth.entity, "the entity");
  const std::optional<std::regex> pattern =
      schema.truth.pattern.empty() ? std::nullopt : std::optional(std::regex(schema.truth.pattern));
  for (const auto& row : rows.csv->rows) {
    std::string entity = row[*column];
    std::smatch found;
    if (pattern && std::regex_match(row[*column], found, *pattern)) entity = found[1].str();
    out.push_back(std::move(entity));
  }
  return {};
}

bool says_yes(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text == "1" || text == "1.0" || text == "true" || text == "yes" || text == "y" || text == "t";
}

// The smallest record of the group that a record is in, shortening the way there.
RecordIndex root_of(std::vector<RecordIndex>& up, RecordIndex record) {
  while (up[record] != record) record = up[record] = up[up[record]];
  return record;
}

std::unordered_map<std::string, RecordIndex> numbered(const std::vector<std::string>& ids, std::size_t from) {
  std::unordered_map<std::string, RecordIndex> out;
  for (std::size_t i = 0; i < ids.size(); ++i) out.emplace(ids[i], static_cast<RecordIndex>(from + i));
  return out;
}

}  // namespace

Result<std::vector<std::string>> record_ids(const std::string& column, const NamedCsv& rows) {
  std::vector<std::string> ids;
  const auto found = rows.csv->column(column);
  if (!column.empty() && !found) return no_column(rows, column, "the id");
  std::unordered_map<std::string, std::size_t> seen;
  std::string problems;
  std::size_t count = 0;
  for (std::size_t i = 0; i < rows.csv->rows.size(); ++i) {
    ids.push_back(found ? rows.csv->rows[i][*found] : fmt::format("{}", i + 1));
    const auto [entry, added] = seen.emplace(ids.back(), i + 1);
    if (!added && ++count <= ids_told_max)
      problems += fmt::format("{}{}: record {}: field {}: the same id as record {}", count == 1 ? "" : "\n", rows.file,
                              i + 1, column, entry->second);
  }
  if (count == 0) return ids;
  if (count > ids_told_max) problems += fmt::format("\n{}: and {} more", rows.file, count - ids_told_max);
  return Error::refused(std::move(problems));
}

Result<Truth> Truth::by_entity(const Schema& schema, const NamedCsv& records, const NamedCsv* register_rows) {
  std::vector<std::string> entities;
  TIJDIG_DO(entities_of(schema, records, entities));
  const auto register_from = static_cast<RecordIndex>(register_rows != nullptr ? entities.size() : 0);
  if (register_rows != nullptr) TIJDIG_DO(entities_of(schema, *register_rows, entities));
  Truth truth;
  std::unordered_map<std::string, RecordIndex> first;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    const auto record = static_cast<RecordIndex>(i);
    truth.entity_.push_back(entities[i].empty() ? record : first.emplace(entities[i], record).first->second);
  }
  truth.count_by_entity(register_from);
  return truth;
}

void Truth::count_by_entity(RecordIndex register_from) {
  std::map<RecordIndex, std::pair<std::uint64_t, std::uint64_t>> sizes;
  for (RecordIndex r = 0; r < entity_.size(); ++r)
    ++(r < register_from || register_from == 0 ? sizes[entity_[r]].first : sizes[entity_[r]].second);
  for (const auto& [entity, size] : sizes)
    pairs_ += register_from == 0 ? size.first * (size.first - 1) / 2 : size.first * size.second;
}

Result<Truth> Truth::by_pairs(const Schema& schema, const NamedCsv& records, const NamedCsv* register_rows,
                              const NamedCsv& pairs) {
  TIJDIG_TRY(const auto left_ids, record_ids(schema.id, records));
  std::vector<std::string> right_ids = left_ids;
  if (register_rows != nullptr) {
    TIJDIG_TRY(auto ids, record_ids(schema.register_id, *register_rows));
    right_ids = std::move(ids);
  }
  const auto left_column = pairs.csv->column(schema.truth.pairs_left);
  const auto right_column = pairs.csv->column(schema.truth.pairs_right);
  const auto label = pairs.csv->column(schema.truth.label);
  if (!left_column) return no_column(pairs, schema.truth.pairs_left, "left");
  if (!right_column) return no_column(pairs, schema.truth.pairs_right, "right");
  if (!schema.truth.label.empty() && !label) return no_column(pairs, schema.truth.label, "label");
  const auto left = numbered(left_ids, 0);
  const auto right = numbered(right_ids, register_rows != nullptr ? left_ids.size() : 0);
  Truth truth;
  truth.by_pairs_ = true;
  const std::size_t all = left_ids.size() + (register_rows != nullptr ? right_ids.size() : 0);
  for (std::size_t i = 0; i < all; ++i) truth.entity_.push_back(static_cast<RecordIndex>(i));
  std::size_t absent = 0;
  for (const auto& row : pairs.csv->rows) {
    if (label && !says_yes(row[*label])) continue;
    const auto a = left.find(row[*left_column]);
    const auto b = right.find(row[*right_column]);
    if (a == left.end() || b == right.end()) {
      ++absent;
      continue;
    }
    if (a->second == b->second) continue;
    truth.listed_.insert(std::minmax(a->second, b->second));
    const RecordIndex one = root_of(truth.entity_, a->second), other = root_of(truth.entity_, b->second);
    truth.entity_[std::max(one, other)] = std::min(one, other);
  }
  if (absent > 0)
    return Error::refused(
        fmt::format("{}: {} pairs name an id that no record has; check `left`, `right` and `id`", pairs.file, absent));
  for (RecordIndex r = 0; r < truth.entity_.size(); ++r) truth.entity_[r] = root_of(truth.entity_, r);
  truth.pairs_ = truth.listed_.size();
  return truth;
}

void Truth::each_pair(RecordIndex register_from, const std::function<void(RecordIndex, RecordIndex)>& see) const {
  if (by_pairs_) {
    for (const auto& [a, b] : listed_) see(a, b);
    return;
  }
  std::map<RecordIndex, std::vector<RecordIndex>> members;
  for (RecordIndex r = 0; r < entity_.size(); ++r) members[entity_[r]].push_back(r);
  for (const auto& [entity, records] : members)
    for (std::size_t i = 0; i < records.size(); ++i)
      for (std::size_t j = i + 1; j < records.size(); ++j)
        if (register_from == 0 || (records[i] < register_from && records[j] >= register_from))
          see(records[i], records[j]);
}

bool Truth::together(RecordIndex a, RecordIndex b) const {
  return by_pairs_ ? listed_.contains(std::minmax(a, b)) : entity_[a] == entity_[b];
}

}  // namespace tijdig::records
