#include "libs/backends/rocksdb/log_tail.h"

#include <algorithm>

namespace tijdig::rocksdb_store {

std::vector<TailBlock> LogTail::blocks(ports::Offset from, ports::Offset until) {
  const std::lock_guard lock(mutex_);
  // The last block that begins at or before `from`, or the first there is.
  auto first = std::upper_bound(blocks_.begin(), blocks_.end(), from,
                                [](ports::Offset offset, const TailBlock& block) { return offset < block.first; });
  if (first != blocks_.begin()) --first;
  const auto last = std::lower_bound(first, blocks_.end(), until,
                                     [](const TailBlock& block, ports::Offset offset) { return block.first < offset; });
  return {first, last};
}

void TailBudget::keep(LogTail& tail, std::vector<TailBlock> blocks) {
  const std::lock_guard lock(mutex_);
  for (TailBlock& block : blocks) {
    oldest_first_.push_back({&tail, block.bytes->size()});
    bytes_ += block.bytes->size();
    const std::lock_guard tail_lock(tail.mutex_);
    tail.blocks_.push_back(std::move(block));
  }
  while (bytes_ > bytes_max) {
    const Kept oldest = oldest_first_.front();
    oldest_first_.pop_front();
    bytes_ -= oldest.bytes;
    const std::lock_guard tail_lock(oldest.tail->mutex_);
    oldest.tail->blocks_.pop_front();
  }
}

}  // namespace tijdig::rocksdb_store
