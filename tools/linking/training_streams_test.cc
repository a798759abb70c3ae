#include "tools/linking/training_streams.h"

#include <gtest/gtest.h>

namespace tijdig::lab {
namespace {

TEST(TrainingStreams, GiveEverySettingTwiceWithCustomersAndResidents) {
  const TrainingStreams streams(1'000);
  ASSERT_EQ(streams.towns().size(), 2 * people::settings.size());
  for (const residents::TrainingTown& town : streams.towns()) {
    EXPECT_GT(town.customers.size(), 100U);
    EXPECT_GT(town.known->population(), 1'500U);
  }
}

TEST(TrainingStreams, TeachTheSameModelTwice) {
  const TrainingStreams streams(1'000);
  const auto model = [&] { return residents::train(streams.towns(), {.version = "test", .rounds = 2}); };
  EXPECT_EQ(model().to_yaml(), model().to_yaml());
}

}  // namespace
}  // namespace tijdig::lab
