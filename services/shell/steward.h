// What somebody must do for a town from time to time: work off what comes in, close days that are over, keep the
// numbers. In a thread of its own.
//
//   Steward steward(town, telemetry, {.keep_days = true});
//   steward.wake();                     // something new stands in an inbox
//   steward.is_ready();                 // a round ended a short while ago
//   steward.unread();                   // over all inboxes, when last looked
//   steward.stop();                     // after the step in hand; inboxes may hold records, a restart goes on
//
// A town of which no day was closed yet begins on the day the steward does: what was over before stays open for whoever
// brings in its past. Where others work the inboxes off (`settles = false`), it only waits for them to close a day, and
// outlives what may succeed later; anything else ends the thread and stands in `failure`. All calls from any thread.
#pragma once

#include <atomic>
#include <functional>
#include <span>
#include <string_view>

#include "services/shell/counting.h"
#include "services/shell/keeper.h"
#include "services/shell/today.h"
#include "services/shell/town.h"

namespace tijdig::shell {

struct StewardOptions {
  bool settles = true;
  bool keep_days = false;  // close each day when it is over
  std::function<Date()> today = [] { return shell::today(); };
  std::function<bool()> is_mine = [] { return true; };             // closing days, when several could
  std::function<std::vector<ports::Partition>()> partitions = {};  // whose facts to count; all unless given
  std::span<const std::string_view> reasons = {};                  // refusal codes, for the metrics
};

class Steward {
 public:
  Steward(Town& town, telemetry::Telemetry& telemetry, StewardOptions options = {});

  void wake() { keeper_.wake(); }
  bool is_ready() const { return keeper_.is_ready(); }
  std::optional<Error> failure() const { return keeper_.failure(); }
  std::uint64_t unread() const { return unread_; }
  void stop() { keeper_.stop(); }

 private:
  Result<> round();
  Result<> measure_lag();
  Result<> close_days();
  Result<> count_facts();

  Town& town_;
  const StewardOptions options_;
  const Date began_;
  LagMeter lag_;
  FactCounter facts_;
  std::atomic<std::uint64_t> unread_ = 0;
  Keeper keeper_;  // last: its thread uses the others
};

}  // namespace tijdig::shell
