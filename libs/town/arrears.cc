#include "libs/town/arrears.h"

#include <algorithm>
#include <bit>
#include <map>

#include "libs/base/check.h"
#include "libs/domain/working_days.h"

namespace tijdig::town {
namespace {

constexpr std::uint64_t attempts_max = 100;

bool is_tenant(const Customers& customers, std::uint32_t household) {
  for (std::size_t p = 0; p < partners_count; ++p)
    if (partners[p].kind == PartnerKind::rent && customers.holder(p, household) != nobody) return true;
  return false;
}

std::uint32_t drawn_amount(Random& chance, const PartnerRates& partner) {
  const std::uint32_t bin = chance.below(64);
  const std::uint32_t low = amount_quantiles[bin];
  const std::uint32_t ratio = low + chance.below(amount_quantiles[bin + 1] - low);
  const auto cents =
      static_cast<std::uint32_t>(std::uint64_t{partner.drawn_mean_cents} * ratio / 1000) + chance.below(100);
  // Outside the printed bounds: somewhere near the bound, not all on it.
  if (cents < partner.amount_cents_min) return partner.amount_cents_min + chance.below(partner.amount_cents_min / 5);
  if (cents > partner.amount_cents_max) return partner.amount_cents_max - chance.below(partner.amount_cents_max / 5);
  return cents;
}

// What a partner last reported of a household, to go on from.
struct LastReport {
  int month = -2;
  std::uint32_t amount_cents = 0;
  Date origin;
};

// A customer who was reported last month and is still within a hundred days owes the same arrears and a bit more;
// anything else is a new one. Ages are those the law and the covenant allow: 30 to 100 days.
Arrears reported(const Town& town, int month, std::size_t partner, std::uint32_t household, LastReport& last) {
  Random chance =
      Random::of(town.seed, "arrears", static_cast<std::uint64_t>(month) * partners_count + partner, household);
  Arrears made;
  made.month = month;
  made.partner = partner;
  made.household = household;
  made.signal_date = delivery_date(partner, month).plus_days(-chance.between(1, 4));
  const std::uint32_t grown = last.amount_cents + last.amount_cents / 10 + 1'000 + chance.below(4'000);
  const bool goes_on = last.month == month - 1 && days_between(last.origin, made.signal_date) <= 99 &&
                       grown <= partners[partner].amount_cents_max;
  if (goes_on) {
    made.origin = last.origin;
    made.amount_cents = grown;
  } else {
    made.origin = made.signal_date.plus_days(-chance.between(31, 95));
    made.amount_cents = drawn_amount(chance, partners[partner]);
  }
  last = {month, made.amount_cents, made.origin};
  return made;
}

class YearOfArrears {
 public:
  YearOfArrears(const Town& town, const Customers& customers, const Calibration& how, std::uint64_t attempt)
      : town_(town), customers_(customers), how_(how), seed_(town.seed + (attempt << 40)) {
    for (std::vector<std::uint32_t>& recent : recent_) recent.resize(town.households.size());
    for (std::uint32_t h = 0; h < town.households.size(); ++h)
      weights_.push_back((how.evenness + proneness_of(town, h)) * (is_tenant(customers, h) ? 3 : 1));
    for (std::vector<LastReport>& reports : last_) reports.resize(town.households.size());
  }

  std::vector<Arrears> draw() {
    for (int month = 0; month < months_of_year; ++month) {
      weigh(month);
      for (std::size_t partner = 0; partner < partners_count; ++partner) draw_cell(month, partner);
    }
    return std::move(drawn_);
  }

 private:
  void weigh(int month) {
    now_.resize(weights_.size());
    for (std::uint32_t h = 0; h < weights_.size(); ++h) {
      std::uint64_t weight = weights_[h];
      Random chance = Random::of(seed_, "a blow", static_cast<std::uint64_t>(month), h);
      if (chance.hits(how_.shock_permille)) weight *= how_.shock_factor;
      now_[h] = weight;
    }
  }

  void draw_cell(int month, std::size_t partner) {
    for (std::uint32_t& recent : recent_[partner]) recent = recent * how_.recent_decay_permille / 1000;
    const std::uint32_t wanted = partners[partner].deliveries[static_cast<std::size_t>(month)];
    if (wanted == 0) return;
    std::vector<std::uint32_t> pool;
    std::vector<std::uint64_t> up_to;
    std::uint64_t sum = 0;
    for (std::uint32_t h = 0; h < now_.size(); ++h) {
      if (!customers_.reportable(partner, h, month)) continue;
      pool.push_back(h);
      sum += now_[h] * (1'000'000 + std::uint64_t{how_.recent_boost_permille} * recent_[partner][h]) / 1'000'000;
      up_to.push_back(sum);
    }
    TIJDIG_CHECK(pool.size() >= 4 * std::size_t{wanted});
    Random chance = Random::of(seed_, "cell", static_cast<std::uint64_t>(month), partner);
    std::vector<std::uint8_t> taken(pool.size(), 0);
    for (std::uint32_t drawn = 0; drawn < wanted;) {
      const std::uint64_t ticket = chance.below64(sum);
      const auto at = static_cast<std::size_t>(std::upper_bound(up_to.begin(), up_to.end(), ticket) - up_to.begin());
      if (taken[at] != 0) continue;
      taken[at] = 1;
      ++drawn;
      recent_[partner][pool[at]] += 1000;
      drawn_.push_back(reported(town_, month, partner, pool[at], last_[partner][pool[at]]));
    }
  }

  const Town& town_;
  const Customers& customers_;
  const Calibration& how_;
  std::uint64_t seed_;
  std::vector<std::uint32_t> weights_;
  std::vector<std::uint64_t> now_;
  std::array<std::vector<std::uint32_t>, partners_count> recent_;  // times 1,000
  std::array<std::vector<LastReport>, partners_count> last_;
  std::vector<Arrears> drawn_;
};

}  // namespace

std::uint32_t proneness_of(const Town& town, std::uint32_t household) {
  Random chance = Random::of(town.seed, "proneness", household);
  std::uint32_t ticket = chance.below(65'536);
  for (const Proneness& step : proneness) {
    if (ticket < step.share) return step.weight;
    ticket -= step.share;
  }
  check_failed("shares of proneness add up to 65,536", __FILE__, __LINE__);
}

Date delivery_date(std::size_t partner, int month) {
  return plus_working_days(month_of(month).first_day().plus_days(partners[partner].delivery_day - 1), 0);
}

HouseholdMonths count_household_months(const std::vector<Arrears>& year) {
  std::map<std::uint32_t, std::array<unsigned, months_of_year>> partners_of;
  for (const Arrears& arrears : year)
    partners_of[arrears.household][static_cast<std::size_t>(arrears.month)] |= 1U << arrears.partner;
  HouseholdMonths counted;
  for (const auto& [household, months] : partners_of) {
    for (std::size_t m = 0; m < months.size(); ++m) {
      if (months[m] == 0) continue;
      const unsigned window = months[m] | (m > 0 ? months[m - 1] : 0) | (m > 1 ? months[m - 2] : 0);
      if (std::popcount(months[m]) >= 2) {
        ++counted.same_month;
      } else if (std::popcount(window) >= 2) {
        ++counted.consecutive;
      }
    }
  }
  return counted;
}

std::vector<Arrears> draw_arrears(const Town& town, const Customers& customers, const Calibration& how) {
  for (std::uint64_t attempt = 0;; ++attempt) {
    TIJDIG_CHECK(attempt < attempts_max);
    std::vector<Arrears> year = YearOfArrears(town, customers, how, attempt).draw();
    const std::uint32_t met = count_household_months(year).total();
    if (met >= how.household_months.low && met <= how.household_months.high) return year;
  }
}

}  // namespace tijdig::town
