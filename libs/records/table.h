// The records in the form in which they are compared: folded values, each distinct text once.
//
//   Table table(schema);
//   TIJDIG_DO(table.add("people.csv", csv));
//   TIJDIG_DO(table.add_register("register.csv", register_csv));   // behind them
//   table.text(table.value(field, record))          // "jansen"
//
// Case, marks and punctuation go; places of words and blanks stay. An identifier keeps letters and digits only, a
// telephone number its last nine digits. A date that cannot be read counts in `not_understood` and is unknown, as is
// every text of `missing`: dirty records are what linking is for. A column of the schema that the file does not have is
// refused by name. The columns of the truth are not read here.
// This is personal data in memory, for one run of an evaluation. One thread while adding; reading from any.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "libs/base/result.h"
#include "libs/linking/similarity.h"
#include "libs/records/csv.h"
#include "libs/records/schema.h"

namespace tijdig::records {

using ValueId = std::uint32_t;
using RecordIndex = std::uint32_t;
inline constexpr ValueId unknown_value = 0;

class Table {
 public:
  explicit Table(const Schema& schema);

  Result<> add(const std::string& file, const Csv& csv);
  Result<> add_register(const std::string& file, const Csv& csv);

  std::size_t records() const { return values_.empty() ? 0 : values_.front().size(); }
  std::size_t fields() const { return schema_.fields.size(); }
  const Schema& schema() const { return schema_; }

  ValueId value(std::size_t field, RecordIndex record) const { return values_[field][record]; }
  std::string_view text(ValueId id) const { return texts_[id]; }
  std::size_t distinct_texts() const { return texts_.size(); }
  const linking::DateParts& date(ValueId id) const { return dates_.at(id); }
  std::int64_t number(ValueId id) const { return numbers_.at(id); }

  // How many records, from record `from` on, have this value of this field; for term frequencies.
  void count_values(RecordIndex from);
  std::uint32_t count(std::size_t field, ValueId id) const;
  std::uint32_t known(std::size_t field) const { return known_[field]; }

  std::uint64_t not_understood() const { return not_understood_; }

 private:
  Result<> add_rows(const std::string& file, const Csv& csv, bool is_register);
  ValueId intern(std::string text);
  ValueId value_of(const Field& field, const std::vector<std::string>& row, const std::vector<std::size_t>& columns);
  ValueId date_value(const Field& field, const std::string& text, const std::vector<std::string>& row,
                     const std::vector<std::size_t>& columns);

  Schema schema_;
  std::vector<std::vector<ValueId>> values_;  // [field][record]
  std::vector<std::string> texts_;
  std::unordered_map<std::string, ValueId> ids_;
  std::unordered_map<ValueId, linking::DateParts> dates_;
  std::unordered_map<ValueId, std::int64_t> numbers_;
  std::vector<std::unordered_map<ValueId, std::uint32_t>> counts_;
  std::vector<std::uint32_t> known_;
  std::uint64_t not_understood_ = 0;
};

}  // namespace tijdig::records
