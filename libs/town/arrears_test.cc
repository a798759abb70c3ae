#include "libs/town/arrears.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <tuple>

#include "libs/town/town_for_test.h"

namespace tijdig::town {
namespace {

class TownOfSeed : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  const std::vector<Arrears>& year_ = sample_of(GetParam()).year;
  const Customers& customers_ = sample_of(GetParam()).customers;
};

TEST_P(TownOfSeed, DeliversTheCountsOfTable21CellByCell) {
  std::map<std::pair<int, std::size_t>, std::uint32_t> cells;
  std::set<std::tuple<int, std::size_t, std::uint32_t>> households;
  for (const Arrears& arrears : year_) {
    ++cells[{arrears.month, arrears.partner}];
    EXPECT_TRUE(households.insert({arrears.month, arrears.partner, arrears.household}).second);
  }
  for (int month = 0; month < months_of_year; ++month)
    for (std::size_t p = 0; p < partners_count; ++p)
      EXPECT_EQ((cells[{month, p}]), partners[p].deliveries[static_cast<std::size_t>(month)]);
  EXPECT_EQ(year_.size(), 8424U);
}

TEST_P(TownOfSeed, BringsArrearsTogetherAboutAsOftenAsInZoetermeer) {
  const HouseholdMonths met = count_household_months(year_);
  EXPECT_GE(met.total(), calibration.household_months.low);  // what a matcher finds of them: docs/simulator.md
  EXPECT_LE(met.total(), calibration.household_months.high);
  EXPECT_NEAR(100.0 * met.same_month / met.total(), 100.0 * 234 / 572, 7);
}

TEST_P(TownOfSeed, ReportsArrearsOfAnAgeAndAmountThatMayBeReported) {
  for (const Arrears& arrears : year_) {
    const PartnerRates& partner = partners[arrears.partner];
    const int age = days_between(arrears.origin, arrears.signal_date);
    ASSERT_GE(age, 30);
    ASSERT_LE(age, 100);
    ASSERT_GE(arrears.amount_cents, 5'000U);
    ASSERT_GE(arrears.amount_cents, partner.amount_cents_min);
    ASSERT_LE(arrears.amount_cents, partner.amount_cents_max);
    ASSERT_EQ(arrears.signal_date.month(), month_of(arrears.month));
    ASSERT_LT(arrears.signal_date, delivery_date(arrears.partner, arrears.month));
    ASSERT_TRUE(customers_.reportable(arrears.partner, arrears.household, arrears.month));
  }
}

TEST_P(TownOfSeed, OwesAboutWhatTable26Says) {
  constexpr std::array<int, partners_count> printed_euros = {576, 791, 641, 281, 490, 2134, 482};
  std::array<std::int64_t, partners_count> cents{};
  std::array<std::int64_t, partners_count> signals{};
  for (const Arrears& arrears : year_) {
    cents.at(arrears.partner) += arrears.amount_cents;
    ++signals.at(arrears.partner);
  }
  for (std::size_t p = 0; p < partners_count; ++p)
    EXPECT_NEAR(static_cast<double>(cents[p]) / static_cast<double>(signals[p]) / 100, printed_euros[p],
                .15 * printed_euros[p]);
}

INSTANTIATE_TEST_SUITE_P(TenSeeds, TownOfSeed, ::testing::Range<std::uint64_t>(1, 11));

TEST(HouseholdMonths, FollowTheRuleOfTheMatch) {
  const auto arrears = [](int month, std::size_t partner) {
    Arrears made;
    made.month = month;
    made.partner = partner;
    return made;
  };
  EXPECT_EQ(count_household_months({arrears(0, 1), arrears(0, 2)}).same_month, 1U);
  EXPECT_EQ(count_household_months({arrears(0, 1), arrears(2, 2)}).consecutive, 1U);
  EXPECT_EQ(count_household_months({arrears(0, 1), arrears(3, 2)}).total(), 0U);
  EXPECT_EQ(count_household_months({arrears(0, 1), arrears(1, 1)}).total(), 0U);
  EXPECT_EQ(count_household_months({arrears(0, 1), arrears(1, 2), arrears(2, 2)}).consecutive, 2U);
}

}  // namespace
}  // namespace tijdig::town
