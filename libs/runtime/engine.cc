#include "libs/runtime/engine.h"

#include <algorithm>
#include <optional>
#include <thread>

#include "libs/runtime/quiet.h"

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
      lanes_.push_back(std::make_unique<LaneRunner>(back_end_, *stage, lane, options_.limits));
      TIJDIG_DO(lanes_.back()->claim());
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
      TIJDIG_DO(pass(0, 1));
    }
    if (stopping_) return Error::abort_batch("asked to stop; what is left is done after the next start");
  }
}

Result<std::uint64_t> Engine::unread() {
  std::uint64_t sum = 0;
  for (const auto& lane : lanes_) {
    TIJDIG_TRY(const std::uint64_t count, lane->unread());
    sum += count;
  }
  return sum;
}

// Reads every lane of this worker to its end, once, in order. True when there was anything.
Result<bool> Engine::pass(unsigned worker, unsigned workers) {
  bool worked = false;
  for (const auto& lane : lanes_) {
    if ((lane->lane().stage + lane->lane().partition) % workers != worker) continue;
    if (stopping_) break;
    TIJDIG_TRY(const bool moved, drain(*lane));
    worked = worked || moved;
  }
  return worked;
}

// The first that has anything, in all its partitions.
Result<> Engine::drain_one_stage() {
  const flow::StageInfo* busy = nullptr;
  for (const auto& lane : lanes_) {
    if (stopping_ || (busy != nullptr && busy != &lane->info())) break;
    TIJDIG_TRY(const bool moved, drain(*lane));
    if (moved) busy = &lane->info();
  }
  return {};
}

Result<bool> Engine::drain(LaneRunner& lane) {
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
      const auto worked = pass(worker, options_.workers);
      if (!worked || stopping_) {
        if (!worked) failures[worker] = worked.error();
        return quiet.give_up();
      }
      if (*worked) {
        quiet.something_moved();
      } else if (quiet.wait_for_work(worker, seen) == Quiet::Next::done) {
        return;
      }
    }
  };
  std::vector<std::thread> threads;
  for (unsigned worker = 1; worker < options_.workers; ++worker) threads.emplace_back(work, worker);
  work(0);
  for (auto& thread : threads) thread.join();
  for (const auto& failure : failures)
    if (failure) return *failure;
  return {};
}

Result<std::vector<StageLag>> Engine::lag() {
  const std::lock_guard only_one(settling_);
  std::vector<StageLag> lags;
  for (const auto& lane : lanes_) {
    TIJDIG_TRY(const std::uint64_t count, lane->unread());
    if (lags.empty() || lags.back().stage != &lane->info()) lags.push_back({&lane->info(), 0});
    lags.back().records += count;
  }
  return lags;
}

}  // namespace tijdig::runtime
