#include "libs/records/grouping.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "libs/base/check.h"

namespace tijdig::records {
namespace {

using linking::MilliBits;
using linking::RecordIndex;
using linking::ScoredPair;

constexpr std::size_t group_max = 1'000;
constexpr std::size_t never = std::numeric_limits<std::size_t>::max();

// The order in which records came together: each record but one of a group went up to another at some join.
class Dendrogram {
 public:
  Dendrogram(std::size_t records, const std::vector<linking::Join>& joins)
      : joins_(joins), up_(records), when_(records, never) {
    for (std::size_t i = 0; i < joins.size(); ++i) {
      up_[joins[i].b] = joins[i].a;
      when_[joins[i].b] = i;
    }
  }

  // Nothing if they never came together.
  std::optional<MilliBits> strength(RecordIndex a, RecordIndex b) const {
    std::size_t last = never;
    while (a != b) {
      RecordIndex& next = when_[a] < when_[b] ? a : b;
      if (when_[next] == never) return std::nullopt;
      last = when_[next];
      next = up_[next];
    }
    TIJDIG_CHECK(last != never);
    return static_cast<MilliBits>(joins_[last].strength);
  }

 private:
  const std::vector<linking::Join>& joins_;
  std::vector<RecordIndex> up_;
  std::vector<std::size_t> when_;
};

void add_pairs_within(const linking::Clusters& wide, const Dendrogram& tree, std::vector<ScoredPair>& pairs) {
  std::vector<std::vector<RecordIndex>> members(wide.of.size());
  for (RecordIndex r = 0; r < wide.of.size(); ++r) members[wide.of[r]].push_back(r);
  for (const auto& one : members)
    for (std::size_t i = 0; i < one.size(); ++i)
      for (std::size_t j = i + 1; j < one.size(); ++j)
        pairs.push_back({one[i], one[j], *tree.strength(one[i], one[j])});
}

}  // namespace

Grouping group(std::size_t records, std::span<const ScoredPair> scored, MilliBits link) {
  std::vector<ScoredPair> clamped;
  clamped.reserve(scored.size());
  for (const ScoredPair& pair : scored)
    if (pair.weight > -weight_clamp) clamped.push_back({pair.a, pair.b, std::min(pair.weight, weight_clamp)});
  linking::ClusterSettings settings;
  settings.linkage = linking::Linkage::average;
  settings.unscored = -weight_clamp;
  settings.records_max = group_max;
  settings.link = std::min(wide_from, link);
  const linking::Clusters wide = linking::cluster(records, clamped, {}, settings);
  Grouping made;
  add_pairs_within(wide, Dendrogram(records, wide.joins), made.pairs);
  for (const ScoredPair& pair : scored)
    if (wide.of[pair.a] != wide.of[pair.b])
      made.pairs.push_back({pair.a, pair.b, std::clamp(pair.weight, -weight_clamp, settings.link - 1)});
  std::sort(made.pairs.begin(), made.pairs.end(),
            [](const ScoredPair& x, const ScoredPair& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  settings.link = link;
  made.groups = linking::cluster(records, clamped, {}, settings);
  return made;
}

}  // namespace tijdig::records
