// Where all lanes stand, whoever works on them: what a process must know that waits for others.
//
//   TIJDIG_TRY(const auto next, survey.positions(lanes));   // first inbox record not yet applied, per lane
//   TIJDIG_TRY(const auto ends, survey.ends(inboxes));
//
// A position is given only after everything that was published with it can be seen in `ends`. So when positions are
// asked first, and then ends, and no end is beyond its position, there was a moment between the two at which nothing
// was left to do. Ends include what is being written by open transactions. Where offsets have gaps, what lies before an
// end may be no record at all; `clear_until` tells. Nothing is claimed.
// Threads: any. Errors: those of the store.
#pragma once

#include <span>
#include <vector>

#include "libs/ports/back_end.h"

namespace tijdig::ports {

struct Standpoint {
  SourcePartition inbox;
  Offset from = 0;
};

class Survey {
 public:
  virtual ~Survey() = default;
  virtual Result<std::vector<Offset>> positions(std::span<const Lane> lanes) = 0;
  virtual Result<std::vector<Offset>> ends(std::span<const SourcePartition> places) = 0;
  // For each, up to where certainly no record stands or will: `from` itself when there is one, or nobody can tell yet.
  virtual Result<std::vector<Offset>> clear_until(std::span<const Standpoint> points) = 0;
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
  Result<std::vector<Offset>> clear_until(std::span<const Standpoint> points) override {
    std::vector<Offset> until;
    for (const auto& [inbox, from] : points) {
      std::vector<InRecord> found;
      TIJDIG_TRY(const Offset next, back_end_.read(inbox.first, inbox.second, from, 1, found));
      until.push_back(found.empty() ? next : from);
    }
    return until;
  }

 private:
  BackEnd& back_end_;
};

}  // namespace tijdig::ports
