// Measures every step for the metrics: the engine knows no clock, its observer does.
#pragma once

#include <chrono>

#include "libs/runtime/engine.h"
#include "libs/telemetry/events.h"

namespace tijdig::shell {

// Any thread: a step begins and ends on one.
class StepTelemetry final : public runtime::StepObserver {
 public:
  explicit StepTelemetry(telemetry::Telemetry& telemetry) : telemetry_(telemetry) {}

  void step_begins(const flow::StageInfo&, ports::Partition) override { began_ = std::chrono::steady_clock::now(); }
  void step_ends(const flow::StageInfo& stage, ports::Partition partition, const runtime::StepReport& report) override {
    if (report.interrupted) telemetry_.emit(telemetry::StepInterrupted{stage, partition, *report.interrupted});
    if (report.records == 0 || report.interrupted) return;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began_;
    telemetry_.emit(
        telemetry::StepTaken{stage, report.records, report.repeats, report.dead_letters, report.outputs, took.count()});
  }

 private:
  telemetry::Telemetry& telemetry_;
  static thread_local std::chrono::steady_clock::time_point began_;
};

}  // namespace tijdig::shell
