// The memory back end used in the wrong order: the planted bugs of the commit protocol, kept outside the real step.
//
//   WrongOrderBackEnd wrong(memory, bugs);   // an ordinary pass-through when no such bug is on
//
// The planted order costs a second unit, and the time between the two is where a crash shows it.
#pragma once

#include "libs/backends/memory/memory.h"
#include "tests/simulation/planted_bugs.h"

namespace tijdig::simulation {

class WrongOrderBackEnd final : public ports::BackEnd {
 public:
  WrongOrderBackEnd(memory::Memory& memory, const PlantedBugs& bugs) : memory_(memory), bugs_(bugs) {}

  ports::Partition partitions() const override { return memory_.partitions(); }
  Result<std::uint64_t> claim(ports::Lane lane) override { return memory_.claim(lane); }
  Result<ports::Progress> recover(ports::Lane lane) override { return memory_.recover(lane); }
  Result<> read(flow::TopicId topic, ports::Partition partition, ports::Offset from, std::size_t count_max,
                std::vector<ports::InRecord>& into) override {
    return memory_.read(topic, partition, from, count_max, into);
  }
  Result<ports::Offset> end(flow::TopicId topic, ports::Partition partition) override {
    return memory_.end(topic, partition);
  }
  Result<> load(ports::Lane lane, std::span<const Bytes> keys, std::vector<std::optional<Bytes>>& values) override {
    return memory_.load(lane, keys, values);
  }
  Result<> scan(ports::Lane lane, BytesView prefix, std::vector<std::pair<Bytes, Bytes>>& into) override {
    return memory_.scan(lane, prefix, into);
  }
  std::unique_ptr<ports::Unit> begin(ports::Lane lane, std::uint64_t epoch) override;
  Result<> append_durably(std::vector<ports::OutRecord> records) override {
    return memory_.append_durably(std::move(records));
  }

 private:
  memory::Memory& memory_;
  PlantedBugs bugs_;
};

}  // namespace tijdig::simulation
