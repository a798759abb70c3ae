#include "services/tijdig/stages.h"

#include <gtest/gtest.h>

#include "libs/flow/flow.h"

namespace tijdig::commands {
namespace {

TEST(Stages, AreThoseOfTheMapInItsOrder) {
  const auto stages = all_stages();
  ASSERT_EQ(stages.size(), flow::stages.size());
  for (std::size_t i = 0; i < stages.size(); ++i) EXPECT_EQ(stages[i]->info().id, flow::stages[i].id);
}

}  // namespace
}  // namespace tijdig::commands
