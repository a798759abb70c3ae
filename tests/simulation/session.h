// One process's view of a shared back end: remembers which lanes it claimed, as a real client does.
//
// A process that lost a lane without knowing it must not decide on its successor's state: its loads are refused. (What
// it read before stays its own, and is right for its own position; its commits are refused by the store itself.)
#pragma once

#include <map>

#include "libs/backends/memory/memory.h"

namespace tijdig::simulation {

class Session final : public ports::BackEnd {
 public:
  Session(ports::BackEnd& shared, const memory::Memory& memory) : shared_(shared), memory_(memory) {}

  ports::Partition partitions() const override { return shared_.partitions(); }
  Result<std::uint64_t> claim(ports::Lane lane) override {
    TIJDIG_TRY(claimed_[lane], shared_.claim(lane));
    return claimed_[lane];
  }
  Result<ports::Progress> recover(ports::Lane lane) override {
    TIJDIG_DO(check_owner(lane));
    return shared_.recover(lane);
  }
  Result<> read(flow::TopicId topic, ports::Partition partition, ports::Offset from, std::size_t count_max,
                std::vector<ports::InRecord>& into) override {
    return shared_.read(topic, partition, from, count_max, into);
  }
  Result<ports::Offset> end(flow::TopicId topic, ports::Partition partition) override {
    return shared_.end(topic, partition);
  }
  Result<> load(ports::Lane lane, std::span<const Bytes> keys, std::vector<std::optional<Bytes>>& values) override {
    TIJDIG_DO(check_owner(lane));
    return shared_.load(lane, keys, values);
  }
  Result<> scan(ports::Lane lane, BytesView prefix, std::vector<std::pair<Bytes, Bytes>>& into) override {
    return shared_.scan(lane, prefix, into);
  }
  std::unique_ptr<ports::Unit> begin(ports::Lane lane, std::uint64_t epoch) override {
    return shared_.begin(lane, epoch);
  }
  Result<> append_durably(std::vector<ports::OutRecord> records) override {
    return shared_.append_durably(std::move(records));
  }

 private:
  Result<> check_owner(ports::Lane lane) {
    if (claimed_[lane] != memory_.epoch(lane)) return Error::fatal("a newer owner has this lane");
    return {};
  }

  ports::BackEnd& shared_;
  const memory::Memory& memory_;
  std::map<ports::Lane, std::uint64_t> claimed_;
};

}  // namespace tijdig::simulation
