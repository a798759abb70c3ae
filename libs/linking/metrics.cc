#include "libs/linking/metrics.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "libs/base/check.h"
#include "libs/linking/posterior.h"

namespace tijdig::linking {
namespace {

constexpr double z_95 = 1.959963984540054;

double ratio(double over, double under) { return under > 0 ? over / under : 0; }

// Chance of at most `hits` in `all` at share p, by the sum of logarithms: stable for large counts.
double binomial_at_most(std::uint64_t hits, std::uint64_t all, double p) {
  if (p <= 0) return 1;
  if (p >= 1) return hits >= all ? 1 : 0;
  const auto n = static_cast<double>(all);
  double sum = 0;
  for (std::uint64_t k = 0; k <= hits; ++k) {
    const auto x = static_cast<double>(k);
    sum += std::exp(std::lgamma(n + 1) - std::lgamma(x + 1) - std::lgamma(n - x + 1) + x * std::log(p) +
                    (n - x) * std::log1p(-p));
  }
  return std::min(1.0, sum);
}

// The share at which a falling chance passes `target`.
template <class Chance>
double bisect(Chance chance, double target) {
  double low = 0, high = 1;
  for (int step = 0; step < 60; ++step) {
    const double middle = (low + high) / 2;
    (chance(middle) > target ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace

Quality quality(MilliBits threshold, std::uint64_t linked, std::uint64_t correct, std::uint64_t truth) {
  Quality q{threshold, linked, correct, truth, 0, 0, 0};
  q.precision = ratio(static_cast<double>(correct), static_cast<double>(linked));
  q.recall = ratio(static_cast<double>(correct), static_cast<double>(truth));
  q.f1 = ratio(2 * static_cast<double>(correct), static_cast<double>(linked + truth));
  return q;
}

Sweep::Sweep(std::vector<Outcome> outcomes, std::uint64_t true_pairs) : truth_(true_pairs) {
  std::sort(outcomes.begin(), outcomes.end(), [](const Outcome& a, const Outcome& b) { return a.weight > b.weight; });
  std::uint64_t linked = 0, correct = 0;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    ++linked;
    if (outcomes[i].truth) ++correct;
    if (i + 1 == outcomes.size() || outcomes[i + 1].weight != outcomes[i].weight)
      steps_.push_back(quality(outcomes[i].weight, linked, correct, true_pairs));
  }
}

Quality Sweep::best_f1() const {
  Quality best = quality(0, 0, 0, truth_);
  for (const Quality& step : steps_)
    if (step.f1 > best.f1) best = step;
  return best;
}

Quality Sweep::at(MilliBits threshold) const {
  Quality found = quality(threshold, 0, 0, truth_);
  for (const Quality& step : steps_) {
    if (step.threshold < threshold) break;
    found = step;
  }
  found.threshold = threshold;
  return found;
}

double Sweep::recall_at_precision(double least) const {
  double recall = 0;
  for (const Quality& step : steps_)
    if (step.precision >= least) recall = std::max(recall, step.recall);
  return recall;
}

BCubed b_cubed(std::span<const RecordIndex> found, std::span<const RecordIndex> truth) {
  TIJDIG_CHECK(found.size() == truth.size());
  std::map<RecordIndex, std::uint64_t> found_size, truth_size;
  std::map<std::pair<RecordIndex, RecordIndex>, std::uint64_t> both;
  for (std::size_t i = 0; i < found.size(); ++i) {
    ++found_size[found[i]];
    ++truth_size[truth[i]];
    ++both[{found[i], truth[i]}];
  }
  BCubed out;
  for (const auto& [cell, count] : both) {
    const auto n = static_cast<double>(count);
    out.precision += n * n / static_cast<double>(found_size[cell.first]);
    out.recall += n * n / static_cast<double>(truth_size[cell.second]);
  }
  out.precision = ratio(out.precision, static_cast<double>(found.size()));
  out.recall = ratio(out.recall, static_cast<double>(found.size()));
  out.f1 = ratio(2 * out.precision * out.recall, out.precision + out.recall);
  return out;
}

Interval wilson(std::uint64_t hits, std::uint64_t all) {
  if (all == 0) return {};
  const auto n = static_cast<double>(all);
  const double p = static_cast<double>(hits) / n, z2 = z_95 * z_95;
  const double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
  const double half = z_95 * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

Interval clopper_pearson(std::uint64_t hits, std::uint64_t all) {
  Interval interval;
  if (all == 0) return interval;
  if (hits > 0) interval.low = bisect([&](double p) { return binomial_at_most(hits - 1, all, p); }, 0.975);
  if (hits < all) interval.high = bisect([&](double p) { return binomial_at_most(hits, all, p); }, 0.025);
  return interval;
}

std::vector<CalibrationBand> calibration(std::span<const Outcome> outcomes) {
  constexpr std::size_t bands = 10;
  std::vector<CalibrationBand> list(bands);
  for (std::size_t i = 0; i < bands; ++i)
    list[i] = {static_cast<double>(i) / bands, static_cast<double>(i + 1) / bands};
  for (const Outcome& outcome : outcomes) {
    const PartsPerMillion stated = probability(outcome.weight);
    CalibrationBand& band = list[std::min<std::size_t>(bands - 1, std::size_t{stated} * bands / certain)];
    ++band.pairs;
    if (outcome.truth) ++band.correct;
    band.stated += static_cast<double>(stated) / certain;
  }
  for (CalibrationBand& band : list) band.stated = ratio(band.stated, static_cast<double>(band.pairs));
  return list;
}

}  // namespace tijdig::linking
