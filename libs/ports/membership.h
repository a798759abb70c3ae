// Which part of the work is this process's: several processes share a stage slot by slot.
//
//   Slot slot = slot_of(partition, membership.slots());    // whoever owns the slot owns all its partitions
//   TIJDIG_DO(membership.poll(100ms, owner));              // may call owner.assigned, .revoked or .lost
//   TIJDIG_DO(membership.leave(owner));                    // revoked, and then out, at once
//
// What is owned changes only inside `poll` and `leave`, by calls of the owner on the calling thread. A revoked slot is
// still this process's until `revoked` returns, and goes to another only then; a lost one is gone already. Two owners
// at once are possible all the same (a process that slept), so ownership is a hint who should work, never a proof who
// may: that is the claim of ports/back_end.h, which refuses the older of two.
//
// Threads: one thread per membership. Errors: `retry` (nobody to ask now; call again later), `fatal` (somebody else has
// this process's place, or the group cannot be used; end the process).
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "libs/base/result.h"
#include "libs/ports/record.h"

namespace tijdig::ports {

using Slot = std::uint16_t;

constexpr Slot slot_of(Partition partition, Slot slots) { return static_cast<Slot>(partition % slots); }

class SlotOwner {
 public:
  virtual ~SlotOwner() = default;
  // Also when there are more processes than slots, and none is left for this one.
  virtual void assigned(const std::vector<Slot>& slots) = 0;
  // Returns when no work on them is in hand any more, or after a bounded time. Nothing of them is committed afterwards,
  // unless the bound ran out; then the claim of the next owner refuses it.
  virtual void revoked(const std::vector<Slot>& slots) = 0;
  virtual void lost(const std::vector<Slot>& slots) = 0;
};

// One member of the group that shares one stage.
class Membership {
 public:
  virtual ~Membership() = default;
  virtual Slot slots() const = 0;  // of the stage, over all members; fixed
  // Takes part in the group for about `wait_max`. To be called again and again: who does not is taken for dead.
  virtual Result<> poll(std::chrono::milliseconds wait_max, SlotOwner& owner) = 0;
  virtual Result<> leave(SlotOwner& owner) = 0;
};

}  // namespace tijdig::ports
