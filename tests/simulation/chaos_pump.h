// Works records off in an order the seed decides, with owners that lose their lanes and go on for a while.
//
//   ChaosPump pump(back_end, stages, faults, chance, limits);
//   auto settled = pump.settle();      // an error while faults.is_dead(): restart() and go on
//
// `broken_promise()` says what no fault can excuse: an owner that was replaced and could still commit, or a lane that
// met a fatal error of its own. One thread.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "libs/runtime/engine.h"
#include "tests/simulation/faults.h"
#include "tests/simulation/session.h"

namespace tijdig::simulation {

class ChaosPump final : public runtime::Pump {
 public:
  ChaosPump(ports::BackEnd& back_end, const memory::Memory& memory,
            const std::vector<std::unique_ptr<const runtime::Stage>>& stages, Faults& faults, Chance& chance,
            const runtime::StepLimits& limits);

  Result<> settle() override;
  ports::BackEnd& back_end() override { return back_end_; }

  void some_steps(std::uint32_t count);  // between two inputs
  // A new process claims every lane; with `keep_zombies` the old one does not know and goes on.
  Result<> restart(bool keep_zombies);

  const std::string& broken_promise() const { return broken_promise_; }
  std::uint64_t steps() const { return steps_; }

 private:
  // An owner and the process it lives in.
  struct Owner {
    Session session;
    runtime::LaneRunner runner;
    Owner(ports::BackEnd& back_end, const memory::Memory& memory, const runtime::Stage& stage, ports::Lane lane,
          const runtime::StepLimits& limits)
        : session(back_end, memory), runner(session, stage, lane, limits) {}
  };
  using OwnerPointer = std::unique_ptr<Owner>;

  Result<bool> step_somewhere();  // false: nothing is unread
  Result<> step(ports::Lane lane);
  void step_a_zombie();
  void take_over(ports::Lane lane, memory::Call at);
  void bury(OwnerPointer owner);

  ports::BackEnd& back_end_;
  const memory::Memory& memory_;
  const std::vector<std::unique_ptr<const runtime::Stage>>& stages_;
  Faults& faults_;
  Chance& chance_;
  runtime::StepLimits limits_;
  std::map<ports::Lane, OwnerPointer> owners_;
  std::vector<std::pair<OwnerPointer, std::uint32_t>> zombies_;  // and how many steps they still take
  Owner* stepping_ = nullptr;                                    // may have become a zombie meanwhile
  bool replaced_before_commit_ = false;
  std::string broken_promise_;
  std::uint64_t steps_ = 0;
};

}  // namespace tijdig::simulation
