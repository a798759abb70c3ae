// How records of the log lie in the store: blocks of records that were written together, keyed by the place of the
// first.
//
//   append_log_block(batch_value, records);                          // one value for many records
//   LogBlockReader block(value);
//   while (block.next(offset_of_it, record)) ...
//
// A block holds records of one topic partition without holes, so that one store entry serves many records. The bytes
// are described in README.md of this folder; numbers in keys are big endian so that byte order is log order.
// Errors: `refused` when the bytes are no block (another version, or damaged). Pure functions; no threads.
#pragma once

#include <span>

#include "libs/base/result.h"
#include "libs/ports/record.h"

namespace tijdig::rocksdb_store {

inline constexpr std::size_t log_prefix_bytes = 4;          // topic, partition
inline constexpr std::size_t log_key_bytes = 12;            // topic, partition, offset of the first record
inline constexpr std::size_t block_bytes_max = 256 * 1024;  // a block is closed when it has grown past this

Bytes log_prefix(flow::TopicId topic, ports::Partition partition);
Bytes log_key(flow::TopicId topic, ports::Partition partition, ports::Offset first);
ports::Offset offset_in_log_key(BytesView key);

// Encodes as many of `records` as one block may hold, at least one; gives how many.
std::size_t encode_log_block(std::span<const ports::OutRecord* const> records, Bytes& into);

// Looks at the bytes of one block, record by record; the bytes must outlive it.
class LogBlockReader {
 public:
  static Result<LogBlockReader> open(BytesView block, ports::Offset first);

  std::uint32_t count() const { return count_; }
  ports::Offset end() const { return first_ + count_; }
  ports::Offset next_offset() const { return next_; }

  Result<> skip();  // past one record; the caller has checked next_offset() < end()
  // The next record behind those of `into`; same condition.
  Result<> read(std::vector<ports::InRecord>& into);

 private:
  BytesView rest_;
  ports::Offset first_ = 0;
  ports::Offset next_ = 0;
  std::uint32_t count_ = 0;
};

}  // namespace tijdig::rocksdb_store
