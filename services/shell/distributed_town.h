// A town whose services work in other processes too, or only there.
//
//   DistributedTown town(back_end, survey, rules, {});
//   TIJDIG_DO(town.settle_in());                          // the rules given are in force when it returns
//   TIJDIG_DO(town.pump().settle());                      // waits for all processes
//
// Threads and errors: as town.h and libs/runtime/shared_pump.h.
#pragma once

#include "libs/runtime/shared_pump.h"
#include "services/shell/town.h"

namespace tijdig::shell {

class DistributedTown final : public Town {
 public:
  DistributedTown(ports::BackEnd& back_end, ports::Survey& survey, policy::Policy policy,
                  runtime::SharedPumpOptions options)
      : back_end_(back_end),
        pump_(back_end, survey, flow::stages, std::move(options)),
        calendar_(pump_),
        policy_(std::move(policy)) {}

  // Puts the rules in force unless they are; only then it waits for what others still do.
  Result<> settle_in() {
    TIJDIG_TRY(const bool is_in_force, calendar_.is_in_force(policy_.activation()));
    return is_in_force ? Result<>() : calendar_.activate(policy_.activation());
  }
  void stop() { pump_.stop(); }

  ports::BackEnd& back_end() override { return back_end_; }
  runtime::Pump& pump() override { return pump_; }
  runtime::Calendar& calendar() override { return calendar_; }
  Result<std::vector<runtime::StageLag>> lag() override { return pump_.lag(); }
  const policy::Policy& policy() const override { return policy_; }

 private:
  ports::BackEnd& back_end_;
  runtime::SharedPump pump_;
  runtime::Calendar calendar_;
  policy::Policy policy_;
};

}  // namespace tijdig::shell
