#include "libs/runtime/replay_back_end.h"

#include "libs/base/stable_hash.h"

namespace tijdig::runtime {
namespace {

Error no_state() { return Error::fatal("a replay keeps no state; the lane holds it back"); }
Error takes_nothing() { return Error::fatal("a replay takes nothing in"); }

}  // namespace

void OutputDigest::add(const ports::OutRecord& record) {
  Bytes framed;
  framed.reserve(record.key.size() + record.value.size() + 48);
  append_big_endian(framed, record.topic);
  append_big_endian(framed, record.partition);
  append_big_endian(framed, record.cause.topic);
  append_big_endian(framed, record.cause.partition);
  append_big_endian(framed, record.cause.offset);
  append_big_endian(framed, record.cause.ordinal);
  append_big_endian(framed, record.cause.lane_sequence);
  append_big_endian(framed, static_cast<std::uint32_t>(record.key.size()));
  framed += record.key;
  framed += record.value;
  ++count;
  sum += stable_hash64(framed);
}

class ReplayBackEnd::ReplayUnit final : public ports::Unit {
 public:
  explicit ReplayUnit(ReplayBackEnd& replay) : replay_(replay) {}

  Result<> publish(std::vector<ports::OutRecord> outputs) override {
    if (replay_.hash_outputs_) {
      for (const auto& output : outputs) replay_.digest_.add(output);
    } else {
      replay_.digest_.count += outputs.size();
    }
    return {};
  }
  Result<> save(std::vector<ports::StateWrite> writes) override {
    if (!writes.empty()) return no_state();
    return {};
  }
  Result<> commit(const ports::Progress& progress) override {
    replay_.progress_ = progress;
    return {};
  }

 private:
  ReplayBackEnd& replay_;
};

Result<ports::Offset> ReplayBackEnd::read(flow::TopicId topic, ports::Partition partition, ports::Offset from,
                                          std::size_t count_max, std::vector<ports::InRecord>& into) {
  if (from >= until_) return from;
  TIJDIG_TRY(const ports::Offset next,
             log_.read(topic, partition, from, std::min<std::size_t>(count_max, until_ - from), into));
  while (!into.empty() && into.back().offset >= until_) into.pop_back();
  return std::min(next, until_);
}

Result<ports::Offset> ReplayBackEnd::end(flow::TopicId topic, ports::Partition partition) {
  TIJDIG_TRY(const ports::Offset end, log_.end(topic, partition));
  return std::min(end, until_);
}

std::unique_ptr<ports::Unit> ReplayBackEnd::begin(ports::Lane, std::uint64_t) {
  return std::make_unique<ReplayUnit>(*this);
}

Result<> ReplayBackEnd::load(ports::Lane, std::span<const Bytes>, std::vector<std::optional<Bytes>>&) {
  return no_state();
}

Result<> ReplayBackEnd::scan(ports::Lane, BytesView, std::vector<std::pair<Bytes, Bytes>>&) { return no_state(); }

Result<> ReplayBackEnd::append_durably(std::vector<ports::OutRecord>) { return takes_nothing(); }

Result<> ReplayBackEnd::append(std::vector<ports::OutRecord>) { return takes_nothing(); }

}  // namespace tijdig::runtime
