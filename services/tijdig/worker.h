// The thread that moves the services: settles what comes in, closes days that are over, and keeps the numbers.
//
//   Worker worker(town, telemetry, {.keep_days = true});
//   worker.wake();                     // something new stands in an inbox
//   worker.is_ready();                 // the loop moved a short while ago
//   worker.stop();                     // after the step in hand; inboxes may hold records, a restart goes on
//
// `wake`, `is_ready` and `failure` from any thread. A fatal error ends the loop and stands in `failure`.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "libs/telemetry/events.h"
#include "services/tijdig/embedded.h"

namespace tijdig::commands {

struct WorkerOptions {
  bool keep_days = false;  // close each day when it is over, by the machine's clock
};

class Worker {
 public:
  Worker(Embedded& town, telemetry::Telemetry& telemetry, const WorkerOptions& options);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void wake();
  bool is_ready() const;
  std::optional<Error> failure() const;
  void stop();

 private:
  using Clock = std::chrono::steady_clock;

  void loop();
  Result<> turn();
  Result<> measure_lag();
  Result<> close_days();
  Result<> count_from_here();  // before anything is settled: a fact of the first turn counts
  Result<> count_facts();

  Embedded& town_;
  telemetry::Telemetry& telemetry_;
  WorkerOptions options_;
  telemetry::Vocabulary reasons_;
  std::map<ports::Partition, ports::Offset> facts_counted_;
  std::map<flow::StageId, Clock::time_point> had_none_at_;
  std::atomic<Clock::rep> moved_at_ = 0;
  mutable std::mutex mutex_;
  std::condition_variable woken_;
  bool new_work_ = false;
  bool stopping_ = false;
  std::optional<Error> failure_;
  std::thread thread_;
};

}  // namespace tijdig::commands
