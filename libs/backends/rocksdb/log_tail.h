// The newest blocks of the log, still in memory: who keeps up with the log reads no file.
//
//   TailBudget budget;                      // one for all partitions: the oldest block anywhere goes first
//   LogTail tail;                           // one per partition
//   budget.keep(tail, blocks);
//   tail.blocks(from, until)                // those that hold records of the range, without a gap up to the newest
//
// Blocks are shared and never changed, so a reader may look at one that has just been dropped. Any thread; the blocks
// of one partition are kept in order by whoever appends them.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "libs/ports/record.h"

namespace tijdig::rocksdb_store {

struct TailBlock {
  ports::Offset first = 0;
  std::shared_ptr<const Bytes> bytes;
};

class LogTail {
 public:
  // Blocks that hold records in [from, until), oldest first. Empty when none of them is in memory.
  std::vector<TailBlock> blocks(ports::Offset from, ports::Offset until);

 private:
  friend class TailBudget;
  std::mutex mutex_;
  std::deque<TailBlock> blocks_;
};

class TailBudget {
 public:
  static constexpr std::size_t bytes_max = 24 * 1024 * 1024;

  void keep(LogTail& tail, std::vector<TailBlock> blocks);

 private:
  struct Kept {
    LogTail* tail;
    std::size_t bytes;
  };
  std::mutex mutex_;
  std::deque<Kept> oldest_first_;
  std::size_t bytes_ = 0;
};

}  // namespace tijdig::rocksdb_store
