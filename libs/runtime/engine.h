// All stages of a process on one back end: claims their lanes and pumps records through until nothing is left to do.
//
//   std::vector<std::unique_ptr<const Stage>> stages;
//   stages.push_back(std::make_unique<StageOf<Matcher>>(Matcher{}));
//   TIJDIG_TRY(auto engine, Engine::open(back_end, std::move(stages), {.workers = 2}));
//   TIJDIG_DO(engine->settle());   // every inbox has been read to its end
//
// The order of lanes is fixed (down the list of stages, then by partition), and no result may depend on it. With
// several workers each begins with its own lanes, dealt out by stage and partition, and then takes any other that has
// something to do and that nobody works at: one town too keeps several busy, and a full lane holds up nobody.
// `settle` may be called from any thread (calls wait for each other); `stop` too, and makes a running and every later
// `settle` return `abort_batch`.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "libs/runtime/quiet.h"
#include "libs/runtime/step.h"
#include "libs/runtime/workers.h"

namespace tijdig::runtime {

// Told about every step, by the thread that takes it. Measures time itself: the engine knows no clock.
class StepObserver {
 public:
  virtual ~StepObserver() = default;
  virtual void step_begins(const flow::StageInfo& stage, ports::Partition partition) = 0;
  virtual void step_ends(const flow::StageInfo& stage, ports::Partition partition, const StepReport& report) = 0;
};

struct EngineOptions {
  StepLimits limits;
  unsigned workers = 1;
  std::uint64_t parallel_from_records = 64;  // with less to do, threads cost more than they bring
  int interruptions_max = 100;               // of one lane in a row, before the failure goes to the caller
  StepObserver* observer = nullptr;
};

struct StageLag {
  const flow::StageInfo* stage = nullptr;
  std::uint64_t records = 0;  // unread, over all partitions
};

// Whatever works records off: this engine, or a simulator that does it in another order.
class Pump {
 public:
  virtual ~Pump() = default;
  virtual Result<> settle() = 0;  // every inbox has been read to its end
  virtual ports::BackEnd& back_end() = 0;
};

class Engine final : public Pump {
 public:
  static Result<std::unique_ptr<Engine>> open(ports::BackEnd& back_end,
                                              std::vector<std::unique_ptr<const Stage>> stages,
                                              const EngineOptions& options);

  Result<> settle() override;
  void stop() { stopping_ = true; }
  bool is_stopping() const { return stopping_; }

  Result<std::vector<StageLag>> lag();
  ports::BackEnd& back_end() override { return back_end_; }

 private:
  Engine(ports::BackEnd& back_end, std::vector<std::unique_ptr<const Stage>> stages, const EngineOptions& options)
      : back_end_(back_end), stages_(std::move(stages)), options_(options), workers_(options.workers) {}

  Result<> claim_all();
  Result<std::uint64_t> unread();
  struct EngineLane {
    LaneRunner runner;
    std::atomic<bool> taken = false;  // by a worker
    EngineLane(ports::BackEnd& back_end, const Stage& stage, ports::Lane lane, const StepLimits& limits)
        : runner(back_end, stage, lane, limits) {}
  };

  bool is_own(const EngineLane& lane, unsigned worker) const;
  Result<bool> pass(unsigned worker, Quiet& quiet);
  Result<bool> drain_if_free(EngineLane& lane, Quiet& quiet);
  Result<> drain_in_order();
  Result<> drain_one_stage();
  Result<> settle_in_parallel();
  Result<bool> drain(LaneRunner& lane, Quiet* quiet = nullptr);

  ports::BackEnd& back_end_;
  std::vector<std::unique_ptr<const Stage>> stages_;
  EngineOptions options_;
  std::vector<std::unique_ptr<EngineLane>> lanes_;  // stage by stage, partition by partition
  Workers workers_;
  std::mutex settling_;
  std::atomic<bool> stopping_ = false;
};

}  // namespace tijdig::runtime
