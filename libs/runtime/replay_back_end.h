// A back end that reads one log and keeps nothing: replaying a lane without publishing (see rebuild.h).
//
// The inbox comes from `log`, up to `until`; what is published is only added to a digest, and the position is kept as
// long as this lives. There is no state: the lane is to begin from nothing (StepLimits) and to hold it back. One per
// lane and thread.
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
  ReplayBackEnd(ports::BackEnd& log, ports::Offset until, bool hash_outputs)
      : log_(log), until_(until), hash_outputs_(hash_outputs) {}

  const OutputDigest& digest() const { return digest_; }
  const ports::Progress& progress() const { return progress_; }

  ports::Partition partitions() const override { return log_.partitions(); }
  Result<std::uint64_t> claim(ports::Lane) override { return 1; }
  Result<ports::Progress> recover(ports::Lane) override { return progress_; }
  bool offsets_have_gaps() const override { return log_.offsets_have_gaps(); }
  Result<ports::Offset> read(flow::TopicId topic, ports::Partition partition, ports::Offset from, std::size_t count_max,
                             std::vector<ports::InRecord>& into) override;
  Result<ports::Offset> end(flow::TopicId topic, ports::Partition partition) override;
  Result<> load(ports::Lane, std::span<const Bytes>, std::vector<std::optional<Bytes>>&) override;
  Result<> scan(ports::Lane, BytesView, std::vector<std::pair<Bytes, Bytes>>&) override;
  std::unique_ptr<ports::Unit> begin(ports::Lane, std::uint64_t epoch) override;
  Result<> append_durably(std::vector<ports::OutRecord>) override;
  Result<> append(std::vector<ports::OutRecord>) override;
  Result<> sync() override { return {}; }

 private:
  class ReplayUnit;

  ports::BackEnd& log_;
  ports::Offset until_;
  bool hash_outputs_;
  OutputDigest digest_;
  ports::Progress progress_;
};

}  // namespace tijdig::runtime
