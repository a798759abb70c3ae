#include "libs/people/arrears.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "libs/people/seeds.h"

namespace tijdig::people {
namespace {

class Arrears : public testing::Test {
 protected:
  Municipality town = build_municipality(settings[0], test_seed, 1, 6'000);
  std::vector<Contract> contracts = draw_contracts(town);
  std::vector<Arrear> drawn = draw_arrears(town, contracts);
};

TEST_F(Arrears, ComeByMonthAndOnlyOfRunningContracts) {
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    if (i > 0) {
      EXPECT_LE(drawn[i - 1].month, drawn[i].month);
    }
    EXPECT_GE(drawn[i].month, contracts[drawn[i].contract].from);
    EXPECT_LT(drawn[i].month, contracts[drawn[i].contract].until);
  }
}

TEST_F(Arrears, MeetInOneHomeFarMoreOftenThanChanceWould) {
  std::map<std::pair<std::uint32_t, int>, std::set<int>> partners;
  for (const Arrear& arrear : drawn)
    partners[{contracts[arrear.contract].home, arrear.month}].insert(contracts[arrear.contract].partner);
  double together = 0;
  for (const auto& [key, who] : partners)
    if (who.size() > 1) ++together;
  const double home_months = static_cast<double>(town.homes.size()) * months_count;
  const double mean = static_cast<double>(drawn.size()) / home_months;
  EXPECT_GT(together / home_months, 4 * mean * mean / 2);  // what independent contracts would give, four times over
}

}  // namespace
}  // namespace tijdig::people
