#include "libs/people/record.h"

#include <gtest/gtest.h>

#include "libs/people/seeds.h"

namespace tijdig::people {
namespace {

struct Counts {
  double all = 0;
  double marked[32] = {};
  double no_postcode = 0;
};

Counts count(const Setting& setting, std::uint8_t partner) {
  const Municipality m = build_municipality(setting, test_seed, 2, 8'000);
  Counts counts;
  for (std::uint32_t home = 0; home < m.homes.size(); ++home) {
    if (m.homes[home].door == none) continue;
    const Written written = write_record(m, {home, m.homes[home].first_human, partner, m.homes[home].door, 0});
    ++counts.all;
    for (std::size_t i = 0; i < 32; ++i)
      if ((written.slices >> i & 1U) != 0) ++counts.marked[i];
    if (written.record.postcode.empty()) ++counts.no_postcode;
  }
  return counts;
}

double rate(const Counts& counts, Slice slice) { return counts.marked[static_cast<std::size_t>(slice)] / counts.all; }

TEST(Record, MisspellsAsOftenAsTheTableSays) {
  const Counts water = count(settings[0], 6);
  EXPECT_NEAR(rate(water, Slice::no_birth_date), .65, .02);
  EXPECT_NEAR(rate(water, Slice::surname_typo), .03, .006);
  EXPECT_NEAR(rate(water, Slice::birth_date_wrong), .35 * .04, .006);
  EXPECT_NEAR(rate(water, Slice::family_name_only), .03, .006);
  EXPECT_NEAR(rate(water, Slice::business), .02, .006);
  EXPECT_NEAR(water.no_postcode / water.all, .002, .002);
  const Counts health = count(settings[0], 3);
  EXPECT_NEAR(rate(health, Slice::no_birth_date), .005, .003);
  EXPECT_EQ(rate(health, Slice::business), 0);
}

TEST(Record, LetsNoFirmRentADwelling) {
  const Counts rent = count(settings[2], 0);
  EXPECT_EQ(rate(rent, Slice::business), 0);
  EXPECT_NEAR(rate(rent, Slice::family_name_only), .02, .006);
}

TEST(Record, DoublesTheErrorsWhenShifted) {
  const Counts water = count(settings[1], 6);
  EXPECT_NEAR(rate(water, Slice::surname_typo), .06, .01);
  EXPECT_NEAR(rate(water, Slice::business), .04, .008);
  EXPECT_NEAR(rate(water, Slice::no_birth_date), .65, .02);  // a habit, not an error
}

TEST(Record, KeepsTheNameWhenTheAddressChanges) {
  const Municipality m = build_municipality(settings[2], test_seed, 2, 2'000);
  for (std::uint32_t contract = 0; contract < 300; ++contract) {
    const std::uint32_t human = m.homes[contract].first_human;
    const Written one = write_record(m, {contract, human, 6, 10, 0});
    const Written other = write_record(m, {contract, human, 6, 900, 0});
    EXPECT_EQ(one.record.surname, other.record.surname);
    EXPECT_EQ(one.record.birth_date, other.record.birth_date);
    EXPECT_EQ(one.record.telephone, other.record.telephone);
  }
}

}  // namespace
}  // namespace tijdig::people
