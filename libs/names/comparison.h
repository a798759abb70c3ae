// How two persons are compared: ordered levels in one table, which is both the score and the explanation.
//
//   Assessment seen = assess(same_household, a, b);
//   seen.weight() >= link_at      std::vector<EvidenceRow> why = seen.rows();
//
// Each comparison takes the first level that holds. A level has the words for the explanation and its weight in
// milli-bits (thousandths of log2 odds), so that sums are exact on every machine; there is no second route to the
// number. The weights are rules, set by hand from the order of magnitude that EM
// found on signals shaped like Dutch creditor data: all factors clamped, no
// level impossible. Both models are conditional on *one address*: the address itself adds nothing (docs/matching.md).
//
//   same_household  do these two customers live together? A partner or child has the surname, another birth date.
//   same_person     is this customer that resident? Another birth date or other initials speak against it.
//
// Pure; any thread. `model_version` names normalisation and table together and travels with the decision.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "libs/domain/match.h"
#include "libs/names/comparable.h"

namespace tijdig::names {

using MilliBits = int;

struct Level {
  bool (*holds)(const ComparablePerson&, const ComparablePerson&);
  std::string_view found;  // words of the explanation
  MilliBits weight = 0;
};

struct Comparison {
  std::string_view what;
  std::span<const Level> levels;  // the last one always holds
};

struct Model {
  std::string_view question;
  std::span<const Comparison> comparisons;
  MilliBits link_at = 0;   // from here on: yes
  MilliBits doubt_at = 0;  // from here to link_at: a person must look; below: no
};

extern const Model same_household;
extern const Model same_person;

inline constexpr std::string_view model_version = "names-2";
inline constexpr std::size_t comparisons_max = 8;

// Which level each comparison of a model found.
class Assessment {
 public:
  Assessment(const Model& model, std::array<std::uint8_t, comparisons_max> levels) : model_(&model), levels_(levels) {}
  MilliBits weight() const;
  std::vector<EvidenceRow> rows() const;  // one per comparison, in table order
  bool is_link() const { return weight() >= model_->link_at; }
  bool is_doubt() const { return !is_link() && weight() >= model_->doubt_at; }

 private:
  const Level& level(std::size_t comparison) const;
  const Model* model_;
  std::array<std::uint8_t, comparisons_max> levels_;
};

Assessment assess(const Model& model, const ComparablePerson& a, const ComparablePerson& b);

// Letters to change, insert, drop or swap with a neighbour (optimal string alignment), counted up to `limit` + 1.
int edits_between(std::string_view a, std::string_view b, int limit);

}  // namespace tijdig::names
