// The one loop of the engine: read, fence, load, decide, publish, save, commit; many records at once.
//
//   LaneRunner lane(back_end, stage, Lane{stage.info().id, 3}, StepLimits{});
//   TIJDIG_DO(lane.claim());
//   TIJDIG_TRY(StepReport report, lane.step());   // report.records == 0: the inbox is read to its end
//
// A step takes effect whole or not at all; after a failure the lane recovers its position and state from the store and
// does the same again, which gives the same outputs (docs/adr/0002). A `fatal` error comes back to the caller and the
// process should end (so it does when the inbox ends before, skips or repeats what the lane applied); `retry` and
// `abort_batch` come back as `interrupted`, and calling `step` again is right. A record that cannot be read, that names
// a source which the map does not have, or that its stage refuses, goes to the dead letters and leaves no other trace.
// One thread at a time per lane; different lanes in parallel.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "libs/ports/back_end.h"
#include "libs/runtime/fence.h"
#include "libs/runtime/lane_state.h"
#include "libs/runtime/stage.h"

namespace tijdig::runtime {

struct StepLimits {
  std::size_t records_max = 500;                // per batch
  std::size_t bytes_max = 1024 * 1024;          // of one batch, about: big records make small batches
  CacheLimits cache{};                          // of a lane's state, between batches
  bool keep_outputs = true;                     // false: counted only, without values (a rebuild throws them away)
  bool from_nothing = false;                    // the store has nothing of this lane and gets nothing: see held_back
  bool keep_copies = false;                     // from nothing: refused records can always be taken back, at a price
  FenceRule fence = &runtime::fence;            // tests put a broken one here, to see it caught
  const std::atomic<bool>* given_up = nullptr;  // true: a step in hand is interrupted where it would ask the store next
};

struct StepReport {
  std::size_t records = 0;           // taken from the inbox
  std::size_t repeats = 0;           // dropped by the fence
  std::size_t dead_letters = 0;      // unreadable or refused
  std::size_t outputs = 0;           // published, dead letters included
  std::size_t writes = 0;            // state keys changed
  std::optional<Error> interrupted;  // nothing took effect; the next step begins with recovery
};

class LaneRunner {
 public:
  LaneRunner(ports::BackEnd& back_end, const Stage& stage, ports::Lane lane, const StepLimits& limits);

  // Become the owner. Earlier owners can commit no more.
  Result<> claim();
  Result<StepReport> step();

  ports::Lane lane() const { return lane_; }
  const flow::StageInfo& info() const { return stage_.info(); }
  Result<std::uint64_t> unread();  // records in the inbox not yet applied

  // All state, in byte order of the key, of a lane that began with nothing; to be asked for once, at its end. On the
  // way `interrupted` means: from the beginning, with copies, for a refused record could not be taken back.
  std::vector<std::pair<BytesView, BytesView>> held_back() { return state_.held_back(); }

 private:
  Result<StepReport> try_step();
  Result<> recover();
  Result<> read();
  Result<> fence_out_repeats(StepReport& report);
  Result<> load();
  Result<> decide(StepReport& report);
  Result<bool> decide_all(StepReport& report);
  Result<bool> decide_one(std::size_t number, StepReport& report);
  void number_outputs();
  void forget();

  ports::BackEnd& back_end_;
  const Stage& stage_;
  ports::Lane lane_;
  StepLimits limits_;
  std::uint64_t epoch_ = 0;
  bool recovered_ = false;
  ports::Progress progress_;
  LaneState state_;
  std::unique_ptr<OpenBatch> batch_;
  std::size_t read_count_;
  // Behind marks that stand there already. Not saved: whether they stood there is chance, and a position must be the
  // same whenever the same records are applied.
  ports::Offset read_from_ = 0;
  std::vector<ports::InRecord> records_;
  std::vector<std::size_t> fresh_;  // which of records_ passed the fence
  std::vector<ports::OutRecord> outputs_;
};

}  // namespace tijdig::runtime
