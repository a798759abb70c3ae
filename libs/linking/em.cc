#include "libs/linking/em.h"

#include <algorithm>
#include <cmath>

namespace tijdig::linking {
namespace {

using Table = std::vector<std::vector<double>>;  // [comparison][level]

constexpr double all_parts = 1e9;

double share_of(std::int64_t parts) { return std::max(1e-9, static_cast<double>(parts) / all_parts); }

Table table_of(const Model& model, bool take_m) {
  Table table;
  for (const Comparison& comparison : model.comparisons) {
    table.emplace_back();
    for (const Level& level : comparison.levels) table.back().push_back(share_of(take_m ? level.m : level.u));
  }
  return table;
}

Table zeros_like(const Table& table) {
  Table zeros;
  for (const auto& row : table) zeros.emplace_back(row.size(), 0.0);
  return zeros;
}

// What was expected, as shares: drawn towards `towards` by `inertia` pairs, at least the floor.
void normalise(const Model& model, Table& counts, const Table& towards, double inertia, double floor) {
  for (std::size_t c = 0; c < counts.size(); ++c) {
    double sum = 0;
    for (std::size_t l = 0; l < counts[c].size(); ++l) {
      if (model.comparisons[c].levels[l].unknown()) {
        counts[c][l] = 0;
        continue;
      }
      counts[c][l] += inertia * towards[c][l];
      sum += counts[c][l];
    }
    if (sum <= 0) {
      counts[c] = towards[c];
      continue;
    }
    double again = 0;
    for (std::size_t l = 0; l < counts[c].size(); ++l) {
      if (model.comparisons[c].levels[l].unknown()) continue;
      counts[c][l] = std::max(floor, counts[c][l] / sum);
      again += counts[c][l];
    }
    for (double& share : counts[c]) share /= again;
  }
}

class Learning {
 public:
  Learning(const Model& start, std::span<const Pattern> patterns, const EmSettings& settings)
      : start_(start),
        patterns_(patterns),
        settings_(settings),
        start_m_(table_of(start, true)),
        m_(settings.groups, start_m_),
        common_(start_m_),
        u_(table_of(start, false)),
        share_(share_of(settings.share_start)) {}

  EmResult run() {
    EmResult result;
    while (result.rounds < settings_.rounds_max && !result.converged) {
      ++result.rounds;
      result.converged = round() <= static_cast<double>(settings_.tolerance) / all_parts;
    }
    result.share = std::llround(share_ * all_parts);
    result.together = together_;
    result.model = model_with(common_);
    if (settings_.groups > 1)
      for (const Table& m : m_) result.groups.push_back(model_with(m));
    return result;
  }

 private:
  double chance_together(const Pattern& pattern) const {
    double log_odds = std::log(share_ / (1 - share_));
    for (std::size_t c = 0; c < pattern.levels.size(); ++c) {
      const LevelIndex level = pattern.levels[c];
      if (level == ignored || start_.comparisons[c].levels[level].unknown()) continue;
      log_odds += std::log(m_[pattern.group][c][level] / u_[c][level]);
    }
    return 1 / (1 + std::exp(-std::clamp(log_odds, -700.0, 700.0)));
  }

  // One E and one M step; how much the common m moved.
  double round() {
    std::vector<Table> expected(settings_.groups, zeros_like(common_));
    Table apart = zeros_like(common_);
    double together = 0, all = 0;
    for (const Pattern& pattern : patterns_) {
      const auto count = static_cast<double>(pattern.count);
      const double chance = chance_together(pattern);
      together += chance * count;
      all += count;
      for (std::size_t c = 0; c < pattern.levels.size(); ++c) {
        if (pattern.levels[c] == ignored) continue;
        expected[pattern.group][c][pattern.levels[c]] += chance * count;
        apart[c][pattern.levels[c]] += (1 - chance) * count;
      }
    }
    together_ = together;
    all = std::max(all, static_cast<double>(settings_.all_pairs));
    if (all > 0) share_ = std::clamp(together / all, 1e-9, 1 - 1e-9);
    return take(expected, std::move(apart));
  }

  double take(std::vector<Table>& expected, Table apart) {
    const double floor = static_cast<double>(settings_.floor) / all_parts;
    Table sum = zeros_like(common_);
    for (const Table& group : expected)
      for (std::size_t c = 0; c < sum.size(); ++c)
        for (std::size_t l = 0; l < sum[c].size(); ++l) sum[c][l] += group[c][l];
    normalise(start_, sum, start_m_, static_cast<double>(settings_.start_inertia), floor);
    double moved = 0;
    for (std::size_t c = 0; c < sum.size(); ++c)
      for (std::size_t l = 0; l < sum[c].size(); ++l) moved = std::max(moved, std::abs(sum[c][l] - common_[c][l]));
    common_ = sum;
    for (std::size_t g = 0; g < expected.size(); ++g) {
      normalise(start_, expected[g], common_, static_cast<double>(settings_.group_inertia), floor);
      m_[g] = settings_.groups > 1 ? std::move(expected[g]) : common_;
    }
    if (settings_.learn_u) {
      take_u(std::move(apart));
    }
    return moved;
  }

  // A level that only pairs that belong together seem to have may be one of which few others were seen: u never falls
  // below a share of where it started.
  void take_u(Table apart) {
    normalise(start_, apart, u_, 0, 1e-9);
    const double part = static_cast<double>(settings_.u_floor_part) / all_parts;
    for (std::size_t c = 0; c < apart.size(); ++c)
      for (std::size_t l = 0; l < apart[c].size(); ++l) {
        const double least = part * share_of(start_.comparisons[c].levels[l].u);
        if (!start_.comparisons[c].levels[l].unknown()) apart[c][l] = std::max(apart[c][l], least);
      }
    u_ = std::move(apart);
  }

  Model model_with(const Table& m) const {
    Model model = start_;
    for (std::size_t c = 0; c < m.size(); ++c)
      for (std::size_t l = 0; l < m[c].size(); ++l) {
        Level& level = model.comparisons[c].levels[l];
        if (level.unknown()) continue;
        level.m = std::llround(m[c][l] * all_parts);
        if (settings_.learn_u) level.u = std::llround(u_[c][l] * all_parts);
      }
    model.prepare();
    return model;
  }

  const Model& start_;
  std::span<const Pattern> patterns_;
  EmSettings settings_;
  Table start_m_;
  std::vector<Table> m_;  // per group
  Table common_;
  Table u_;
  double share_;
  double together_ = 0;
};

}  // namespace

EmResult learn(const Model& start, std::span<const Pattern> patterns, const EmSettings& settings) {
  TIJDIG_CHECK(settings.groups >= 1);
  for (const Pattern& pattern : patterns) {
    TIJDIG_CHECK(pattern.levels.size() == start.comparisons.size());
    TIJDIG_CHECK(pattern.group < settings.groups);
  }
  return Learning(start, patterns, settings).run();
}

}  // namespace tijdig::linking
