#include "libs/runtime/rebuild.h"

#include <algorithm>
#include <atomic>
#include <map>

#include "libs/runtime/replay_back_end.h"
#include "libs/runtime/visit.h"
#include "libs/runtime/workers.h"

namespace tijdig::runtime {
namespace {

struct LaneToRebuild {
  const Stage* stage;
  ports::Lane lane;
  ports::Offset until;
  OutputDigest digest;
  std::uint64_t records = 0;
  Hash128 live{};  // when it is compared
  Hash128 rebuilt{};
};

// What the lane has there and `state` has not is erased.
Result<> write_over(ports::BackEnd& into, ports::Lane lane, const std::vector<StatePair>& state,
                    const ports::Progress& progress) {
  TIJDIG_TRY(const std::uint64_t epoch, into.claim(lane));
  std::vector<ports::StateWrite> writes;
  writes.reserve(state.size());
  auto next = state.begin();
  TIJDIG_DO(into.scan_each(lane, {}, [&](BytesView key, BytesView) {
    while (next != state.end() && next->first < key) ++next;
    if (next == state.end() || next->first != key) writes.push_back({Bytes(key), std::nullopt});
  }));
  for (const auto& [key, value] : state) writes.push_back({Bytes(key), Bytes(value)});
  const auto unit = into.begin(lane, epoch);
  TIJDIG_DO(unit->publish({}));
  TIJDIG_DO(unit->save(std::move(writes)));
  return unit->commit(progress);
}

// False: a record that the stage refuses could not be taken back.
Result<bool> rebuild_lane(ports::BackEnd& source, ports::BackEnd* into, const RebuildOptions& options, bool keep_copies,
                          LaneToRebuild& work) {
  ReplayBackEnd replay(source, work.until, options.compare_outputs);
  StepLimits limits;
  limits.records_max = options.records_max;
  limits.keep_outputs = options.compare_outputs;
  limits.from_nothing = true;
  limits.keep_copies = keep_copies;
  LaneRunner runner(replay, *work.stage, work.lane, limits);
  TIJDIG_DO(runner.claim());
  work.records = 0;
  for (;;) {
    TIJDIG_TRY(const StepReport report, runner.step());
    if (report.interrupted && !keep_copies) return false;
    if (report.interrupted) return *report.interrupted;
    if (report.records == 0) break;
    work.records += report.records;
  }
  work.digest = replay.digest();
  const std::vector<StatePair> state = runner.held_back();
  if (options.compare_state) {
    TIJDIG_TRY(const auto hashes, lane_hashes(source, work.lane, state, replay.progress()));
    work.live = hashes.first;
    work.rebuilt = hashes.second;
  } else {
    work.rebuilt = lane_hash(state, replay.progress());
  }
  const bool is_there = into == &source && options.compare_state && work.live == work.rebuilt;
  if (into != nullptr && !is_there) TIJDIG_DO(write_over(*into, work.lane, state, replay.progress()));
  return true;
}

Result<> rebuild_lane(ports::BackEnd& source, ports::BackEnd* into, const RebuildOptions& options,
                      LaneToRebuild& work) {
  TIJDIG_TRY(const bool done, rebuild_lane(source, into, options, false, work));
  if (!done) TIJDIG_DO(rebuild_lane(source, into, options, true, work));
  return {};
}

Result<> rebuild_lanes(ports::BackEnd& source, ports::BackEnd* into, const RebuildOptions& options,
                       std::vector<LaneToRebuild>& lanes) {
  std::vector<LaneToRebuild*> longest_first;
  for (LaneToRebuild& lane : lanes) longest_first.push_back(&lane);
  std::stable_sort(longest_first.begin(), longest_first.end(),
                   [](const auto* one, const auto* other) { return one->until > other->until; });
  std::atomic<std::size_t> next = 0;
  std::vector<Result<>> results(lanes.size());
  Workers(options.workers).do_together([&](unsigned) {
    for (std::size_t i = next++; i < lanes.size(); i = next++)
      results[i] = rebuild_lane(source, into, options, *longest_first[i]);
  });
  for (const auto& result : results) TIJDIG_DO(result);
  return {};
}

// What the log holds of each lane's outputs, repeats counted once, and nothing behind the lane's position.
Result<OutputDigest> logged_outputs(ports::BackEnd& source, const std::vector<LaneToRebuild>& lanes) {
  std::map<ports::SourcePartition, ports::Offset> until;
  for (const auto& lane : lanes) until[{lane.stage->info().inbox, lane.lane.partition}] = lane.until;
  OutputDigest digest;
  for (const flow::TopicInfo& topic : flow::topics::all) {
    for (ports::Partition partition = 0; partition < source.partitions(); ++partition) {
      std::map<ports::SourcePartition, std::uint64_t> newest;
      TIJDIG_DO(visit(source, topic.id, partition, 0, [&](const ports::InRecord& record) -> Result<> {
        const ports::SourcePartition lane{record.cause.topic, record.cause.partition};
        if (record.cause.from_door() || record.cause.offset >= until[lane]) return {};
        if (record.cause.lane_sequence <= newest[lane]) return {};
        newest[lane] = record.cause.lane_sequence;
        digest.add({topic.id, partition, record.cause, record.key, record.value});
        return {};
      }));
    }
  }
  return digest;
}

}  // namespace

Result<RebuildReport> rebuild(ports::BackEnd& source, const std::vector<std::unique_ptr<const Stage>>& stages,
                              ports::BackEnd* into, const RebuildOptions& options) {
  TIJDIG_CHECK((into == nullptr || source.partitions() == into->partitions()) && options.workers > 0);
  std::vector<LaneToRebuild> lanes;
  for (const auto& stage : stages) {
    for (ports::Partition partition = 0; partition < source.partitions(); ++partition) {
      const ports::Lane lane{stage->info().id, partition};
      TIJDIG_TRY(const ports::Progress progress, source.recover(lane));
      lanes.push_back({stage.get(), lane, progress.next, {}, 0, {}, {}});
    }
  }
  TIJDIG_DO(rebuild_lanes(source, into, options, lanes));
  RebuildReport report;
  OutputDigest derived;
  std::vector<Hash128> live;
  std::vector<Hash128> rebuilt;
  for (const auto& lane : lanes) {
    live.push_back(lane.live);
    rebuilt.push_back(lane.rebuilt);
    report.records += lane.records;
    derived.add(lane.digest);
  }
  report.outputs = derived.count;
  if (options.compare_state) report.live = hash_of_lanes(live);
  report.rebuilt = hash_of_lanes(rebuilt);
  if (options.compare_outputs) {
    TIJDIG_TRY(const OutputDigest logged, logged_outputs(source, lanes));
    report.outputs_equal = logged == derived;
  }
  return report;
}

}  // namespace tijdig::runtime
