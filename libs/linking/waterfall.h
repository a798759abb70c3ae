// Why a score is what it is: the prior, a row per comparison, the rivals, the threshold, and what would flip it.
//
//   Waterfall why = waterfall(model, levels, term_parts, {{"record 17", 4200}});
//   why.to_text();   why.to_json();   why.to_svg();
//
// The rows sum to the score; that is checked, so an explanation cannot drift from the decision. Holds names of levels
// and numbers, no values of records. Pure; any thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "libs/linking/model.h"

namespace tijdig::linking {

struct WaterfallRow {
  std::string what;         // the comparison
  std::string found;        // the level
  MilliBits weight = 0;     // of the level
  MilliBits term_part = 0;  // rare value (+) or common value (-)
};

struct Rival {
  std::string who;  // a reference, no personal data
  MilliBits weight = 0;
};

struct Waterfall {
  std::string model_hash;
  MilliBits prior = 0;
  std::vector<WaterfallRow> rows;
  std::vector<Rival> rivals;
  MilliBits threshold = 0;
  MilliBits score = 0;
  std::vector<std::string> flips;  // comparisons that alone would turn the answer, were they the other way round

  bool linked() const { return score >= threshold; }
  std::string to_text() const;
  std::string to_json() const;
  std::string to_svg() const;
};

Waterfall waterfall(const Model& model, std::span<const LevelIndex> levels, std::span<const MilliBits> term_parts,
                    std::vector<Rival> rivals);

}  // namespace tijdig::linking
