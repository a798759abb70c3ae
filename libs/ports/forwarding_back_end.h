// A back end that hands every call to another: what listens in, or does one thing otherwise, is derived from it.
//
//   class Recorder final : public ports::ForwardingBackEnd {
//    public:
//     using ForwardingBackEnd::ForwardingBackEnd;
//     std::unique_ptr<ports::Unit> begin(ports::Lane lane, std::uint64_t epoch) override { ... behind().begin() ... }
//   };
//
// Threads and errors: those of the back end behind it, which must outlive it.
#pragma once

#include "libs/ports/back_end.h"

namespace tijdig::ports {

class ForwardingBackEnd : public BackEnd {
 public:
  explicit ForwardingBackEnd(BackEnd& behind) : behind_(behind) {}

  Partition partitions() const override { return behind_.partitions(); }
  Result<std::uint64_t> claim(Lane lane) override { return behind_.claim(lane); }
  Result<Progress> recover(Lane lane) override { return behind_.recover(lane); }
  bool offsets_have_gaps() const override { return behind_.offsets_have_gaps(); }
  Result<Offset> read(flow::TopicId topic, Partition partition, Offset from, std::size_t count_max,
                      std::vector<InRecord>& into) override {
    return behind_.read(topic, partition, from, count_max, into);
  }
  Result<Offset> end(flow::TopicId topic, Partition partition) override { return behind_.end(topic, partition); }
  Result<> load(Lane lane, std::span<const Bytes> keys, std::vector<std::optional<Bytes>>& values) override {
    return behind_.load(lane, keys, values);
  }
  Result<> scan(Lane lane, BytesView prefix, std::vector<std::pair<Bytes, Bytes>>& into) override {
    return behind_.scan(lane, prefix, into);
  }
  Result<> scan_each(Lane lane, BytesView prefix, const EachPair& each) override {
    return behind_.scan_each(lane, prefix, each);
  }
  std::unique_ptr<Unit> begin(Lane lane, std::uint64_t epoch) override { return behind_.begin(lane, epoch); }
  Result<> append_durably(std::vector<OutRecord> records) override {
    return behind_.append_durably(std::move(records));
  }
  Result<> append(std::vector<OutRecord> records) override { return behind_.append(std::move(records)); }
  Result<> sync() override { return behind_.sync(); }

 protected:
  BackEnd& behind() const { return behind_; }

 private:
  BackEnd& behind_;
};

}  // namespace tijdig::ports
