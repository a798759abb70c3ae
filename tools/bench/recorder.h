// A back end that remembers what units of work wrote, so that another store can write the same.
//
//   Recorder recorder(memory); ...; for (const RecordedUnit& unit : recorder.units) ...
//
// Everything else goes through to the back end behind it. `units` may be read when no lane runs.
#pragma once

#include <vector>

#include "libs/ports/back_end.h"

namespace tijdig::bench {

struct RecordedUnit {
  std::vector<ports::OutRecord> outputs;
  std::vector<ports::StateWrite> writes;
};

class Recorder final : public ports::BackEnd {
 public:
  explicit Recorder(ports::BackEnd& behind) : behind_(behind) {}

  std::vector<RecordedUnit> units;

  ports::Partition partitions() const override { return behind_.partitions(); }
  Result<std::uint64_t> claim(ports::Lane lane) override { return behind_.claim(lane); }
  Result<ports::Progress> recover(ports::Lane lane) override { return behind_.recover(lane); }
  Result<> read(flow::TopicId topic, ports::Partition partition, ports::Offset from, std::size_t count_max,
                std::vector<ports::InRecord>& into) override {
    return behind_.read(topic, partition, from, count_max, into);
  }
  Result<ports::Offset> end(flow::TopicId topic, ports::Partition partition) override {
    return behind_.end(topic, partition);
  }
  Result<> load(ports::Lane lane, std::span<const Bytes> keys, std::vector<std::optional<Bytes>>& values) override {
    return behind_.load(lane, keys, values);
  }
  Result<> scan(ports::Lane lane, BytesView prefix, std::vector<std::pair<Bytes, Bytes>>& into) override {
    return behind_.scan(lane, prefix, into);
  }
  std::unique_ptr<ports::Unit> begin(ports::Lane lane, std::uint64_t epoch) override {
    return std::make_unique<RecordingUnit>(*this, behind_.begin(lane, epoch));
  }
  Result<> append_durably(std::vector<ports::OutRecord> records) override {
    return behind_.append_durably(std::move(records));
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

  ports::BackEnd& behind_;
};

}  // namespace tijdig::bench
