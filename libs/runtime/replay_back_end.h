// A back end that reads one log and writes another store: replaying a lane without publishing (see rebuild.h).
//
// Inboxes come from `log`, up to `until`; state, progress and ownership live in `store`; what is published is only
// added to a digest. One per lane and thread.
#pragma once

#include <algorithm>
#include <memory>

#include "libs/ports/back_end.h"

namespace tijdig::runtime {

// Equal for equal sets of records, whatever the order they were added in.
struct OutputDigest {
  std::uint64_t count = 0;
  std::uint64_t sum = 0;  // of the records' hashes

  void add(const ports::OutRecord& record);
  void add(const OutputDigest& other) {
    count += other.count;
    sum += other.sum;
  }
  bool operator==(const OutputDigest&) const = default;
};

class ReplayBackEnd final : public ports::BackEnd {
 public:
  ReplayBackEnd(ports::BackEnd& log, ports::BackEnd& store, ports::Offset until, bool hash_outputs)
      : log_(log), store_(store), until_(until), hash_outputs_(hash_outputs) {}

  const OutputDigest& digest() const { return digest_; }

  ports::Partition partitions() const override { return log_.partitions(); }
  Result<std::uint64_t> claim(ports::Lane lane) override { return store_.claim(lane); }
  Result<ports::Progress> recover(ports::Lane lane) override { return store_.recover(lane); }
  bool offsets_have_gaps() const override { return log_.offsets_have_gaps(); }
  Result<ports::Offset> read(flow::TopicId topic, ports::Partition partition, ports::Offset from, std::size_t count_max,
                             std::vector<ports::InRecord>& into) override;
  Result<ports::Offset> end(flow::TopicId topic, ports::Partition partition) override;
  Result<> load(ports::Lane lane, std::span<const Bytes> keys, std::vector<std::optional<Bytes>>& values) override {
    return store_.load(lane, keys, values);
  }
  Result<> scan(ports::Lane lane, BytesView prefix, std::vector<std::pair<Bytes, Bytes>>& into) override {
    return store_.scan(lane, prefix, into);
  }
  std::unique_ptr<ports::Unit> begin(ports::Lane lane, std::uint64_t epoch) override;
  Result<> append_durably(std::vector<ports::OutRecord>) override;
  Result<> append(std::vector<ports::OutRecord>) override;
  Result<> sync() override { return store_.sync(); }

 private:
  class ReplayUnit;

  ports::BackEnd& log_;
  ports::BackEnd& store_;
  ports::Offset until_;
  bool hash_outputs_;
  OutputDigest digest_;
};

}  // namespace tijdig::runtime
