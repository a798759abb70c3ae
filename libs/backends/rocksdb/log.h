// The log over two databases: what lanes derive stands beside their state, what doors bring mostly in one of its own,
// whose write-ahead log is short to sync. Places at the end of partitions are given out, blocks are written, records
// are read in order, wherever they stand.
//
//   LogAppend append(log);
//   TIJDIG_DO(append.lock(records));               // the ends of the partitions written to
//   TIJDIG_DO(append.wait_for_doors());
//   TIJDIG_DO(append.add_to(derived, batch));
//   TIJDIG_DO(derived.write(batch));
//   append.written(derived);                       // unlocks; readers see all of it now
//
// A door, when nothing that may be lost stands before it (`follows_unsynced`), does the same with its own database and
// need not wait, but readers see nothing of it before
//
//   TIJDIG_DO(doors.sync());
//   append.make_visible();
//
// A record of either may be on the disk only when all that stands before it in its partition is, and what a door
// brought only when all that was announced before it is, in whatever partition (docs/adr/0006). So a door writes beside
// the state while something of that is not synced yet, and a lane waits for the doors that wrote before it.
// The newest blocks stay in memory (log_tail.h), so that a lane that keeps up reads no file. Several lanes append to
// one partition at the same time; the end of a partition is locked from the giving out of an offset until its record is
// written, in the order (topic, partition), so that a reader never sees a hole and no two writers wait for each other
// for ever. Threads: all calls from any thread; one LogAppend belongs to one thread.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <vector>

#include "libs/backends/rocksdb/database.h"
#include "libs/backends/rocksdb/log_format.h"
#include "libs/backends/rocksdb/log_tail.h"

namespace tijdig::rocksdb_store {

// Where a reader of one partition stopped, kept open because the next read mostly goes on there.
struct LogCursor {
  Bytes lower;
  Bytes upper;
  rocksdb::Slice lower_bound;
  rocksdb::Slice upper_bound;
  std::vector<std::unique_ptr<rocksdb::Iterator>> iterators;  // one per database, each at its first block not yet read
  rocksdb::Iterator* at = nullptr;                            // the one whose block is `block`
  LogBlockReader block;
  ports::Offset next = 0;
  ports::Offset end = 0;  // what the iterators can see
};

struct LogPartition {
  std::atomic<ports::Offset> end{0};  // of what readers see
  std::mutex append_mutex;
  ports::Offset next = 0;           // to be given out; beyond `end` while a door waits for the disk
  std::uint64_t derived_write = 0;  // of the newest block that stands beside the state
  LogTail tail;
  std::mutex read_mutex;
  std::unique_ptr<LogCursor> cursor;
};

class Log {
 public:
  // `doors` may be missing where nothing is written: in an older folder that was opened for reading.
  Log(ports::Partition partitions, Database& derived, Database* doors);

  Result<ports::Offset> end(flow::TopicId topic, ports::Partition partition);
  Result<> read(flow::TopicId topic, ports::Partition partition, ports::Offset from, std::size_t count_max,
                std::vector<ports::InRecord>& into);

 private:
  friend class LogAppend;
  friend class Announcing;
  // Whoever waits for work asks for the end of every inbox, over and over: that costs one look for the usual topics.
  static constexpr std::size_t topics_known_fast = 32;

  Result<LogPartition*> find(flow::TopicId topic, ports::Partition partition);
  Result<LogPartition*> find_slowly(flow::TopicId topic, ports::Partition partition);
  Result<ports::Offset> stored_end(flow::TopicId topic, ports::Partition partition);
  static Result<ports::Offset> stored_end(Database& database, flow::TopicId topic, ports::Partition partition);
  Result<> read_files(LogPartition& found, ports::SourcePartition place, ports::Offset from, ports::Offset until,
                      std::vector<ports::InRecord>& into);
  Result<bool> open_cursor(LogCursor& cursor, ports::SourcePartition place, ports::Offset from);
  Result<bool> find_block(LogCursor& cursor, const Bytes& key);
  Result<bool> find_block_around(LogCursor& cursor, const Bytes& key);
  static Result<> look_into_block(LogCursor& cursor);
  Result<> hole_at(LogPartition& found, ports::Offset offset);

  ports::Partition partition_count_;
  Database& derived_;
  Database* doors_;
  std::vector<Database*> databases_;               // those there are
  std::vector<std::atomic<LogPartition*>> known_;  // of the partitions in `partitions_`; by topic, then partition
  std::shared_mutex mutex_;
  std::map<ports::SourcePartition, std::unique_ptr<LogPartition>> partitions_;
  TailBudget tail_budget_;
  std::atomic<int> announcing_{0};
  std::atomic<std::uint64_t> newest_announcement_{0};  // a write beside the state
};

// While records are written that nobody can derive again, so that no door overtakes them.
class Announcing {
 public:
  explicit Announcing(Log& log) : log_(log) { ++log_.announcing_; }
  ~Announcing();
  Announcing(const Announcing&) = delete;
  Announcing& operator=(const Announcing&) = delete;

 private:
  Log& log_;
};

class LogAppend {
 public:
  explicit LogAppend(Log& log) : log_(log) {}

  Result<> lock(const std::vector<ports::OutRecord>& records);
  // Something that a power loss may still take stands before these places, beside the state, or was announced.
  bool follows_unsynced() const;
  // What doors wrote before these places and still wait for.
  Result<> wait_for_doors();
  Result<> add_to(Database& database, rocksdb::WriteBatch& batch);
  void written(Database& database);
  void make_visible();

 private:
  struct Held {
    LogPartition* partition;
    std::unique_lock<std::mutex> lock;
    std::vector<const ports::OutRecord*> records;
    ports::Offset end;  // behind them
    std::vector<TailBlock> blocks;
  };
  Log& log_;
  std::vector<Held> held_;
};

}  // namespace tijdig::rocksdb_store
