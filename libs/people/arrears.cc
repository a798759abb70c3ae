#include "libs/people/arrears.h"

#include <algorithm>

#include "libs/town/rates.h"

namespace tijdig::people {
namespace {

using town::calibration;
using town::Random;

constexpr std::uint64_t chance_at_most_ppm = 600'000;
constexpr std::uint32_t mean_amount_cents = 60'000;  // between the means of table 2.6

std::uint32_t draw_proneness(Random& chance) {
  std::uint32_t ticket = chance.below(65'536);
  for (const town::Proneness& step : town::proneness) {
    if (ticket < step.share) return step.weight;
    ticket -= step.share;
  }
  return town::proneness.back().weight;
}

std::uint64_t mean_proneness() {
  std::uint64_t sum = 0;
  for (const town::Proneness& step : town::proneness) sum += std::uint64_t{step.share} * step.weight;
  return sum / 65'536;
}

std::uint32_t draw_amount(Random& chance) {
  const std::uint32_t quantile = town::amount_quantiles[chance.below(std::size(town::amount_quantiles))];
  return std::max<std::uint32_t>(5'000, mean_amount_cents / 1000 * quantile);
}

bool reports(const Municipality& m, const Contract& contract, int month) {
  if (month < contract.from || month >= contract.until) return false;
  const Home& home = m.homes[contract.home];
  if (!home.leaves || month < home.moves_in) return true;
  return contract.lag == never || month < home.moves_in + contract.lag;  // reported until the creditor hears
}

class Household {
 public:
  Household(const Municipality& m, std::uint32_t home)
      : m_(m), chance_(Random::of(m.seed, "arrears", m.number, home)), proneness_(draw_proneness(chance_)) {}

  void live_through(int month, const std::vector<Contract>& contracts, std::uint32_t first, std::uint32_t end,
                    std::vector<Arrear>& out) {
    static const std::uint64_t mean = mean_proneness() + calibration.evenness;
    std::uint64_t level = std::uint64_t{arrears_level_ppm} * (proneness_ + calibration.evenness) / mean;
    level = level * (1000 + std::uint64_t{recent_} * calibration.recent_boost_permille / 1000) / 1000;
    if (chance_.hits(calibration.shock_permille)) level *= calibration.shock_factor;
    level = std::min(level, chance_at_most_ppm);
    bool behind = false;
    for (std::uint32_t c = first; c < end; ++c) {
      if (!reports(m_, contracts[c], month) || !chance_.hits_of(static_cast<std::uint32_t>(level), 1'000'000)) continue;
      behind = true;
      out.push_back({month, c, draw_amount(chance_)});
    }
    recent_ = recent_ * calibration.recent_decay_permille / 1000 + (behind ? 600U : 0U);
  }

 private:
  const Municipality& m_;
  Random chance_;
  std::uint32_t proneness_;
  std::uint32_t recent_ = 0;
};

}  // namespace

std::vector<Arrear> draw_arrears(const Municipality& m, const std::vector<Contract>& contracts) {
  std::vector<Arrear> out;
  for (std::uint32_t first = 0; first < contracts.size();) {
    const std::uint32_t home = contracts[first].home;
    std::uint32_t end = first;
    while (end < contracts.size() && contracts[end].home == home) ++end;
    Household household(m, home);
    for (int month = 0; month < months_count; ++month) household.live_through(month, contracts, first, end, out);
    first = end;
  }
  const auto order = [&](const Arrear& a) { return Random::of(m.seed, "order", a.contract, m.number).next(); };
  std::vector<std::pair<std::uint64_t, Arrear>> keyed;
  keyed.reserve(out.size());
  for (const Arrear& arrear : out) keyed.emplace_back(order(arrear), arrear);
  std::sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) {
    return a.second.month != b.second.month ? a.second.month < b.second.month : a.first < b.first;
  });
  std::transform(keyed.begin(), keyed.end(), out.begin(), [](const auto& entry) { return entry.second; });
  return out;
}

}  // namespace tijdig::people
