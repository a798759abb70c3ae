// A log and a store in memory, for tests, the simulator and rebuilds. Keeps the contract of ports/back_end.h, and can
// break down in the ways the real ones do.
//
//   memory::Memory back_end({.partitions = 4});
//   memory::Memory kafka_like({.commit = Commit::log_then_state, .keep_journal = true, .hook = &faults});
//   back_end.power_loss({true, false, true});   // of three writes not synced, the second was torn: one is left
//
// Three ways to commit, because the engine must be right on all of them (docs/adr/0002):
//   atomic              one write holds outputs, state and progress, in order, not synced (RocksDB)
//   log_then_state      outputs and a changelog entry commit together, then the state follows, fenced (Kafka, Redis);
//                       in each partition an offset behind the transaction is its mark, and no record
//   visible_at_publish  outputs are readable at once, state and progress follow together (no transactions at all)
// Threads: as ports/back_end.h. The hook is called without a lock held, so it may use the same back end.
#pragma once

#include <map>
#include <mutex>

#include "libs/ports/back_end.h"

namespace tijdig::memory {

enum class Commit { atomic, log_then_state, visible_at_publish };

// Every moment at which a process may die, or a call may fail.
enum class Call { claim, recover, read, load, publish, save, commit, commit_state, append };

// The simulator's hand. An error from `before` is a call without effect; from `after`, one with its effect but with an
// error for its caller. `commit_state` lies inside `commit`, between log and state.
class Hook {
 public:
  virtual ~Hook() = default;
  virtual Result<> before(Call call, ports::Lane lane) = 0;
  virtual Result<> after(Call call, ports::Lane lane) = 0;
};

struct MemoryOptions {
  ports::Partition partitions = 4;
  Commit commit = Commit::atomic;
  bool deliver_twice = false;  // every record stands in the log twice, as after a retry that was not needed
  bool keep_journal = false;   // remember every write, so that some can be lost
  bool sync_doors = true;      // false: acknowledges what a power loss takes away (a planted bug)
  bool stop_at_torn = true;    // false: recovery believes what stands behind a torn write (a planted bug)
  // What doors bring has a log of its own (docs/adr/0015): it is synced without what lanes wrote before it, unless that
  // stands in the same partition, or a day was announced.
  bool doors_apart = false;
  bool doors_wait_for_days = true;  // false: they overtake the announcement of a day (a planted bug)
  Hook* hook = nullptr;
};

class Memory final : public ports::BackEnd {
 public:
  explicit Memory(const MemoryOptions& options) : options_(options) {}

  ports::Partition partitions() const override { return options_.partitions; }
  Result<std::uint64_t> claim(ports::Lane lane) override;
  Result<ports::Progress> recover(ports::Lane lane) override;
  bool offsets_have_gaps() const override { return options_.commit == Commit::log_then_state; }
  Result<ports::Offset> read(flow::TopicId topic, ports::Partition partition, ports::Offset from, std::size_t count_max,
                             std::vector<ports::InRecord>& into) override;
  Result<ports::Offset> end(flow::TopicId topic, ports::Partition partition) override;
  Result<> load(ports::Lane lane, std::span<const Bytes> keys, std::vector<std::optional<Bytes>>& values) override;
  Result<> scan(ports::Lane lane, BytesView prefix, std::vector<std::pair<Bytes, Bytes>>& into) override;
  std::unique_ptr<ports::Unit> begin(ports::Lane lane, std::uint64_t epoch) override;
  Result<> append_durably(std::vector<ports::OutRecord> records) override;
  Result<> append(std::vector<ports::OutRecord> records) override;
  Result<> sync() override;

  // Faults. They need `keep_journal`.
  // Power fails: all synced writes survive; of those since the last sync of all, write i reached the disk whole when
  // `is_whole[i]`. Disks write in any order and tear, so what stands behind the first one that is torn or missing is
  // cut off, as its checksum tells; not what doors have synced apart.
  void power_loss(const std::vector<bool>& is_whole);
  std::size_t unsynced() const;
  // The state store comes back with only the lane's first `changes_kept` changes, position included.
  void lose_state(ports::Lane lane, std::size_t changes_kept);
  std::size_t changes(ports::Lane lane) const;
  std::uint64_t epoch(ports::Lane lane) const;  // of the newest owner

 private:
  class MemoryUnit;
  friend class MemoryUnit;

  struct Change {
    std::vector<ports::StateWrite> writes;
    ports::Progress progress;
  };
  struct LaneStore {
    std::uint64_t epoch = 0;
    std::map<Bytes, Bytes> state;
    ports::Progress progress;
    std::vector<Change> changelog;       // log_then_state; with keep_journal in the other ways too
    std::size_t applied = 0;             // changes of the changelog that are in `state`
    std::uint64_t losses = 0;            // times the state store lost something
    std::uint64_t losses_seen = 0;       // at the owner's last recovery
    std::uint64_t end_txn_of_epoch = 0;  // whose commit, its answer lost, may still arrive at the broker; 0: nobody's
  };
  struct JournalEntry {
    std::vector<ports::OutRecord> outputs;
    std::optional<std::pair<ports::Lane, Change>> change;  // of a lane; doors bring none
    bool is_apart = false;                                 // synced by itself
  };

  Result<> before(Call call, ports::Lane lane) {
    return options_.hook ? options_.hook->before(call, lane) : Result<>();
  }
  Result<> after(Call call, ports::Lane lane) { return options_.hook ? options_.hook->after(call, lane) : Result<>(); }

  struct Log {
    std::vector<ports::InRecord> records;
    ports::Offset end = 0;
  };

  // All with mutex_ held.
  void put_in_log(const std::vector<ports::OutRecord>& records);
  void put_in_log_once(const std::vector<ports::OutRecord>& records);
  void journal(const std::vector<ports::OutRecord>& outputs, std::optional<std::pair<ports::Lane, Change>> change);
  void sync_door(const std::vector<ports::OutRecord>& records);
  void apply(LaneStore& lane, Change change);
  bool keeps_changelog() const { return options_.keep_journal || options_.commit == Commit::log_then_state; }

  Result<> take_from_door(const std::vector<ports::OutRecord>& records, bool durably);
  Result<> publish(ports::Lane lane, std::uint64_t epoch, std::vector<ports::OutRecord>& outputs);
  Result<> commit(ports::Lane lane, std::uint64_t epoch, const std::vector<ports::OutRecord>& outputs, Change change);
  Result<> commit_log_then_state(ports::Lane lane, std::uint64_t epoch, const std::vector<ports::OutRecord>& outputs,
                                 Change change);

  MemoryOptions options_;
  mutable std::mutex mutex_;
  std::map<ports::SourcePartition, Log> log_;
  std::map<ports::Lane, LaneStore> lanes_;
  std::vector<JournalEntry> journal_;
  std::size_t synced_ = 0;
};

}  // namespace tijdig::memory
