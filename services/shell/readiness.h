// Whether a crew gets on, by looking at it more than once.
//
//   Readiness readiness(crew);
//   readiness.is_ready()      // for /ready: every stage hears its group, and every slot was gone through lately
//   readiness.tell(telemetry) // the same as numbers
//
// Ready is who takes part in every group and whose slots all moved, without an interruption, in the last 20 seconds; a
// process that was dealt nothing stands by and is ready. Any thread.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>

#include "libs/runtime/crew.h"
#include "libs/telemetry/events.h"

namespace tijdig::shell {

class Readiness {
 public:
  using Clock = std::chrono::steady_clock;
  // What the crew says of itself; the moment is the machine's unless a test brings its own.
  using Look = std::function<runtime::CrewReport()>;
  using Now = std::function<Clock::time_point()>;

  explicit Readiness(
      Look look, Now now = [] { return Clock::now(); })
      : look_(std::move(look)), now_(std::move(now)) {}

  bool is_ready();
  void tell(telemetry::Telemetry& telemetry);

 private:
  struct Seen {
    std::uint64_t count = 0;
    Clock::time_point rose_at;
  };

  bool rose_lately(Seen& seen, std::uint64_t count, Clock::time_point now);

  const Look look_;
  const Now now_;
  std::mutex mutex_;
  std::map<flow::StageId, Seen> polls_;
  std::map<std::pair<flow::StageId, ports::Slot>, Seen> rounds_;
};

}  // namespace tijdig::shell
