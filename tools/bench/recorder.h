// A back end that remembers what units of work wrote, so that another store can write the same.
//
//   Recorder recorder(memory); ...; for (const RecordedUnit& unit : recorder.units) ...
//
// Everything else goes through to the back end behind it. `units` may be read when no lane runs.
#pragma once

#include <vector>

#include "libs/ports/forwarding_back_end.h"

namespace tijdig::bench {

struct RecordedUnit {
  std::vector<ports::OutRecord> outputs;
  std::vector<ports::StateWrite> writes;
};

class Recorder final : public ports::ForwardingBackEnd {
 public:
  using ForwardingBackEnd::ForwardingBackEnd;

  std::vector<RecordedUnit> units;

  std::unique_ptr<ports::Unit> begin(ports::Lane lane, std::uint64_t epoch) override {
    return std::make_unique<RecordingUnit>(*this, behind().begin(lane, epoch));
  }

 private:
  class RecordingUnit final : public ports::Unit {
   public:
    RecordingUnit(Recorder& recorder, std::unique_ptr<ports::Unit> behind)
        : recorder_(recorder), behind_(std::move(behind)) {}
    Result<> publish(std::vector<ports::OutRecord> outputs) override {
      recorded_.outputs = outputs;
      return behind_->publish(std::move(outputs));
    }
    Result<> save(std::vector<ports::StateWrite> writes) override {
      recorded_.writes = writes;
      return behind_->save(std::move(writes));
    }
    Result<> commit(const ports::Progress& progress) override {
      recorder_.units.push_back(std::move(recorded_));
      return behind_->commit(progress);
    }

   private:
    Recorder& recorder_;
    std::unique_ptr<ports::Unit> behind_;
    RecordedUnit recorded_;
  };
};

}  // namespace tijdig::bench
