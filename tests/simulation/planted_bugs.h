// Known ways to get the engine wrong, each a switch. The simulator must notice every one of them; a simulator that does
// not is not testing (ADR 0002). Nothing outside tests/simulation knows them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libs/runtime/fence.h"
#include "tests/simulation/toy_stages.h"

namespace tijdig::simulation {

struct PlantedBugs {
  bool commit_before_state = false;      // position first, then the state in another write
  bool state_before_publish = false;     // Redis before Kafka
  bool skip_fence = false;               // repeats are applied again
  bool equal_is_newer = false;           // `<` where `<=` belongs
  bool drop_ordinal = false;             // the fence compares offsets only
  bool wall_clock = false;               // a decision asks what time it is
  bool map_order = false;                // outputs in hash order
  bool acknowledge_before_sync = false;  // 202 before fdatasync
  bool believe_torn_writes = false;      // recovery goes on behind a write that is not whole
  bool retry_commit_in_place = false;    // EndTxn again after its answer was lost, same producer
  bool doors_overtake_days = false;      // a delivery outlives the day that was closed before it
  bool believe_days_closed = false;      // a day that was announced and lost is not announced again

  bool any_in_units() const { return commit_before_state || state_before_publish || retry_commit_in_place; }
};

// A bug with what a run says that shows it, as regular expressions. Any other complaint is about something else:
// a bug that is noticed for a wrong reason is not noticed. `on_services` is empty where the bug stands in a decision of
// the toy stages.
struct NamedBug {
  std::string_view name;
  bool PlantedBugs::*on;
  std::vector<std::string> on_toys;
  std::vector<std::string> on_services;

  PlantedBugs alone() const;
};

const std::vector<NamedBug>& named_bugs();  // all of them

bool is_among(const std::string& complaint, const std::vector<std::string>& expected);

// The fence as these bugs have it; the right one when none of them is on.
runtime::FenceRule fence_with(const PlantedBugs& bugs);

}  // namespace tijdig::simulation
