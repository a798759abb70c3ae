#include "libs/backends/rocksdb/log.h"

#include <fmt/format.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <span>

namespace tijdig::rocksdb_store {
namespace {

bool same_place(const ports::OutRecord& a, const ports::OutRecord& b) {
  return a.topic == b.topic && a.partition == b.partition;
}

void raise_to(std::atomic<std::uint64_t>& number, std::uint64_t least) {
  std::uint64_t now = number.load();
  while (now < least && !number.compare_exchange_weak(now, least)) {
  }
}

}  // namespace

Log::Log(ports::Partition partitions, Database& derived, Database* doors)
    : partition_count_(partitions),
      derived_(derived),
      doors_(doors),
      databases_{&derived},
      known_(topics_known_fast * partitions) {
  if (doors != nullptr) databases_.push_back(doors);
}

Result<LogPartition*> Log::find(flow::TopicId topic, ports::Partition partition) {
  if (topic >= topics_known_fast || partition >= partition_count_) return find_slowly(topic, partition);
  std::atomic<LogPartition*>& known = known_[std::size_t{topic} * partition_count_ + partition];
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
  if (partition >= partition_count_)
    return Error::fatal(
        fmt::format("topic {} has no partition {}: the data folder has {}", topic, partition, partition_count_));
  std::unique_lock lock(mutex_);
  std::unique_ptr<LogPartition>& slot = partitions_[place];
  if (!slot) {
    TIJDIG_TRY(const ports::Offset end, stored_end(topic, partition));
    slot = std::make_unique<LogPartition>();
    slot->end = end;
    slot->next = end;
  }
  return slot.get();
}

Result<ports::Offset> Log::stored_end(flow::TopicId topic, ports::Partition partition) {
  ports::Offset end = 0;
  for (Database* const database : databases_) {
    TIJDIG_TRY(const ports::Offset here, stored_end(*database, topic, partition));
    end = std::max(end, here);
  }
  return end;
}

Result<ports::Offset> Log::stored_end(Database& database, flow::TopicId topic, ports::Partition partition) {
  const std::unique_ptr<rocksdb::Iterator> iterator(database.db().NewIterator(rocksdb::ReadOptions(), database.log()));
  iterator->SeekForPrev(log_key(topic, partition, ~ports::Offset{0}));
  if (!iterator->status().ok()) return database.read_error(iterator->status());
  if (!iterator->Valid() || !iterator->key().starts_with(log_prefix(topic, partition))) return ports::Offset{0};
  TIJDIG_TRY(const LogBlockReader last,
             LogBlockReader::open(view(iterator->value()), offset_in_log_key(view(iterator->key()))));
  return last.end();
}

Result<ports::Offset> Log::end(flow::TopicId topic, ports::Partition partition) {
  TIJDIG_TRY(const LogPartition* found, find(topic, partition));
  return found->end.load(std::memory_order_acquire);
}

// False: neither has a record there.
Result<bool> Log::open_cursor(LogCursor& cursor, ports::SourcePartition place, ports::Offset from) {
  const auto [topic, partition] = place;
  cursor.lower = log_prefix(topic, partition);
  cursor.upper = log_key(topic, partition, ~ports::Offset{0});
  cursor.lower_bound = cursor.lower;
  cursor.upper_bound = cursor.upper;
  rocksdb::ReadOptions options;
  options.iterate_lower_bound = &cursor.lower_bound;
  options.iterate_upper_bound = &cursor.upper_bound;
  options.fill_cache = false;  // a log is read once; the cache is for the state
  // Mostly a block begins here, and looking forwards reads no files that do not have it.
  const Bytes exact = log_key(topic, partition, from);
  for (Database* const database : databases_) {
    cursor.iterators.emplace_back(database->db().NewIterator(options, database->log()));
    cursor.iterators.back()->Seek(exact);
  }
  TIJDIG_TRY(bool found, find_block(cursor, exact));
  if (!found) {
    TIJDIG_TRY(found, find_block_around(cursor, exact));
  }
  if (!found || cursor.block.end() <= from) return false;
  while (cursor.block.next_offset() < from) TIJDIG_DO(cursor.block.skip());
  cursor.next = from;
  return true;
}

// The block that begins at `key`, in whichever database it stands.
Result<bool> Log::find_block(LogCursor& cursor, const Bytes& key) {
  cursor.at = nullptr;
  for (std::size_t i = 0; i < cursor.iterators.size(); ++i) {
    rocksdb::Iterator& iterator = *cursor.iterators[i];
    if (!iterator.status().ok()) return databases_[i]->read_error(iterator.status());
    if (iterator.Valid() && iterator.key() == rocksdb::Slice(key)) cursor.at = &iterator;
  }
  if (cursor.at == nullptr) return false;
  TIJDIG_DO(look_into_block(cursor));
  return true;
}

// The newest block that begins before `key`.
Result<bool> Log::find_block_around(LogCursor& cursor, const Bytes& key) {
  for (auto& iterator : cursor.iterators) {
    iterator->SeekForPrev(key);
    if (!iterator->Valid()) continue;
    if (cursor.at == nullptr || iterator->key().compare(cursor.at->key()) > 0) cursor.at = iterator.get();
  }
  for (std::size_t i = 0; i < cursor.iterators.size(); ++i) {
    if (!cursor.iterators[i]->status().ok()) return databases_[i]->read_error(cursor.iterators[i]->status());
    if (cursor.iterators[i].get() != cursor.at) cursor.iterators[i]->Seek(key);
  }
  if (cursor.at == nullptr) return false;
  TIJDIG_DO(look_into_block(cursor));
  return true;
}

Result<> Log::look_into_block(LogCursor& cursor) {
  TIJDIG_TRY(cursor.block, LogBlockReader::open(view(cursor.at->value()), offset_in_log_key(view(cursor.at->key()))));
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
      TIJDIG_DO(reader.read(into));
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
    bool stands_there = true;
    if (!cursor || cursor->next != next || cursor->end <= next) {
      cursor = std::make_unique<LogCursor>();
      cursor->end = end;
      TIJDIG_TRY(stands_there, open_cursor(*cursor, place, next));
    } else if (next == cursor->block.end()) {
      cursor->at->Next();
      TIJDIG_TRY(stands_there, find_block(*cursor, log_key(place.first, place.second, next)));
    }
    if (!stands_there) return hole_at(found, next);
    TIJDIG_DO(cursor->block.read(into));
    cursor->next = next + 1;
  }
  // A cursor that has seen all it can see would only hold memory.
  if (cursor->next < cursor->end) found.cursor = std::move(cursor);
  return {};
}

// Who looks on while another works has opened one database after the other: what was derived in between is not seen, so
// what doors brought behind it is not seen either.
Result<> Log::hole_at(LogPartition& found, ports::Offset offset) {
  if (!derived_.is_read_only()) return Error::fatal("the log has a hole");
  found.end.store(offset, std::memory_order_release);
  return {};
}

Result<> LogAppend::lock(const std::vector<ports::OutRecord>& records) {
  std::vector<const ports::OutRecord*> sorted;
  sorted.reserve(records.size());
  for (const ports::OutRecord& record : records) sorted.push_back(&record);
  std::stable_sort(sorted.begin(), sorted.end(), [](const ports::OutRecord* a, const ports::OutRecord* b) {
    return std::pair(a->topic, a->partition) < std::pair(b->topic, b->partition);
  });
  for (auto first = sorted.begin(); first != sorted.end();) {
    const auto last = std::find_if_not(first, sorted.end(), [&](const auto* r) { return same_place(**first, *r); });
    TIJDIG_TRY(LogPartition * partition, log_.find((*first)->topic, (*first)->partition));
    std::unique_lock lock(partition->append_mutex);
    held_.push_back({partition, std::move(lock), {first, last}, partition->next, {}});
    first = last;
  }
  return {};
}

Announcing::~Announcing() {
  raise_to(log_.newest_announcement_, log_.derived_.newest_write());
  --log_.announcing_;
}

bool LogAppend::follows_unsynced() const {
  if (log_.announcing_ > 0 || !log_.derived_.is_synced(log_.newest_announcement_)) return true;
  return std::any_of(held_.begin(), held_.end(),
                     [this](const Held& held) { return !log_.derived_.is_synced(held.partition->derived_write); });
}

Result<> LogAppend::wait_for_doors() {
  const auto waits = [](const Held& held) { return held.partition->end.load() < held.partition->next; };
  if (std::none_of(held_.begin(), held_.end(), waits)) return {};
  return log_.doors_->sync();
}

Result<> LogAppend::add_to(Database& database, rocksdb::WriteBatch& batch) {
  for (Held& held : held_) {
    std::span<const ports::OutRecord* const> rest(held.records);
    while (!rest.empty()) {
      auto block = std::make_shared<Bytes>();
      const std::size_t count = encode_log_block(rest, *block);
      const Bytes key = log_key(rest.front()->topic, rest.front()->partition, held.end);
      const rocksdb::Status added = batch.Put(database.log(), key, *block);
      held.blocks.push_back({held.end, std::move(block)});
      if (!added.ok()) return Error::fatal("a unit of work is too large for one write: " + added.ToString());
      held.end += count;
      rest = rest.subspan(count);
    }
  }
  return {};
}

void LogAppend::written(Database& database) {
  const bool is_derived = &database == &log_.derived_;
  for (Held& held : held_) {
    log_.tail_budget_.keep(held.partition->tail, std::move(held.blocks));
    held.partition->next = held.end;
    if (is_derived) {
      held.partition->derived_write = database.newest_write();
      held.partition->end.store(held.end, std::memory_order_release);
    }
    held.lock.unlock();
  }
}

void LogAppend::make_visible() {
  for (const Held& held : held_) raise_to(held.partition->end, held.end);
}

}  // namespace tijdig::rocksdb_store
