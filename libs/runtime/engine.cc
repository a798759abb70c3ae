#include "libs/runtime/engine.h"

#include <algorithm>
#include <optional>

namespace tijdig::runtime {

Result<std::unique_ptr<Engine>> Engine::open(ports::BackEnd& back_end, std::vector<std::unique_ptr<const Stage>> stages,
                                             const EngineOptions& options) {
  TIJDIG_CHECK(options.workers > 0);
  std::unique_ptr<Engine> engine(new Engine(back_end, std::move(stages), options));
  TIJDIG_DO(engine->claim_all());
  return engine;
}

Result<> Engine::claim_all() {
  for (const auto& stage : stages_) {
    for (ports::Partition partition = 0; partition < back_end_.partitions(); ++partition) {
      const ports::Lane lane{stage->info().id, partition};
      lanes_.push_back(std::make_unique<EngineLane>(back_end_, *stage, lane, options_.limits));
      TIJDIG_DO(lanes_.back()->runner.claim());
    }
  }
  return {};
}

Result<> Engine::settle() {
  const std::lock_guard only_one(settling_);
  for (;;) {
    TIJDIG_TRY(const std::uint64_t waiting, unread());
    if (waiting == 0 && !stopping_) return {};
    if (options_.workers > 1 && waiting >= options_.parallel_from_records) {
      TIJDIG_DO(settle_in_parallel());
    } else if (options_.workers > 1) {
      TIJDIG_DO(drain_one_stage());  // what it publishes may be worth several workers
    } else {
      TIJDIG_DO(drain_in_order());
    }
    if (stopping_) return Error::abort_batch("asked to stop; what is left is done after the next start");
  }
}

Result<std::uint64_t> Engine::unread() {
  std::uint64_t sum = 0;
  for (const auto& lane : lanes_) {
    TIJDIG_TRY(const std::uint64_t count, lane->runner.unread());
    sum += count;
  }
  return sum;
}

Result<> Engine::drain_in_order() {
  for (const auto& lane : lanes_) {
    if (stopping_) break;
    TIJDIG_DO(drain(lane->runner));
  }
  return {};
}

bool Engine::is_own(const EngineLane& lane, unsigned worker) const {
  return (lane.runner.lane().stage + lane.runner.lane().partition) % options_.workers == worker;
}

// Reads every lane that nobody works at to its end, once: first the worker's own, then the others. True when there was
// anything. A lane that is taken is passed over: who has it took it in a pass that began before whatever is published
// to it now, and so looks at it once more.
Result<bool> Engine::pass(unsigned worker, Quiet& quiet) {
  bool worked = false;
  for (const bool own : {true, false}) {
    for (const auto& lane : lanes_) {
      if (is_own(*lane, worker) != own) continue;
      if (stopping_) return worked;
      TIJDIG_TRY(const bool moved, drain_if_free(*lane, quiet));
      worked = worked || moved;
    }
  }
  return worked;
}

Result<bool> Engine::drain_if_free(EngineLane& lane, Quiet& quiet) {
  if (lane.taken.exchange(true, std::memory_order_acquire)) return false;
  const auto moved = drain(lane.runner, &quiet);
  lane.taken.store(false, std::memory_order_release);
  return moved;
}

// The first that has anything, in all its partitions.
Result<> Engine::drain_one_stage() {
  const flow::StageInfo* busy = nullptr;
  for (const auto& lane : lanes_) {
    if (stopping_ || (busy != nullptr && busy != &lane->runner.info())) break;
    TIJDIG_TRY(const bool moved, drain(lane->runner));
    if (moved) busy = &lane->runner.info();
  }
  return {};
}

Result<bool> Engine::drain(LaneRunner& lane, Quiet* quiet) {
  bool worked = false;
  int interruptions = 0;
  while (!stopping_) {
    TIJDIG_TRY(const std::uint64_t waiting, lane.unread());
    if (waiting == 0) break;
    if (options_.observer) options_.observer->step_begins(lane.info(), lane.lane().partition);
    TIJDIG_TRY(const StepReport report, lane.step());
    if (options_.observer) options_.observer->step_ends(lane.info(), lane.lane().partition, report);
    if (!report.interrupted) {
      worked = true;
      interruptions = 0;
      if (quiet != nullptr) quiet->something_moved();  // others need not wait until this lane is empty
    } else if (++interruptions >= options_.interruptions_max) {
      return *report.interrupted;
    }
  }
  return worked;
}

Result<> Engine::settle_in_parallel() {
  Quiet quiet(options_.workers);
  std::vector<std::optional<Error>> failures(options_.workers);
  const auto work = [&](unsigned worker) {
    for (;;) {
      const std::uint64_t seen = quiet.generation();
      const auto worked = pass(worker, quiet);
      if (!worked || stopping_) {
        if (!worked) failures[worker] = worked.error();
        return quiet.give_up();
      }
      if (!*worked && quiet.wait_for_work(worker, seen) == Quiet::Next::done) return;
    }
  };
  workers_.do_together(work);
  for (const auto& failure : failures)
    if (failure) return *failure;
  return {};
}

Result<std::vector<StageLag>> Engine::lag() {
  const std::lock_guard only_one(settling_);
  std::vector<StageLag> lags;
  for (const auto& lane : lanes_) {
    TIJDIG_TRY(const std::uint64_t count, lane->runner.unread());
    if (lags.empty() || lags.back().stage != &lane->runner.info()) lags.push_back({&lane->runner.info(), 0});
    lags.back().records += count;
  }
  return lags;
}

}  // namespace tijdig::runtime
