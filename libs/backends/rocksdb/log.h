// The log over one store: places at the end of partitions are given out, blocks are written, records are read in order.
//
//   rocksdb::WriteBatch batch;
//   LogAppend append(log);
//   TIJDIG_DO(append.add(records, batch));       // locks the ends of the partitions written to
//   TIJDIG_DO(database.write(batch));
//   append.make_visible();                       // readers see all of it now
//
// The newest blocks stay in memory (log_tail.h), so that a lane that keeps up reads no file. Several lanes append to
// one partition at the same time; the end of a partition is locked from the giving out of an offset until its record is
// visible, in the order (topic, partition), so that a reader never sees a hole and no two writers wait for each other
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
  std::unique_ptr<rocksdb::Iterator> iterator;
  LogBlockReader block;
  ports::Offset next = 0;
  ports::Offset end = 0;  // what the iterator can see
};

struct LogPartition {
  std::mutex append_mutex;
  std::atomic<ports::Offset> end{0};
  LogTail tail;
  std::mutex read_mutex;
  std::unique_ptr<LogCursor> cursor;
};

class Log {
 public:
  explicit Log(Database& database) : database_(database), known_(topics_known_fast * database.partitions()) {}

  Result<ports::Offset> end(flow::TopicId topic, ports::Partition partition);
  Result<> read(flow::TopicId topic, ports::Partition partition, ports::Offset from, std::size_t count_max,
                std::vector<ports::InRecord>& into);

 private:
  friend class LogAppend;
  // Whoever waits for work asks for the end of every inbox, over and over: that costs one look for the usual topics.
  static constexpr std::size_t topics_known_fast = 32;

  Result<LogPartition*> find(flow::TopicId topic, ports::Partition partition);
  Result<LogPartition*> find_slowly(flow::TopicId topic, ports::Partition partition);
  Result<ports::Offset> stored_end(flow::TopicId topic, ports::Partition partition);
  Result<> read_files(LogPartition& found, ports::SourcePartition place, ports::Offset from, ports::Offset until,
                      std::vector<ports::InRecord>& into);
  Result<> open_cursor(LogCursor& cursor, flow::TopicId topic, ports::Partition partition, ports::Offset from);
  Result<> next_block(LogCursor& cursor);

  Database& database_;
  std::vector<std::atomic<LogPartition*>> known_;  // of the partitions in `partitions_`; by topic, then partition
  std::shared_mutex mutex_;
  std::map<ports::SourcePartition, std::unique_ptr<LogPartition>> partitions_;
  TailBudget tail_budget_;
};

class LogAppend {
 public:
  explicit LogAppend(Log& log) : log_(log) {}

  Result<> add(const std::vector<ports::OutRecord>& records, rocksdb::WriteBatch& batch);
  void make_visible();

 private:
  struct Held {
    LogPartition* partition;
    std::unique_lock<std::mutex> lock;
    ports::Offset end;
    std::vector<TailBlock> blocks;
  };
  Log& log_;
  std::vector<Held> held_;
};

}  // namespace tijdig::rocksdb_store
