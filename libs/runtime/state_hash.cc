#include "libs/runtime/state_hash.h"

namespace tijdig::runtime {
namespace {

BytesView view(const Hash128& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

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

Hash128 hash_of_nothing() { return StableHasher("state").finish(); }

Result<Hash128> hash_of(ports::BackEnd& back_end, ports::Lane lane, bool with_progress) {
  TIJDIG_TRY(const ports::Progress progress, back_end.recover(lane));
  std::vector<std::pair<Bytes, Bytes>> pairs;
  TIJDIG_DO(back_end.scan(lane, {}, pairs));
  Hash128 hash = hash_of_nothing();
  for (const auto& [key, value] : pairs) hash = StableHasher("pair").add(view(hash)).add(key).add(value).finish();
  if (with_progress) hash = StableHasher("lane").add(view(hash)).add(view(hash_of(progress))).finish();
  return hash;
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

Result<Hash128> lane_hash(ports::BackEnd& back_end, ports::Lane lane) { return hash_of(back_end, lane, true); }

Hash128 hash_of_lanes(std::span<const Hash128> lanes) {
  StableHasher hasher("lanes");
  for (const Hash128& lane : lanes) hasher.add(view(lane));
  return hasher.finish();
}

Result<Hash128> state_hash(ports::BackEnd& back_end, std::span<const flow::StageInfo> stages) {
  return hash_all(back_end, stages, true);
}

Result<Hash128> content_hash(ports::BackEnd& back_end, std::span<const flow::StageInfo> stages) {
  return hash_all(back_end, stages, false);
}

}  // namespace tijdig::runtime
