// The threads that work the lanes of one slot, each its part of them in turn, until told to stop. Made and watched by
// the crew.
//
//   SlotWorker worker(back_end, stage, lanes, options, bell, nullptr);
//   worker.ask_to_stop();
//   if (!worker.ends_within(10s)) worker.give_up();   // a long step; one that hangs is refused once another claims
//
// Claims each lane before its first step. What may succeed later is tried again, after a pause that grows up to
// `retry_wait_max`. A fatal error ends the work; it counts as a failure only when nobody takes the slot away within
// `fenced_wait_max`: a process that slept finds its lanes claimed by others before it is told that it lost them.
// Threads: all calls from any thread; the destructor waits for those of its own.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "libs/runtime/step.h"

namespace tijdig::runtime {

class StepObserver;

// Rung when there may be something new to read, or somebody must look up.
class Bell {
 public:
  std::uint64_t rings();
  void ring();
  // Until it has rung more often than `seen` says, `looks_up` holds, or the time is over. True when `looks_up` holds.
  template <class LooksUp>
  bool wait(std::uint64_t seen, std::chrono::milliseconds wait_max, LooksUp looks_up) {
    std::unique_lock lock(mutex_);
    rung_.wait_for(lock, wait_max, [&] { return rings_ != seen || looks_up(); });
    return looks_up();
  }
  // The same, whether it rings or not.
  template <class Holds>
  bool wait_until(std::chrono::milliseconds wait_max, Holds holds) {
    std::unique_lock lock(mutex_);
    return rung_.wait_for(lock, wait_max, holds);
  }

 private:
  std::mutex mutex_;
  std::condition_variable rung_;
  std::uint64_t rings_ = 0;
};

struct SlotWorkerOptions {
  StepLimits limits;
  StepObserver* observer = nullptr;
  unsigned threads_max = 1;                    // of one slot; a thread works one lane at least
  std::chrono::milliseconds idle_wait_min{1};  // after a round without records; doubles up to the most
  std::chrono::milliseconds idle_wait_max{20};
  std::chrono::milliseconds retry_wait_min{20};
  std::chrono::milliseconds retry_wait_max{2'000};
  std::chrono::milliseconds fenced_wait_max{10'000};
};

class SlotWorker {
 public:
  // `before`: who had the slot in this process and may not have ended yet; nothing is claimed before it has.
  SlotWorker(ports::BackEnd& back_end, const Stage& stage, std::vector<ports::Lane> lanes,
             const SlotWorkerOptions& options, Bell& bell, std::unique_ptr<SlotWorker> before);
  ~SlotWorker();
  SlotWorker(const SlotWorker&) = delete;
  SlotWorker& operator=(const SlotWorker&) = delete;

  void ask_to_stop();  // after the step in hand
  void give_up();      // also that step, where it asks the store next, if it has not begun to commit
  bool ends_within(std::chrono::milliseconds wait_max);
  bool has_ended() const { return working_ == 0; }
  std::optional<Error> failure() const;  // it ended without being asked
  std::optional<Error> trouble() const;  // why the newest round did not succeed; nothing when it did
  std::uint64_t rounds() const;          // through all lanes without an interruption

 private:
  enum class Round { moved, idle, interrupted };

  // What one thread works on.
  struct Part {
    std::vector<std::unique_ptr<LaneRunner>> lanes;
    std::vector<bool> claimed;
    std::atomic<std::uint64_t> rounds = 0;
    std::optional<Error> trouble;  // guarded by the worker's mutex
    std::thread thread;
  };

  void work(Part& part);
  Result<> work_until_stopped(Part& part);
  Result<Round> round(Part& part);
  Result<bool> make_ready(Part& part, std::size_t lane);
  void note(Part& part, const std::optional<Error>& trouble);

  ports::BackEnd& back_end_;
  const Stage& stage_;
  const SlotWorkerOptions options_;
  Bell& bell_;
  std::once_flag before_is_gone_;
  std::unique_ptr<SlotWorker> before_;
  std::atomic<bool> stopping_ = false;
  std::atomic<bool> given_up_ = false;
  std::atomic<std::size_t> working_ = 0;  // threads that have not ended
  mutable std::mutex mutex_;
  std::optional<Error> failure_;
  std::vector<std::unique_ptr<Part>> parts_;
};

}  // namespace tijdig::runtime
