// Which records truly belong together, for the evaluation only.
//
//   TIJDIG_TRY(Truth truth, Truth::by_entity(schema, {&people, &register_rows}));
//   truth.together(a, b);   truth.pairs();
//
// By a column with the entity, or by a file with pairs of ids. Records without an entity belong to nobody. Nothing in
// here is ever seen by a key, a weight or a decision. Plain values; any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "libs/base/result.h"
#include "libs/records/csv.h"
#include "libs/records/schema.h"
#include "libs/records/table.h"

namespace tijdig::records {

// A file and how messages call it. `rows` of the register are numbered behind those of the records.
struct NamedCsv {
  std::string file;
  const Csv* csv = nullptr;
};

class Truth {
 public:
  static Result<Truth> by_entity(const Schema& schema, const NamedCsv& records, const NamedCsv* register_rows);
  static Result<Truth> by_pairs(const Schema& schema, const NamedCsv& records, const NamedCsv* register_rows,
                                const NamedCsv& pairs);

  bool together(RecordIndex a, RecordIndex b) const;
  std::uint64_t pairs() const { return pairs_; }
  // Every true pair once, a < b.
  void each_pair(RecordIndex register_from, const std::function<void(RecordIndex, RecordIndex)>& see) const;
  // Per record the smallest record of its entity.
  const std::vector<RecordIndex>& entities() const { return entity_; }

 private:
  void count_by_entity(RecordIndex register_from);

  std::vector<RecordIndex> entity_;
  std::set<std::pair<RecordIndex, RecordIndex>> listed_;  // by pairs: those only, whatever follows from them
  bool by_pairs_ = false;
  std::uint64_t pairs_ = 0;
};

// What names each record in the output: the id column, or the number of its row, from 1. Ids must differ within a file.
Result<std::vector<std::string>> record_ids(const std::string& column, const NamedCsv& rows);

}  // namespace tijdig::records
