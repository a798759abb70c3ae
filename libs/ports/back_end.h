// What the engine needs from a log and a store, in two interfaces; every back end passes tests/conformance.
//
// The contract a Kafka + Redis back end and an embedded one both can keep (docs/adr/0002):
//   * `Unit::commit` makes outputs, state writes and progress take effect together, or not at all, or (Kafka then
//     Redis) in an order from which `recover` comes back to exactly one of the two. After an error nobody knows: the
//     caller throws the unit away, calls `recover`, and reads again from there. Repeating is safe: outputs carry
//     provenance.
//   * Only the newest owner of a (stage, partition) may commit: `claim` gives a higher epoch than any before, and a
//     unit of an older epoch is refused with `fatal`.
//   * A process has one BackEnd object, which remembers what it claimed. Where outputs can be seen before the commit,
//     `load` and `recover` refuse a lane that a newer owner has, so that nobody decides on a successor's state.
//   * Nothing else holds a position that is believed.
// Threads: one thread per (stage, partition) at a time; different ones in parallel.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "libs/base/result.h"
#include "libs/flow/edge.h"
#include "libs/ports/record.h"

namespace tijdig::ports {

// Which lane of the engine: a stage works through one partition of its inbox.
struct Lane {
  flow::StageId stage = 0;
  Partition partition = 0;
  auto operator<=>(const Lane&) const = default;
};

// The newest record applied from one source partition.
struct Watermark {
  Offset offset = 0;
  std::uint32_t ordinal = 0;
  std::uint64_t lane_sequence = 0;
  bool operator==(const Watermark&) const = default;
};

using SourcePartition = std::pair<flow::TopicId, Partition>;

// Everything a lane must know to go on: saved in the same atomic write as its state.
struct Progress {
  Offset next = 0;                                   // first inbox record not yet applied
  std::map<SourcePartition, Watermark> watermarks;   // the fence against repeats
  std::map<SourcePartition, std::uint64_t> emitted;  // last lane_sequence given out per destination partition
  bool operator==(const Progress&) const = default;
};

struct StateWrite {
  Bytes key;
  std::optional<Bytes> value;  // nullopt: erase
  bool operator==(const StateWrite&) const = default;
};

// One unit of work of one lane. Order of calls: publish, save, commit; each at most once.
class Unit {
 public:
  virtual ~Unit() = default;
  virtual Result<> publish(std::vector<OutRecord> outputs) = 0;
  virtual Result<> save(std::vector<StateWrite> writes) = 0;
  virtual Result<> commit(const Progress& progress) = 0;
};

class BackEnd {
 public:
  virtual ~BackEnd() = default;

  virtual Partition partitions() const = 0;

  // Become the owner of a lane: later units of earlier owners are refused. Gives the epoch.
  virtual Result<std::uint64_t> claim(Lane lane) = 0;
  // Where the lane stands, after making every committed unit visible in its state (rolling forward where needed).
  virtual Result<Progress> recover(Lane lane) = 0;

  // True: offsets rise, but some numbers are no record (the marks that a broker sets behind a transaction, and what was
  // taken back). False: every number is a record, and one that is missing was lost.
  virtual bool offsets_have_gaps() const = 0;
  // Up to `count_max` records from `from` on, in order, appended to `into`; fewer or none when the end is reached. Only
  // committed ones, and all that this object committed or appended. Gives where to go on: behind the last record, and
  // behind the gap that follows it when the log shows one there; never before `from`.
  virtual Result<Offset> read(flow::TopicId topic, Partition partition, Offset from, std::size_t count_max,
                              std::vector<InRecord>& into) = 0;
  // Behind everything that anybody has written, committed or not: who has read up to here waits for nothing.
  virtual Result<Offset> end(flow::TopicId topic, Partition partition) = 0;

  // Committed state of the lane. `values[i]` answers `keys[i]`; nullopt where there is none.
  virtual Result<> load(Lane lane, std::span<const Bytes> keys, std::vector<std::optional<Bytes>>& values) = 0;
  // All pairs whose key starts with `prefix`, in byte order of the key: for reports and hashes, never for decisions.
  virtual Result<> scan(Lane lane, BytesView prefix, std::vector<std::pair<Bytes, Bytes>>& into) = 0;
  // The same, one after the other, for whom all of them at once are too many. The views are good during the call.
  using EachPair = std::function<void(BytesView key, BytesView value)>;
  virtual Result<> scan_each(Lane lane, BytesView prefix, const EachPair& each);

  virtual std::unique_ptr<Unit> begin(Lane lane, std::uint64_t epoch) = 0;

  // The doors: all records become durable together, or none; returns only when they are (fsync, acks=all).
  virtual Result<> append_durably(std::vector<OutRecord> records) = 0;
  // For records that can be made again from what the store holds, such as the end of a day: in order, all or none, and
  // visible as by append_durably, but durable only as units are. A power loss that takes them takes what followed from
  // them and all that doors appended after them, and whoever made them makes them again (docs/adr/0006).
  virtual Result<> append(std::vector<OutRecord> records) = 0;
  // What could be seen when this was called is durable when it returns. Whoever shows something to the world calls it
  // between reading and showing. Cheap when nothing was written since the last time.
  virtual Result<> sync() = 0;
};

inline Result<> BackEnd::scan_each(Lane lane, BytesView prefix, const EachPair& each) {
  std::vector<std::pair<Bytes, Bytes>> pairs;
  TIJDIG_DO(scan(lane, prefix, pairs));
  for (const auto& [key, value] : pairs) each(key, value);
  return {};
}

}  // namespace tijdig::ports
