// A linking model: what each found level of each comparison is worth, as data in a file.
//
//   TIJDIG_TRY(Model model, Model::parse(yaml));
//   MilliBits weight = model.score(levels);              // prior + one weight per comparison, in table order
//   model.hash();                                        // travels with every decision
//
// Fellegi-Sunter: m is how often a level is found among pairs that belong together, u among pairs that do not, both in
// parts per billion of the pairs whose level is known; the weight is round(1000 * log2(m/u)), never below -8000 and
// never above the cap of the comparison. A level named `unknown` (a value is missing) weighs 0. Two things that depend
// on each other are *one* comparison with a level per combination ("joint cell"). Once `prepare` has run the weights
// are fixed whole numbers: a score is an addition. The file form is stable: parse(to_yaml(m)) == m, and equal models
// give equal bytes. Errors name line, key and what was expected, all at once. Plain values; reading from any thread.
// Sources: Fellegi & Sunter 1969; docs/matching.md.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "libs/base/result.h"
#include "libs/linking/milli_bits.h"

namespace tijdig::linking {

using LevelIndex = std::uint16_t;
inline constexpr std::int64_t billion = 1'000'000'000;

struct Level {
  std::string name;
  std::int64_t m = 0;  // parts per billion
  std::int64_t u = 0;  // parts per billion
  MilliBits weight = 0;
  bool term_frequency = false;  // equal values: a rare one says more

  bool unknown() const { return name == "unknown"; }
  bool operator==(const Level&) const = default;
};

struct Comparison {
  std::string name;
  std::vector<Level> levels;
  MilliBits weight_cap = 30'000;         // the most this comparison may say in favour
  MilliBits term_frequency_cap = 6'000;  // the most that a term frequency adds or takes

  std::optional<LevelIndex> level(std::string_view level_name) const;
  bool operator==(const Comparison&) const = default;
};

struct Thresholds {
  MilliBits link = 6'640;     // from here on a pair is linked: odds of 100 to 1
  MilliBits review = -2'000;  // from here to `link` a person must look
  bool operator==(const Thresholds&) const = default;
};

class Model {
 public:
  std::string version;
  MilliBits prior = 0;  // log2 odds that a pair picked blindly belongs together
  Thresholds thresholds;
  std::vector<Comparison> comparisons;

  // Weights from m and u, for one comparison or all. The weight of a level with m or u of 0 counts it as one in a
  // billion, so that nothing is impossible.
  static void weigh(Comparison& comparison);
  void prepare();

  static Result<Model> parse(std::string_view yaml);
  std::string to_yaml() const;
  std::string hash() const;  // 32 hexadecimal digits over to_yaml()

  // One level per comparison, in table order. Term-frequency parts, when given, in the same order.
  MilliBits score(std::span<const LevelIndex> levels, std::span<const MilliBits> term_parts = {}) const;
  MilliBits weight(std::size_t comparison, LevelIndex level) const {
    return comparisons[comparison].levels[level].weight;
  }

  bool operator==(const Model&) const = default;
};

// What a value that `count` of `total` records have adds to (rare) or takes from (common) the weight of `level`, whose
// u is the chance that *any* value agrees. Capped by the comparison; 0 for a level without term frequencies.
MilliBits term_frequency_part(const Comparison& comparison, LevelIndex level, std::uint64_t count, std::uint64_t total);

}  // namespace tijdig::linking
