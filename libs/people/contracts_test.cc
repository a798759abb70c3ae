#include "libs/people/contracts.h"

#include <gtest/gtest.h>

#include "libs/people/seeds.h"

namespace tijdig::people {
namespace {

class Contracts : public testing::Test {
 protected:
  Municipality town = build_municipality(settings[2], test_seed, 6, 6'000);
  std::vector<Contract> contracts = draw_contracts(town);
};

TEST_F(Contracts, RentFortyThreePercentOfDoorsAndInsureNineInTen) {
  double rent = 0;
  double health = 0;
  double adults = 0;
  for (const Contract& contract : contracts) {
    const Home& home = town.homes[contract.home];
    if (home.arrives_in > 0) continue;
    if (contract.from == 0 && kind_of_partner(contract.partner) == PartnerKind::rent) ++rent;
    if (kind_of_partner(contract.partner) == PartnerKind::health_insurance) ++health;
  }
  double homes = 0;
  for (const Home& home : town.homes) {
    if (home.arrives_in > 0) continue;
    ++homes;
    for (std::uint32_t i = 0; i < home.humans; ++i)
      if (town.age_of(home.first_human + i) >= 18) ++adults;
  }
  EXPECT_NEAR(rent / homes, .43, .06);  // whole postcodes go to one landlord, and not everybody rents
  EXPECT_NEAR(health / adults, .9, .02);
}

TEST_F(Contracts, GoAlongWhenAHomeMovesSaveTheTenancy) {
  int late = 0;
  for (const Contract& contract : contracts) {
    const Home& home = town.homes[contract.home];
    if (home.moves_in == never || home.leaves) continue;
    if (contract.fixed_door != none) {
      EXPECT_EQ(known_door(town, contract, months_count), contract.fixed_door);
      continue;
    }
    const std::uint32_t at_move = known_door(town, contract, home.moves_in);
    if (at_move != home.next_door) ++late;
    if (contract.lag != never && town.people[contract.human].later_home == none) {
      EXPECT_EQ(known_door(town, contract, home.moves_in + contract.lag), home.next_door);
    }
  }
  EXPECT_GT(late, 100);
}

TEST_F(Contracts, ReuseTheNumberOfAnEarlierTenancyOfThatDoorOnly) {
  int reused = 0;
  for (const Contract& contract : contracts) {
    if (contract.number_of == none) continue;
    ++reused;
    EXPECT_EQ(contracts[contract.number_of].fixed_door, contract.fixed_door);
    EXPECT_NE(contracts[contract.number_of].home, contract.home);
  }
  EXPECT_GT(reused, 0);
}

}  // namespace
}  // namespace tijdig::people
