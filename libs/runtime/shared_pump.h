// Waits until all stages of all processes have read their inboxes to the end: the pump of a process that shares the
// work with others, or does none of it itself.
//
//   SharedPump pump(back_end, survey, flow::stages, {});
//   Calendar calendar(pump);            // closes days down the map, whoever works them off
//   TIJDIG_DO(pump.settle());
//
// Settled means: at one moment no inbox held a record that was not applied (ports/survey.h says why one look is
// enough). Doors may bring new ones meanwhile, as with an Engine.
//
// Threads: any; `stop` makes a waiting and every later `settle` return `abort_batch`. Errors: those of the
// store; `retry` when for `still_ms_max` no lane moved although there was something to read, or nobody could be asked.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <span>

#include "libs/ports/survey.h"
#include "libs/runtime/engine.h"

namespace tijdig::runtime {

struct SharedPumpOptions {
  std::chrono::milliseconds wait_min{2};  // between two looks; doubles up to the most while nothing moves
  std::chrono::milliseconds wait_max{50};
  std::uint32_t still_ms_max = 60'000;
  std::function<void()> before_waiting = [] {};  // tells who works in this process that there may be something new
};

class SharedPump final : public Pump {
 public:
  SharedPump(ports::BackEnd& back_end, ports::Survey& survey, std::span<const flow::StageInfo> stages,
             SharedPumpOptions options);

  Result<> settle() override;
  ports::BackEnd& back_end() override { return back_end_; }
  Result<std::vector<StageLag>> lag();  // of the given stages, over all processes; counts gaps as records
  void stop();

 private:
  struct Place {
    ports::Lane lane;
    ports::SourcePartition inbox;
    const flow::StageInfo* stage;
  };
  struct Look {
    std::vector<ports::Offset> positions;
    std::vector<std::uint64_t> unread;  // per place
    std::uint64_t sum = 0;
  };

  Result<Look> look();
  Result<> leave_out_gaps(const std::vector<ports::Offset>& ends, Look& look);
  Error still(const Look& look) const;

  ports::BackEnd& back_end_;
  ports::Survey& survey_;
  const SharedPumpOptions options_;
  std::vector<Place> places_;
  std::vector<ports::Lane> lanes_;
  std::vector<ports::SourcePartition> inboxes_;
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool stopping_ = false;
  std::mutex gaps_mutex_;
  // From the first offset on there is no record before the second.
  std::map<ports::Lane, std::pair<ports::Offset, ports::Offset>> gaps_;
};

}  // namespace tijdig::runtime
