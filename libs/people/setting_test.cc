#include "libs/people/setting.h"

#include <gtest/gtest.h>

#include <numeric>

namespace tijdig::people {
namespace {

TEST(Setting, IsFoundByName) {
  EXPECT_EQ(setting_named("hard")->register_every_months, 12);
  EXPECT_FALSE(setting_named("harder"));
}

TEST(Setting, GetsHarderFromOneToTheNext) {
  for (std::size_t i = 1; i < settings.size(); ++i) {
    EXPECT_GE(settings[i].error_factor, settings[i - 1].error_factor);
    EXPECT_GE(settings[i].shared_rooms, settings[i - 1].shared_rooms);
    EXPECT_GE(settings[i].register_wrong, settings[i - 1].register_wrong);
  }
}

TEST(Setting, SharesAreParts) {
  EXPECT_EQ(std::accumulate(kind_shares.begin(), kind_shares.end(), 0U), 100U);
  EXPECT_EQ(std::accumulate(creditor_lag_shares.begin(), creditor_lag_shares.end(), 0U), 100U);
  EXPECT_EQ(std::accumulate(register_lag_shares.begin(), register_lag_shares.end(), 0U), 1000U);
}

}  // namespace
}  // namespace tijdig::people
