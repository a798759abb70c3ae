// Where all lanes stand, whoever works on them: what a process must know that waits for others.
//
//   TIJDIG_TRY(const auto next, survey.positions(lanes));   // first inbox record not yet applied, per lane
//   TIJDIG_TRY(const auto ends, survey.ends(inboxes));
//
// A position is given only after everything that was published with it can be seen in `ends`. So when positions are
// asked first, and then ends, and no end is beyond its position, there was a moment between the two at which nothing
// was left to do. Ends include what is being written by open transactions. Nothing is claimed.
// Threads: any. Errors: those of the store.
#pragma once

#include <span>
#include <vector>

#include "libs/ports/back_end.h"

namespace tijdig::ports {

class Survey {
 public:
  virtual ~Survey() = default;
  virtual Result<std::vector<Offset>> positions(std::span<const Lane> lanes) = 0;
  virtual Result<std::vector<Offset>> ends(std::span<const SourcePartition> places) = 0;
};

// By the calls that every back end has, one by one. Recovers lanes, so it is for back ends where that is cheap and may
// be done beside the owner (memory, RocksDB).
class LaneByLaneSurvey final : public Survey {
 public:
  explicit LaneByLaneSurvey(BackEnd& back_end) : back_end_(back_end) {}
  Result<std::vector<Offset>> positions(std::span<const Lane> lanes) override {
    std::vector<Offset> next;
    for (const Lane lane : lanes) {
      TIJDIG_TRY(const Progress progress, back_end_.recover(lane));
      next.push_back(progress.next);
    }
    return next;
  }
  Result<std::vector<Offset>> ends(std::span<const SourcePartition> places) override {
    std::vector<Offset> ends;
    for (const auto& [topic, partition] : places) {
      TIJDIG_TRY(const Offset end, back_end_.end(topic, partition));
      ends.push_back(end);
    }
    return ends;
  }

 private:
  BackEnd& back_end_;
};

}  // namespace tijdig::ports
