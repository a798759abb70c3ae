// Expectation-maximisation: learns m (and how many pairs belong together) from pairs nobody labelled.
//
//   EmResult learned = learn(model, patterns, {});        // patterns: which levels how many pairs show
//   learned.model.to_yaml();
//
// Start from a model whose m and u are sane: m of equal values high, u counted over random pairs. u is fixed unless
// asked otherwise; pairs that a blocking key brought together are far from random, so u learned among them is wrong
// (docs/matching.md). A comparison that the key itself forces to agree takes `ignored`. Levels named `unknown` say
// nothing and keep their numbers. Every level keeps at least `floor` parts per billion. Groups (a kind of creditor) get
// an m of their own, drawn towards the common m by `group_inertia` pairs. Floating point inside, rounded to parts per
// billion at the end: training is offline and its outcome is frozen in a file. Deterministic for equal input order.
// Pure; any thread. Source: Winkler 1988; Dempster, Laird & Rubin 1977.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libs/linking/model.h"

namespace tijdig::linking {

inline constexpr LevelIndex ignored = 0xffff;

struct Pattern {
  std::vector<LevelIndex> levels;  // one per comparison of the model, or `ignored`
  std::uint64_t count = 0;
  std::size_t group = 0;
};

struct EmSettings {
  int rounds_max = 200;
  std::int64_t tolerance = 10'000;  // stop when no m changes by more (parts per billion)
  std::int64_t floor = 100'000;     // .0001
  bool learn_u = false;
  std::int64_t u_floor_part = 1'000'000;  // u learned is at least this part (per billion) of u given: a thousandth
  std::size_t groups = 1;
  std::uint64_t group_inertia = 500;
  // The share of pairs that belong together before the first round (parts per billion); learned from there.
  std::int64_t share_start = 100'000'000;
  // Of how many pairs those given are the likely ones; the share is then of all these. 0: those given are all there
  // are. With it, and u of random pairs, it does not matter by which keys the pairs came together.
  std::uint64_t all_pairs = 0;
  // m is drawn towards the start as if this many pairs had been seen there; keeps rare levels sane. 0: not at all.
  std::uint64_t start_inertia = 10;
};

struct EmResult {
  Model model;                // common m
  std::vector<Model> groups;  // one per group when more than one was asked for
  std::int64_t share = 0;     // of the pairs given (or of `all_pairs`) that belong together (parts per billion)
  double together = 0;        // how many pairs that is
  int rounds = 0;
  bool converged = false;
};

// The prior of the model is left as it was: `share` is about the pairs given, not about all pairs.
EmResult learn(const Model& start, std::span<const Pattern> patterns, const EmSettings& settings);

}  // namespace tijdig::linking
