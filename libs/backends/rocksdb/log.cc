#include "libs/backends/rocksdb/log.h"

#include <fmt/format.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <span>

namespace tijdig::rocksdb_store {
namespace {

BytesView view(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

bool same_place(const ports::OutRecord& a, const ports::OutRecord& b) {
  return a.topic == b.topic && a.partition == b.partition;
}

}  // namespace

Result<LogPartition*> Log::find(flow::TopicId topic, ports::Partition partition) {
  if (topic >= topics_known_fast || partition >= database_.partitions()) return find_slowly(topic, partition);
  std::atomic<LogPartition*>& known = known_[std::size_t{topic} * database_.partitions() + partition];
  if (LogPartition* const found = known.load(std::memory_order_acquire)) return found;
  TIJDIG_TRY(LogPartition * found, find_slowly(topic, partition));
  known.store(found, std::memory_order_release);
  return found;
}

Result<LogPartition*> Log::find_slowly(flow::TopicId topic, ports::Partition partition) {
  const ports::SourcePartition place{topic, partition};
  {
    std::shared_lock lock(mutex_);
    if (const auto known = partitions_.find(place); known != partitions_.end()) return known->second.get();
  }
  if (partition >= database_.partitions())
    return Error::fatal(
        fmt::format("topic {} has no partition {}: the data folder has {}", topic, partition, database_.partitions()));
  std::unique_lock lock(mutex_);
  std::unique_ptr<LogPartition>& slot = partitions_[place];
  if (!slot) {
    TIJDIG_TRY(const ports::Offset end, stored_end(topic, partition));
    slot = std::make_unique<LogPartition>();
    slot->end = end;
  }
  return slot.get();
}

Result<ports::Offset> Log::stored_end(flow::TopicId topic, ports::Partition partition) {
  const std::unique_ptr<rocksdb::Iterator> iterator(
      database_.db().NewIterator(rocksdb::ReadOptions(), database_.log()));
  iterator->SeekForPrev(log_key(topic, partition, ~ports::Offset{0}));
  if (!iterator->status().ok()) return database_.read_error(iterator->status());
  if (!iterator->Valid() || !iterator->key().starts_with(log_prefix(topic, partition))) return ports::Offset{0};
  TIJDIG_TRY(const LogBlockReader last,
             LogBlockReader::open(view(iterator->value()), offset_in_log_key(view(iterator->key()))));
  return last.end();
}

Result<ports::Offset> Log::end(flow::TopicId topic, ports::Partition partition) {
  TIJDIG_TRY(const LogPartition* found, find(topic, partition));
  return found->end.load(std::memory_order_acquire);
}

Result<> Log::open_cursor(LogCursor& cursor, flow::TopicId topic, ports::Partition partition, ports::Offset from) {
  cursor.lower = log_prefix(topic, partition);
  cursor.upper = log_key(topic, partition, ~ports::Offset{0});
  cursor.lower_bound = cursor.lower;
  cursor.upper_bound = cursor.upper;
  rocksdb::ReadOptions options;
  options.iterate_lower_bound = &cursor.lower_bound;
  options.iterate_upper_bound = &cursor.upper_bound;
  options.fill_cache = false;  // a log is read once; the cache is for the state
  cursor.iterator.reset(database_.db().NewIterator(options, database_.log()));
  // Mostly a block begins here, and looking forwards reads no files that do not have it.
  const Bytes exact = log_key(topic, partition, from);
  cursor.iterator->Seek(exact);
  if (!cursor.iterator->Valid() || cursor.iterator->key() != rocksdb::Slice(exact)) cursor.iterator->SeekForPrev(exact);
  TIJDIG_DO(next_block(cursor));
  while (cursor.block.next_offset() < from) {
    if (cursor.block.next_offset() >= cursor.block.end()) return Error::fatal("the log has a hole");
    TIJDIG_DO(cursor.block.skip());
  }
  cursor.next = from;
  return {};
}

// The iterator stands on a block: look into it.
Result<> Log::next_block(LogCursor& cursor) {
  if (!cursor.iterator->status().ok()) return database_.read_error(cursor.iterator->status());
  if (!cursor.iterator->Valid()) return Error::fatal("the log ends before its end");
  TIJDIG_TRY(cursor.block,
             LogBlockReader::open(view(cursor.iterator->value()), offset_in_log_key(view(cursor.iterator->key()))));
  return {};
}

Result<> Log::read(flow::TopicId topic, ports::Partition partition, ports::Offset from, std::size_t count_max,
                   std::vector<ports::InRecord>& into) {
  TIJDIG_TRY(LogPartition * found, find(topic, partition));
  const ports::Offset end = found->end.load(std::memory_order_acquire);
  if (from >= end || count_max == 0) return {};
  const ports::Offset until = from + std::min<ports::Offset>(count_max, end - from);
  into.reserve(into.size() + static_cast<std::size_t>(until - from));
  const std::vector<TailBlock> in_memory = found->tail.blocks(from, until);
  const ports::Offset from_memory = in_memory.empty() ? until : std::max(from, in_memory.front().first);
  if (from < from_memory) TIJDIG_DO(read_files(*found, {topic, partition}, from, from_memory, into));
  ports::Offset next = from_memory;
  for (const TailBlock& block : in_memory) {
    TIJDIG_TRY(LogBlockReader reader, LogBlockReader::open(*block.bytes, block.first));
    while (reader.next_offset() < next) TIJDIG_DO(reader.skip());
    for (; next < std::min(until, reader.end()); ++next) {
      TIJDIG_TRY(ports::InRecord record, reader.read());
      into.push_back(std::move(record));
    }
  }
  return {};
}

Result<> Log::read_files(LogPartition& found, ports::SourcePartition place, ports::Offset from, ports::Offset until,
                         std::vector<ports::InRecord>& into) {
  const std::lock_guard lock(found.read_mutex);
  const ports::Offset end = found.end.load(std::memory_order_acquire);
  // Taken out of its place while in use: after an error it is gone and the next read begins afresh.
  std::unique_ptr<LogCursor> cursor = std::move(found.cursor);
  for (ports::Offset next = from; next < until; ++next) {
    if (!cursor || cursor->next != next || cursor->end <= next) {
      cursor = std::make_unique<LogCursor>();
      cursor->end = end;
      TIJDIG_DO(open_cursor(*cursor, place.first, place.second, next));
    } else if (next == cursor->block.end()) {
      cursor->iterator->Next();
      TIJDIG_DO(next_block(*cursor));
      if (cursor->block.next_offset() != next) return Error::fatal("the log has a hole");
    }
    TIJDIG_TRY(ports::InRecord record, cursor->block.read());
    into.push_back(std::move(record));
    cursor->next = next + 1;
  }
  // A cursor that has seen all it can see would only hold memory.
  if (cursor->next < cursor->end) found.cursor = std::move(cursor);
  return {};
}

Result<> LogAppend::add(const std::vector<ports::OutRecord>& records, rocksdb::WriteBatch& batch) {
  std::vector<const ports::OutRecord*> sorted;
  sorted.reserve(records.size());
  for (const ports::OutRecord& record : records) sorted.push_back(&record);
  std::stable_sort(sorted.begin(), sorted.end(), [](const ports::OutRecord* a, const ports::OutRecord* b) {
    return std::pair(a->topic, a->partition) < std::pair(b->topic, b->partition);
  });
  for (auto first = sorted.begin(); first != sorted.end();) {
    const auto last = std::find_if_not(first, sorted.end(), [&](const auto* r) { return same_place(**first, *r); });
    TIJDIG_TRY(LogPartition * partition, log_.find((*first)->topic, (*first)->partition));
    Held held{partition, std::unique_lock(partition->append_mutex), partition->end.load(), {}};
    std::span<const ports::OutRecord* const> rest(&*first, static_cast<std::size_t>(last - first));
    while (!rest.empty()) {
      auto block = std::make_shared<Bytes>();
      const std::size_t count = encode_log_block(rest, *block);
      const Bytes key = log_key((*first)->topic, (*first)->partition, held.end);
      const rocksdb::Status added = batch.Put(log_.database_.log(), key, *block);
      held.blocks.push_back({held.end, std::move(block)});
      if (!added.ok()) return Error::fatal("a unit of work is too large for one write: " + added.ToString());
      held.end += count;
      rest = rest.subspan(count);
    }
    held_.push_back(std::move(held));
    first = last;
  }
  return {};
}

void LogAppend::make_visible() {
  for (Held& held : held_) {
    log_.tail_budget_.keep(held.partition->tail, std::move(held.blocks));
    held.partition->end.store(held.end, std::memory_order_release);
  }
  held_.clear();
}

}  // namespace tijdig::rocksdb_store
