// Whether Redis holds the state of what this process works on, looked at again and again beside the work.
//
//   StateWatch state([&servers] { return servers->keeps_state(); }, telemetry);
//   state.is_ready()      // for /ready
//   state.stop()          // after the look in hand
//
// Not ready from the look that finds something missing until one that finds all of it: it is built again meanwhile, by
// who works on it. While Redis cannot be asked nothing is known to be missing; when that lasts (keeper.h), the process
// is not ready either. All calls from any thread.
#pragma once

#include <atomic>

#include "libs/telemetry/events.h"
#include "services/shell/keeper.h"

namespace tijdig::shell {

class StateWatch {
 public:
  using Look = std::function<Result<bool>()>;

  StateWatch(Look look, telemetry::Telemetry& telemetry, std::chrono::milliseconds every = std::chrono::seconds(1))
      : look_(std::move(look)),
        telemetry_(telemetry),
        keeper_([this] { return round(); }, {.every = every, .outlives_trouble = true}) {}

  bool is_ready() const { return is_whole_ && keeper_.is_ready(); }
  void stop() { keeper_.stop(); }

 private:
  Result<> round() {
    const Result<bool> is_whole = look_();
    if (!is_whole) return Error::retry(is_whole.error().detail);  // what is for good is said by who works with it
    is_whole_ = *is_whole;
    telemetry_.emit(telemetry::StateLookedAt{*is_whole});
    return {};
  }

  const Look look_;
  telemetry::Telemetry& telemetry_;
  std::atomic<bool> is_whole_ = false;
  Keeper keeper_;  // last: its thread uses the others
};

}  // namespace tijdig::shell
