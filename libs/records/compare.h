// Compares two records field by field: which level each comparison finds.
//
//   Comparer comparer(table);
//   comparer.levels(a, b, levels);            // one per field, level 0 is `unknown`
//   Model start = comparer.start();           // comparisons with the m of their kinds, u still empty
//   comparer.term_parts(model, a, b, levels, parts);
//
// Immutable after construction, which takes one look at every distinct value; reading from any thread.
#pragma once

#include <span>
#include <vector>

#include "libs/linking/model.h"
#include "libs/records/kinds.h"
#include "libs/records/table.h"
#include "libs/records/words.h"

namespace tijdig::records {

class Comparer {
 public:
  explicit Comparer(const Table& table);

  linking::Model start() const;
  std::size_t fields() const { return kinds_.size(); }

  void levels(RecordIndex a, RecordIndex b, std::span<linking::LevelIndex> out) const;

  // The sum of what rare values add and common values take; `levels` as found for this pair.
  linking::MilliBits term_parts(const linking::Model& model, RecordIndex a, RecordIndex b,
                                std::span<const linking::LevelIndex> levels) const;

  const Words& words() const { return words_; }
  const Table& table() const { return table_; }

 private:
  linking::LevelIndex straight(std::size_t field, ValueId a, ValueId b) const;
  linking::LevelIndex name(ValueId a, ValueId b) const;
  void look_across(std::size_t f, std::size_t g, RecordIndex a, RecordIndex b,
                   std::span<linking::LevelIndex> out) const;
  bool nearly_equal(ValueId a, ValueId b) const;

  const Table& table_;
  std::vector<Kind> kinds_;
  std::vector<std::pair<std::size_t, std::size_t>> families_;  // pairs of fields of the same family
  Words words_;
  std::vector<std::uint32_t> masks_;
};

}  // namespace tijdig::records
