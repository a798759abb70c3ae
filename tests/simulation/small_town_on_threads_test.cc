// The six real services on four threads in one process: the small town comes to what it comes to on one, whichever
// thread is first. What the thread sanitizer is to see of the services; their own tests run on one thread each.
#include <gtest/gtest.h>

#include "libs/backends/memory/memory.h"
#include "services/tijdig/stages.h"
#include "tests/simulation/town_run.h"

namespace tijdig::simulation {
namespace {

TownResult live_on(unsigned workers) {
  memory::MemoryOptions in_memory;
  in_memory.partitions = 16;
  memory::Memory memory(in_memory);
  runtime::EngineOptions options;
  options.workers = workers;
  options.parallel_from_records = 1;  // a small town never has as much to do as threads are worth
  options.limits.records_max = 2;
  auto engine = runtime::Engine::open(memory, commands::all_stages(), options);
  EXPECT_TRUE(engine);
  return live_through_small_town(**engine, [](const auto& call) { EXPECT_TRUE(call()); });
}

TEST(SmallTownOnThreads, ComesToTheSameAsOnOneThreadEachTime) {
  const TownResult alone = live_on(1);
  EXPECT_EQ(alone.matched, small_town().must_match);
  EXPECT_FALSE(alone.walk_list.empty());
  for (int time = 0; time < 10; ++time) EXPECT_EQ(live_on(4), alone) << "time " << time;
}

}  // namespace
}  // namespace tijdig::simulation
