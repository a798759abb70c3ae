#include "libs/linking/cluster.h"

#include <algorithm>
#include <map>
#include <queue>
#include <set>
#include <tuple>

#include "libs/base/check.h"

namespace tijdig::linking {
namespace {

// What lies between two groups: the sum and number of scored pairs, the best and the worst of them.
struct Between {
  std::int64_t sum = 0;
  std::int64_t scored = 0;
  MilliBits best = 0, worst = 0;
  bool forbidden = false;

  void add(const Between& other) {
    forbidden = forbidden || other.forbidden;
    if (other.scored == 0) return;
    best = scored == 0 ? other.best : std::max(best, other.best);
    worst = scored == 0 ? other.worst : std::min(worst, other.worst);
    sum += other.sum;
    scored += other.scored;
  }
};

// Strongest first; then the smallest names, so that ties do not depend on anything but the records.
struct Candidate {
  std::int64_t strength;
  RecordIndex a, b;
  bool operator<(const Candidate& other) const {
    return std::tuple(strength, other.a, other.b) < std::tuple(other.strength, a, b);
  }
};

class Agglomeration {
 public:
  Agglomeration(std::size_t records, const ClusterSettings& settings)
      : settings_(settings), neighbours_(records), size_(records, 1), of_(records), members_(records) {
    for (std::size_t i = 0; i < records; ++i) {
      of_[i] = static_cast<RecordIndex>(i);
      members_[i] = {of_[i]};
    }
  }

  void add(RecordIndex a, RecordIndex b, const Between& between) {
    TIJDIG_CHECK(a != b && a < of_.size() && b < of_.size());
    neighbours_[a][b].add(between);
    neighbours_[b][a].add(between);
  }

  Clusters run() {
    for (RecordIndex a = 0; a < neighbours_.size(); ++a)
      for (const auto& [b, between] : neighbours_[a])
        if (a < b) push(a, b, between);
    while (!queue_.empty()) {
      const Candidate join = queue_.top();
      queue_.pop();
      if (size_[join.a] == 0 || size_[join.b] == 0) continue;  // one of both has joined another group since
      const Between& between = neighbours_[join.a].at(join.b);
      if (strength(join.a, join.b, between) != join.strength) continue;  // an entry from before one of them grew
      if (size_[join.a] + size_[join.b] > settings_.records_max) {
        ++found_.stopped_by_size;
      } else if (!allowed(join.a, join.b, between)) {
        ++found_.stopped_by_guard;
      } else {
        found_.joins.push_back({join.a, join.b, join.strength});
        merge(join.a, join.b);
      }
    }
    found_.of = std::move(of_);
    return std::move(found_);
  }

 private:
  std::int64_t strength(RecordIndex a, RecordIndex b, const Between& between) const {
    if (settings_.linkage != Linkage::average) return between.best;
    const std::int64_t all = static_cast<std::int64_t>(size_[a]) * static_cast<std::int64_t>(size_[b]);
    return (between.sum + (all - between.scored) * settings_.unscored) / all;
  }

  bool allowed(RecordIndex a, RecordIndex b, const Between& between) const {
    if (between.forbidden) return false;
    if (settings_.linkage != Linkage::complete) return true;
    const std::int64_t all = static_cast<std::int64_t>(size_[a]) * static_cast<std::int64_t>(size_[b]);
    return between.worst >= settings_.weakest && (between.scored == all || settings_.unscored >= settings_.weakest);
  }

  void push(RecordIndex a, RecordIndex b, const Between& between) {
    if (between.scored == 0) return;
    const std::int64_t strong = strength(a, b, between);
    if (strong >= settings_.link) queue_.push({strong, std::min(a, b), std::max(a, b)});
  }

  void merge(RecordIndex keep, RecordIndex gone) {
    auto gone_neighbours = std::move(neighbours_[gone]);
    neighbours_[gone].clear();
    neighbours_[keep].erase(gone);
    for (const RecordIndex member : members_[gone]) of_[member] = keep;
    members_[keep].insert(members_[keep].end(), members_[gone].begin(), members_[gone].end());
    members_[gone].clear();
    size_[keep] += size_[gone];
    size_[gone] = 0;
    for (const auto& [other, between] : gone_neighbours) {
      if (other == keep) continue;
      neighbours_[other].erase(gone);
      neighbours_[keep][other].add(between);
      neighbours_[other][keep] = neighbours_[keep][other];
    }
    for (const auto& [other, between] : neighbours_[keep]) push(keep, other, between);
  }

  const ClusterSettings& settings_;
  std::vector<std::map<RecordIndex, Between>> neighbours_;
  std::vector<std::size_t> size_;
  std::vector<RecordIndex> of_;
  std::vector<std::vector<RecordIndex>> members_;
  std::priority_queue<Candidate> queue_;
  Clusters found_;
};

}  // namespace

Clusters cluster(std::size_t records, std::span<const ScoredPair> pairs,
                 std::span<const std::pair<RecordIndex, RecordIndex>> cannot_links, const ClusterSettings& settings) {
  Agglomeration groups(records, settings);
  for (const ScoredPair& pair : pairs) groups.add(pair.a, pair.b, {pair.weight, 1, pair.weight, pair.weight, false});
  for (const auto& [a, b] : cannot_links) groups.add(a, b, {0, 0, 0, 0, true});
  return groups.run();
}

}  // namespace tijdig::linking
