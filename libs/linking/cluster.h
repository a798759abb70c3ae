// Groups of records out of scored pairs, without chains.
//
//   Clusters found = cluster(records, pairs, cannot_links, {});   // found.of[i]: the group of record i
//
// Agglomerative: the strongest pair of groups joins first, and two groups join only when the guard holds:
//   complete  every known pair across them weighs at least `weakest`; a pair nobody scored counts as `unscored`
//   average   the mean over all pairs across them is at least `link`
// and no cannot-link lies across, and the size stays within the cap. A group that stopped growing for its size is
// counted, never silently cut. The outcome depends on the set of pairs, not on their order: ties are broken by the
// smallest record numbers. A group is named by its smallest record. Whole numbers only. Pure; any thread.
// Source: docs/matching.md (star clusters, complete-linkage guard).
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "libs/linking/milli_bits.h"

namespace tijdig::linking {

using RecordIndex = std::uint32_t;

struct ScoredPair {
  RecordIndex a = 0, b = 0;
  MilliBits weight = 0;
  bool operator==(const ScoredPair&) const = default;
};

enum class Linkage : std::uint8_t { single, average, complete };

struct ClusterSettings {
  Linkage linkage = Linkage::average;
  MilliBits link = 0;          // groups join at this weight or more
  MilliBits weakest = -3000;   // complete: no pair across below this
  MilliBits unscored = -8000;  // what a pair weighs that no key brought together
  std::size_t records_max = 1000;
};

// Two groups, named by their smallest records, became one; `a` < `b`.
struct Join {
  RecordIndex a = 0, b = 0;
  std::int64_t strength = 0;
};

struct Clusters {
  std::vector<RecordIndex> of;         // per record: the smallest record of its group
  std::vector<Join> joins;             // in the order in which they happened
  std::uint64_t stopped_by_size = 0;   // joins refused because of the cap
  std::uint64_t stopped_by_guard = 0;  // joins refused by the guard or a cannot-link
};

Clusters cluster(std::size_t records, std::span<const ScoredPair> pairs,
                 std::span<const std::pair<RecordIndex, RecordIndex>> cannot_links, const ClusterSettings& settings);

}  // namespace tijdig::linking
