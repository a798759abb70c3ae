// From scored pairs to groups, and from groups back to what a pair weighs.
//
//   Grouping made = group(records, pairs, link);
//   made.groups.of[record]      // the group at the threshold
//   made.pairs                  // every pair within a wider group, with the strength at which it came together
//
// A pair alone may say little (two records with half their fields empty) or too much (father and son). So groups join
// by the mean of the weights between all their members, and a pair weighs what its groups weighed when they joined: one
// contradiction counts against a record in the whole group, one strong companion speaks for it. Weights count up to
// `weight_clamp` either way, so that no single pair outvotes the others; a pair that no key brought together counts as
// that much against. Independent of the order of the pairs. Whole numbers. Pure; any thread.
// Source: Sokal & Michener 1958 (average linkage); Senzing, entity-centric matching (the idea only).
#pragma once

#include <span>
#include <vector>

#include "libs/linking/cluster.h"

namespace tijdig::records {

inline constexpr linking::MilliBits weight_clamp = 12'000;
inline constexpr linking::MilliBits wide_from = -6'000;  // how far below a link a pair is still followed

struct Grouping {
  std::vector<linking::ScoredPair> pairs;  // ordered by a, b
  linking::Clusters groups;
};

Grouping group(std::size_t records, std::span<const linking::ScoredPair> scored, linking::MilliBits link);

}  // namespace tijdig::records
