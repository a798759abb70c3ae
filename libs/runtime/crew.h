// The stages of one process among several that share the work: takes part in each stage's group, and works the slots
// that are this process's, one thread per slot.
//
//   std::vector<Berth> berths;
//   berths.push_back({std::make_unique<StageOf<Matcher>>(Matcher{}), std::move(membership)});
//   Crew crew(back_end, std::move(berths), {});
//   crew.report().stages[0].slots     // owned now
//   crew.failure()                    // set: end the process
//   crew.stop(10s)                    // after the step in hand; slots are given back. False: a step hangs
//
// A slot that is taken away is given back only when its step in hand has ended, or `revoke_wait_max` is over; then the
// step is given up, and the claim of its next owner refuses what is left of it (ports/back_end.h). Inboxes are not
// drained at the end: whoever has the slots next goes on. With the same records the results are those of an Engine,
// whichever process does what (docs/adr/0006).
//
// Threads: all calls from any thread. Errors: what may succeed later is tried again without end, and shows in `report`;
// anything else stands in `failure`, and the crew stops working.
#pragma once

#include <functional>
#include <map>

#include "libs/ports/membership.h"
#include "libs/runtime/engine.h"
#include "libs/runtime/slot_worker.h"

namespace tijdig::runtime {

struct Berth {
  std::unique_ptr<const Stage> stage;
  std::unique_ptr<ports::Membership> membership;
};

enum class SlotChange { assigned, revoked, lost };

// Told about changes of ownership, by the thread of the stage's membership.
class CrewObserver {
 public:
  virtual ~CrewObserver() = default;
  // `owned` after the change. `all_ended`: no step was in hand any more when the slots were given back.
  virtual void slots_changed(const flow::StageInfo& stage, SlotChange change, std::size_t owned, bool all_ended) = 0;
  virtual void group_trouble(const flow::StageInfo& stage, const Error& why) = 0;
};

struct CrewOptions {
  SlotWorkerOptions worker;
  CrewObserver* observer = nullptr;
  std::chrono::milliseconds poll_wait_max{100};
  std::chrono::milliseconds revoke_wait_max{8'000};
  // Waits until there may be something new in any inbox, for about the time given. Called by one thread of the crew.
  // Without it, lanes look for themselves every `worker.idle_wait_max`.
  std::function<void(std::chrono::milliseconds)> wait_for_news;
};

// Numbers that only rise show whether work goes on; who looks twice knows. The crew has no clock.
struct StageReport {
  const flow::StageInfo* stage = nullptr;
  std::vector<ports::Slot> slots;               // owned now
  bool was_assigned = false;                    // the group has dealt at least once
  std::uint64_t polls = 0;                      // of the group, that succeeded
  std::uint64_t changes = 0;                    // of what is owned
  std::map<ports::Slot, std::uint64_t> rounds;  // through the lanes of each slot
  std::optional<Error> trouble;                 // why some slot, or the group, does not get on now
};

struct CrewReport {
  std::vector<StageReport> stages;
};

class Crew {
 public:
  Crew(ports::BackEnd& back_end, std::vector<Berth> berths, const CrewOptions& options);
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  CrewReport report() const;
  std::optional<Error> failure() const;
  bool owns(flow::StageId stage, ports::Slot slot) const;
  void wake() { bell_.ring(); }  // something new stands in an inbox
  // False: a step or a group did not end in time; the process should end without waiting for its threads.
  bool stop(std::chrono::milliseconds wait_max);

 private:
  class Desk;

  void listen();

  const CrewOptions options_;
  Bell bell_;
  std::atomic<bool> stopping_ = false;
  std::vector<std::unique_ptr<Desk>> desks_;
  std::thread listener_;
};

}  // namespace tijdig::runtime
