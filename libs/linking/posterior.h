// Closed world: one of the candidates, or none of them.
//
//   const std::vector<MilliBits> weights{9000, 2000};
//   Posterior p = closed_world(weights);       // P(j) = 2^w_j / (2^w_none + sum of 2^w_k)
//   p.candidates[0]                            // parts per million
//
// The other candidates are explicit rivals: two that fit equally well get half each, however well they fit. Weights
// hold the prior already. Whole numbers (32 binary places, a table of powers): the same answer on every machine. A
// candidate more than 32 bits behind the best counts as 0. Rounded to the nearest part per million. Pure; any thread.
// Source: docs/matching.md.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libs/linking/milli_bits.h"

namespace tijdig::linking {

using PartsPerMillion = std::uint32_t;
inline constexpr PartsPerMillion certain = 1'000'000;

struct Posterior {
  std::vector<PartsPerMillion> candidates;  // as given
  PartsPerMillion none = certain;
};
Posterior closed_world(std::span<const MilliBits> weights, MilliBits none = 0);

// The same without an allocation: writes one number per weight, returns that of "none".
PartsPerMillion closed_world_into(std::span<const MilliBits> weights, MilliBits none, std::span<PartsPerMillion> out);

// 2^(-behind / 1000) with 32 binary places; `behind` is at least 0.
std::uint64_t exp2_fixed(MilliBits behind);

// The chance that belongs to log2 odds: 1 / (1 + 2^-w).
PartsPerMillion probability(MilliBits weight);

}  // namespace tijdig::linking
