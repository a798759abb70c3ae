#include "libs/residents/waterfall.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tijdig::residents {
namespace {

constexpr std::uint32_t parts = 1'000'000;

MilliBits odds_of(std::uint32_t ppm) {
  const std::uint32_t p = std::clamp<std::uint32_t>(ppm, 1, parts - 1);
  return linking::log2_milli(p) - linking::log2_milli(parts - p);
}

// What a row could weigh at most, or at least.
template <class Table>
MilliBits extreme_of(const Table& weights, bool best) {
  return best ? *std::max_element(weights.begin(), weights.end()) : *std::min_element(weights.begin(), weights.end());
}

std::string name_levels(const Levels& levels) {
  return std::string(surname_words[index(levels.surname())]) + ", " +
         std::string(initials_words[index(levels.initials())]) + ", " +
         std::string(first_name_words[index(levels.first())]);
}

MilliBits threshold_of(const Decision& decision, const LinkModel& model) {
  MilliBits rival = 0;  // nobody in the register
  for (const Candidate& candidate : decision.best)
    if (candidate.household != decision.best[0].household) rival = std::max(rival, candidate.weight);
  return odds_of(household_bound_ppm(decision.best[0], model.thresholds)) + rival;
}

}  // namespace

linking::Waterfall waterfall_of(const Decision& decision, const LinkModel& model) {
  linking::Waterfall why;
  why.model_hash = fmt::format("{:016x}", decision.model_hash);
  why.threshold = odds_of(model.thresholds.household);
  if (decision.best.empty()) return why;
  const Candidate& best = decision.best[0];
  const Weights& weights = model.of(decision.kind);
  const Score score = score_of(best.levels, weights);
  why.prior = decision.prior;
  why.threshold = threshold_of(decision, model);
  why.score = weight_of(best, model, weights, decision.prior);
  why.rows = {
      {"surname, initials, first name", name_levels(best.levels), score.name, best.surname_term + best.first_term},
      {"birth date", std::string(birth_words[index(best.levels.birth)]), score.birth, 0},
      {"address", std::string(door_words[index(best.levels.door)]), score.door, 0}};
  const bool is_best = !why.linked();
  const std::array turned{extreme_of(weights.name, is_best), extreme_of(weights.birth, is_best),
                          extreme_of(weights.door, is_best)};
  MilliBits sum = why.prior;
  for (std::size_t i = 0; i < turned.size(); ++i) {
    const MilliBits row = why.rows[i].weight + why.rows[i].term_part;
    sum += row;
    if ((why.score - row + turned[i] >= why.threshold) != why.linked()) why.flips.push_back(why.rows[i].what);
  }
  if (const MilliBits age = age_weight_of(best, model); age != 0) {
    why.rows.push_back({"age", "under eighteen", age, 0});
    sum += age;
  }
  TIJDIG_CHECK(sum == why.score);
  for (std::size_t i = 1; i < decision.best.count(); ++i)
    why.rivals.push_back(
        {decision.best[i].household == best.household ? "of the same household" : "of another household",
         decision.best[i].weight});
  return why;
}

}  // namespace tijdig::residents
