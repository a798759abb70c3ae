#include "libs/runtime/state_hash.h"

namespace tijdig::runtime {
namespace {

Hash128 hash_of(const ports::Progress& progress) {
  StableHasher hasher("progress");
  hasher.add(static_cast<std::int64_t>(progress.next));
  for (const auto& [source, mark] : progress.watermarks) {
    hasher.add(std::int64_t{source.first}).add(std::int64_t{source.second});
    hasher.add(static_cast<std::int64_t>(mark.offset)).add(std::int64_t{mark.ordinal});
    hasher.add(static_cast<std::int64_t>(mark.lane_sequence));
  }
  for (const auto& [destination, count] : progress.emitted) {
    hasher.add(std::int64_t{destination.first}).add(std::int64_t{destination.second});
    hasher.add(static_cast<std::int64_t>(count));
  }
  return hasher.finish();
}

// One hash over everything, a piece at a time: hashing each pair by itself costs twice as much.
class PairHasher {
 public:
  PairHasher() { begin_piece(); }
  void add(BytesView key, BytesView value) {
    append_framed(piece_, key);
    append_framed(piece_, value);
    if (piece_.size() - head_bytes >= piece_bytes) fold();
  }
  Hash128 finish() {
    fold();
    return hash_;
  }

 private:
  static constexpr std::size_t piece_bytes = 64 * 1024;
  static constexpr BytesView domain = "state";
  static constexpr std::size_t size_bytes = sizeof(std::uint32_t);
  static constexpr std::size_t head_bytes = size_bytes + domain.size() + size_bytes + sizeof(Hash128) + size_bytes;

  void begin_piece() {
    piece_.clear();
    append_framed(piece_, domain);
    append_framed(piece_, bytes_of(hash_));
    append_big_endian(piece_, std::uint32_t{0});  // how long the piece is, known when it is folded
  }
  // As StableHasher("state").add(hash so far).add(piece), of which the piece would be copied.
  void fold() {
    write_big_endian(piece_.data() + head_bytes - size_bytes, static_cast<std::uint32_t>(piece_.size() - head_bytes));
    hash_ = stable_hash128(piece_);
    begin_piece();
  }

  Hash128 hash_{};
  Bytes piece_;  // behind its head
};

Hash128 hash_of(std::span<const StatePair> state) {
  PairHasher hasher;
  for (const auto& [key, value] : state) hasher.add(key, value);
  return hasher.finish();
}

Hash128 hash_of_nothing() { return PairHasher().finish(); }

Hash128 hash_of_lane(const Hash128& pairs, const ports::Progress& progress) {
  return StableHasher("lane").add(bytes_of(pairs)).add(bytes_of(hash_of(progress))).finish();
}

Result<Hash128> hash_of(ports::BackEnd& back_end, ports::Lane lane, bool with_progress) {
  TIJDIG_TRY(const ports::Progress progress, back_end.recover(lane));
  PairHasher pairs;
  TIJDIG_DO(back_end.scan_each(lane, {}, [&](BytesView key, BytesView value) { pairs.add(key, value); }));
  return with_progress ? hash_of_lane(pairs.finish(), progress) : pairs.finish();
}

Result<Hash128> hash_all(ports::BackEnd& back_end, std::span<const flow::StageInfo> stages, bool with_progress) {
  std::vector<Hash128> lanes;
  for (const flow::StageInfo& stage : stages) {
    for (ports::Partition partition = 0; partition < back_end.partitions(); ++partition) {
      TIJDIG_TRY(const Hash128 lane, hash_of(back_end, {stage.id, partition}, with_progress));
      if (with_progress || lane != hash_of_nothing()) lanes.push_back(lane);
    }
  }
  return hash_of_lanes(lanes);
}

}  // namespace

Hash128 lane_hash(std::span<const StatePair> in_hand, const ports::Progress& progress) {
  return hash_of_lane(hash_of(in_hand), progress);
}

Result<std::pair<Hash128, Hash128>> lane_hashes(ports::BackEnd& back_end, ports::Lane lane,
                                                std::span<const StatePair> in_hand,
                                                const ports::Progress& progress_in_hand) {
  TIJDIG_TRY(const ports::Progress progress, back_end.recover(lane));
  PairHasher pairs;
  auto next = in_hand.begin();
  bool are_equal = true;
  TIJDIG_DO(back_end.scan_each(lane, {}, [&](BytesView key, BytesView value) {
    pairs.add(key, value);
    are_equal = are_equal && next != in_hand.end() && *next == StatePair(key, value);
    if (are_equal) ++next;
  }));
  are_equal = are_equal && next == in_hand.end();
  const Hash128 content = pairs.finish();
  // Mostly they are equal, and comparing is cheaper than hashing again.
  const Hash128 content_in_hand = are_equal ? content : hash_of(in_hand);
  return std::pair(hash_of_lane(content, progress), hash_of_lane(content_in_hand, progress_in_hand));
}

Hash128 hash_of_lanes(std::span<const Hash128> lanes) {
  StableHasher hasher("lanes");
  for (const Hash128& lane : lanes) hasher.add(bytes_of(lane));
  return hasher.finish();
}

Result<Hash128> state_hash(ports::BackEnd& back_end, std::span<const flow::StageInfo> stages) {
  return hash_all(back_end, stages, true);
}

Result<Hash128> content_hash(ports::BackEnd& back_end, std::span<const flow::StageInfo> stages) {
  return hash_all(back_end, stages, false);
}

}  // namespace tijdig::runtime
