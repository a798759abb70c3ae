// What each level of each comparison is worth, in milli-bits, and where the bands begin: one file, one hash.
//
//   TIJDIG_TRY(LinkModel model, LinkModel::parse(text, "deploy/linking/register-5.yaml"));
//   model.of(PartnerKind::water).birth[index(BirthLevel::equal)]     // 14120: 14.12 bits for
//
// A weight is 1000 * log2(m / u): how much more often the level is seen when the customer is this resident than when a
// random resident is compared. Weights are clamped below at -8 bits, so that no level is impossible. Creditors differ
// in what they know and how they type, so every sector has its own table. The prior is -log2(population) +
// `known_bias`. Fellegi and Sunter (1969); how the numbers were found: training.h and docs/linking.md. Plain value; any
// thread.
#pragma once

#include <string>

#include "libs/base/result.h"
#include "libs/linking/milli_bits.h"
#include "libs/residents/comparisons.h"

namespace tijdig::residents {

using linking::MilliBits;

inline constexpr MilliBits weight_min = linking::weight_floor;
inline constexpr MilliBits weight_max = 30000;

enum class Trade : std::uint8_t { rent, health, water, energy, other, count_ };
Trade trade_of(PartnerKind kind);
extern const std::array<std::string_view, levels_of<Trade>> trade_words;

struct Weights {
  std::array<MilliBits, name_cells> name{};
  std::array<MilliBits, levels_of<BirthLevel>> birth{};
  std::array<MilliBits, levels_of<DoorLevel>> door{};
  bool operator==(const Weights&) const = default;
};

// A rare name that agrees says more than a common one: log2(1 / share of people) against the average of who agree.
struct TermAdjustment {
  MilliBits average = 0;
  MilliBits down = -4000;
  MilliBits up = 6000;
  bool operator==(const TermAdjustment&) const = default;
};

struct Thresholds {  // parts per million of the posterior
  std::uint32_t person = 999'000;
  MilliBits rival_ratio = 9966;  // a thousand times as likely as the next
  std::uint32_t household = 950'000;
  std::uint32_t shared_household = 990'000;  // behind a shared door
  std::uint32_t away_household = 980'000;    // when the text gives another door than the register
  std::uint32_t review = 200'000;
  bool operator==(const Thresholds&) const = default;
};

struct LinkModel {
  std::string version = "start";
  MilliBits known_bias = 0;     // log2(share of customers who are in the register / share who are not)
  MilliBits under_age = -6000;  // of a resident under eighteen: seldom the holder of an account [A]
  // A smaller register does not make the world smaller: strangers come from a population of at least this size.
  std::uint32_t population_floor = 100'000;
  TermAdjustment surname_term;
  TermAdjustment first_term;
  Thresholds thresholds;
  std::array<Weights, levels_of<Trade>> trades;

  const Weights& of(PartnerKind kind) const { return trades[index(trade_of(kind))]; }
  std::string to_yaml() const;  // stable bytes
  // Hash of those bytes, which every decision carries. Whoever changes a number seals the model again.
  std::uint64_t identity = 0;
  void seal() { identity = stable_hash64(to_yaml()); }
  // All errors at once: place, key, what was expected.
  static Result<LinkModel> parse(std::string_view yaml, std::string_view name);
  bool operator==(const LinkModel&) const = default;
};

// deploy/linking/register-5.yaml as it was when the program was built: what the product links with.
const LinkModel& built_in_model();

// Set by hand from the order of magnitude of published weights: where training starts.
const LinkModel& starting_model();

}  // namespace tijdig::residents
