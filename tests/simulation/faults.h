// What goes wrong, and when: decided by the seed, at every call that a back end takes.
//
// A crash makes every later call fail until `revive`; a failed call has no effect (`before`) or has it while its caller
// sees an error (`after`); a rival takes a lane over in the middle of its owner's unit. Rates differ from seed to seed,
// so that some runs are calm and some are not.
#pragma once

#include <functional>

#include "libs/backends/memory/memory.h"
#include "tests/simulation/chance.h"

namespace tijdig::simulation {

class Faults final : public memory::Hook {
 public:
  explicit Faults(Chance& chance);

  // Called in the middle of a unit of that lane, before that call; runs without faults of its own.
  void on_rival(std::function<void(ports::Lane, memory::Call)> rival) { rival_ = std::move(rival); }

  Result<> before(memory::Call call, ports::Lane lane) override;
  Result<> after(memory::Call call, ports::Lane lane) override;

  bool is_dead() const { return dead_; }
  void revive() { dead_ = false; }
  void calm_down() { calm_ = true; }  // no more faults: let it come to an end

  std::uint64_t crashes = 0;
  std::uint64_t failures = 0;
  std::uint64_t rivals = 0;

 private:
  Result<> maybe_fail();

  Chance& chance_;
  std::uint32_t crash_per_mille_ = 0;
  std::uint32_t failure_per_mille_ = 0;
  std::uint32_t rival_per_mille_ = 0;
  bool dead_ = false;
  bool calm_ = false;
  bool rival_at_work_ = false;
  std::function<void(ports::Lane, memory::Call)> rival_;
};

}  // namespace tijdig::simulation
