// A toy town on the real map: the same shape as the services (re-key, join over a window, look-up, quota, loop back),
// with decisions small enough for an independent model. See toy_model.h for the rules in words.
//
//   auto stages = toy_stages({});                      // right
//   auto broken = toy_stages({.map_order = true, .incarnation = &number});   // a planted bug
#pragma once

#include <memory>
#include <vector>

#include "libs/runtime/stage.h"

namespace tijdig::simulation {

constexpr std::int32_t toy_window_days = 6;
constexpr std::int32_t toy_run_every_days = 3;
constexpr std::int32_t toy_open_days = 4;
constexpr std::int32_t toy_pool_days = 4;
constexpr std::size_t toy_quota = 2;

// Why something ended, in ToyMessage::number.
enum ToyReason : std::uint32_t { reason_blocked = 1, reason_open_case, reason_no_place, reason_in_pool, reason_late };

struct ToyBugs {
  bool wall_clock = false;  // a decision asks what time it is
  bool map_order = false;   // outputs in the order of a hash map
  // How often the process started: what a wall clock and a seeded hash would show. Needed by both bugs.
  const std::uint64_t* incarnation = nullptr;
};

std::vector<std::unique_ptr<const runtime::Stage>> toy_stages(const ToyBugs& bugs);

}  // namespace tijdig::simulation
