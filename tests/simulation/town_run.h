// The small town lived through once on any back end, in its plain order: what came of it, to be compared.
//
//   const TownResult oracle = live_through_small_town(engine_on_memory, once);
//   EXPECT_EQ(live_through_small_town(pump, until_done), oracle);
//
// `until_done` makes a call until it succeeds, or gives up and fails the test. One thread.
#pragma once

#include <functional>

#include "libs/base/stable_hash.h"
#include "libs/runtime/engine.h"
#include "tests/simulation/small_town.h"

namespace tijdig::simulation {

struct TownResult {
  std::set<std::pair<std::string, YearMonth>> matched;
  std::vector<Bytes> walk_list;  // encoded assignments, sorted
  Hash128 report{};              // of all that reporting remembers
  std::size_t dead_letters = 0;
  std::size_t derived_twice = 0;  // records of stages that stand in the log a second time
  bool operator==(const TownResult&) const = default;
};

using UntilDone = std::function<void(const std::function<Result<>()>&)>;

TownResult live_through_small_town(runtime::Pump& pump, const UntilDone& until_done);

}  // namespace tijdig::simulation
