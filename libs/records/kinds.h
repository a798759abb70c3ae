// Which levels a kind of field is compared in, strongest first, and how often each is found among pairs that belong
// together before anything is learned.
//
//   levels_of(Kind::telephone)    // equal, close, other; `unknown` stands before all of them as level 0
//
// The numbers are a start that fits most administrations, chosen from published error rates, not from a data set:
// `tijdig link train` learns better ones. Pure; any thread. Source: docs/matching.md.
#pragma once

#include <span>
#include <string_view>

#include "libs/linking/model.h"
#include "libs/records/schema.h"

namespace tijdig::records {

struct LevelStart {
  std::string_view name;
  int m_permille;               // the levels of one kind sum to 1000
  bool term_frequency = false;  // a rare value says more than a common one
};

// How the values of a kind are looked at.
enum class Manner : std::uint8_t { name, words, initials, date, code, house, postcode, number_like, email, amount };

Manner manner_of(Kind kind);
std::span<const LevelStart> levels_of(Kind kind);

// Fields of one family hold the same sort of thing, so a value may stand in the other column.
bool same_family(Kind one, Kind other);

// A comparison of this kind with the m above and no u yet.
linking::Comparison comparison_of(const Field& field);

}  // namespace tijdig::records
