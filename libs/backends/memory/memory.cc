#include "libs/backends/memory/memory.h"

#include <algorithm>
#include <set>
#include <utility>

namespace tijdig::memory {

using ports::InRecord;
using ports::Lane;
using ports::OutRecord;
using ports::Progress;
using Lock = std::lock_guard<std::mutex>;

class Memory::MemoryUnit final : public ports::Unit {
 public:
  MemoryUnit(Memory& memory, Lane lane, std::uint64_t epoch) : memory_(memory), lane_(lane), epoch_(epoch) {}

  Result<> publish(std::vector<OutRecord> outputs) override {
    TIJDIG_DO(memory_.before(Call::publish, lane_));
    outputs_ = std::move(outputs);
    TIJDIG_DO(memory_.publish(lane_, epoch_, outputs_));
    return memory_.after(Call::publish, lane_);
  }

  Result<> save(std::vector<ports::StateWrite> writes) override {
    TIJDIG_DO(memory_.before(Call::save, lane_));
    change_.writes = std::move(writes);
    return memory_.after(Call::save, lane_);
  }

  Result<> commit(const Progress& progress) override {
    if (committed_) return {};  // asked again after its answer was lost
    if (auto going = memory_.before(Call::commit, lane_); !going) return answer_lost(going.error());
    change_.progress = progress;
    TIJDIG_DO(memory_.commit(lane_, epoch_, outputs_, change_));
    committed_ = true;
    if (auto coming = memory_.after(Call::commit, lane_); !coming) return answer_lost(coming.error());
    return {};
  }

 private:
  Error answer_lost(const Error& error) {
    Lock lock(memory_.mutex_);
    if (memory_.options_.commit == Commit::log_then_state) memory_.lanes_[lane_].end_txn_of_epoch = epoch_;
    return error;
  }

  Memory& memory_;
  Lane lane_;
  std::uint64_t epoch_;
  std::vector<OutRecord> outputs_;
  Change change_;
  bool committed_ = false;
};

Result<std::uint64_t> Memory::claim(Lane lane) {
  TIJDIG_DO(before(Call::claim, lane));
  std::uint64_t epoch = 0;
  {
    Lock lock(mutex_);
    epoch = ++lanes_[lane].epoch;
  }
  TIJDIG_DO(after(Call::claim, lane));
  return epoch;
}

Result<Progress> Memory::recover(Lane lane) {
  TIJDIG_DO(before(Call::recover, lane));
  Progress progress;
  {
    Lock lock(mutex_);
    LaneStore& store = lanes_[lane];
    store.end_txn_of_epoch = 0;  // a new producer: whatever was under way has been refused or has arrived
    store.losses_seen = store.losses;
    if (options_.commit == Commit::log_then_state)
      while (store.applied < store.changelog.size()) apply(store, store.changelog[store.applied]);
    progress = store.progress;
  }
  TIJDIG_DO(after(Call::recover, lane));
  return progress;
}

Result<ports::Offset> Memory::read(flow::TopicId topic, ports::Partition partition, ports::Offset from,
                                   std::size_t count_max, std::vector<InRecord>& into) {
  TIJDIG_DO(before(Call::read, Lane{topic, partition}));
  Lock lock(mutex_);
  const auto found = log_.find({topic, partition});
  if (found == log_.end() || from >= found->second.end) return from;
  const auto& records = found->second.records;
  const auto first =
      std::lower_bound(records.begin(), records.end(), from,
                       [](const InRecord& record, ports::Offset offset) { return record.offset < offset; });
  const auto left = static_cast<std::size_t>(records.end() - first);
  const auto last = first + static_cast<std::ptrdiff_t>(std::min(count_max, left));
  into.insert(into.end(), first, last);
  return last == records.end() ? found->second.end : last->offset;
}

Result<ports::Offset> Memory::end(flow::TopicId topic, ports::Partition partition) {
  Lock lock(mutex_);
  const auto found = log_.find({topic, partition});
  return found == log_.end() ? 0 : found->second.end;
}

Result<> Memory::load(Lane lane, std::span<const Bytes> keys, std::vector<std::optional<Bytes>>& values) {
  TIJDIG_DO(before(Call::load, lane));
  Lock lock(mutex_);
  const LaneStore& store = lanes_[lane];
  if (store.losses != store.losses_seen) return Error::abort_batch("the state store went back; recover first");
  values.clear();
  for (const Bytes& key : keys) {
    const auto found = store.state.find(key);
    values.push_back(found == store.state.end() ? std::nullopt : std::optional<Bytes>(found->second));
  }
  return {};
}

Result<> Memory::scan(Lane lane, BytesView prefix, std::vector<std::pair<Bytes, Bytes>>& into) {
  Lock lock(mutex_);
  const auto& state = lanes_[lane].state;
  for (auto at = state.lower_bound(Bytes(prefix)); at != state.end() && BytesView(at->first).starts_with(prefix); ++at)
    into.emplace_back(at->first, at->second);
  return {};
}

std::unique_ptr<ports::Unit> Memory::begin(Lane lane, std::uint64_t epoch) {
  return std::make_unique<MemoryUnit>(*this, lane, epoch);
}

Result<> Memory::append_durably(std::vector<OutRecord> records) { return take_from_door(records, true); }
Result<> Memory::append(std::vector<OutRecord> records) { return take_from_door(records, false); }

Result<> Memory::take_from_door(const std::vector<OutRecord>& records, bool durably) {
  TIJDIG_DO(before(Call::append, Lane{}));
  {
    Lock lock(mutex_);
    put_in_log(records);
    journal(records, std::nullopt);
    if (durably && options_.sync_doors) sync_door(records);
  }
  return after(Call::append, Lane{});
}

// The newest of the journal, which a door has just written.
void Memory::sync_door(const std::vector<OutRecord>& records) {
  const auto in_its_partitions = [&](const OutRecord& other) {
    return std::any_of(records.begin(), records.end(), [&](const OutRecord& own) {
      return own.topic == other.topic && own.partition == other.partition;
    });
  };
  const auto keeps_it_waiting = [&](const JournalEntry& entry) {
    if (entry.is_apart) return false;
    if (!entry.change && options_.doors_wait_for_days) return true;
    return std::any_of(entry.outputs.begin(), entry.outputs.end(), in_its_partitions);
  };
  if (!options_.doors_apart || !options_.keep_journal ||
      std::any_of(journal_.begin() + static_cast<std::ptrdiff_t>(synced_), journal_.end() - 1, keeps_it_waiting)) {
    synced_ = journal_.size();
  } else {
    journal_.back().is_apart = true;
  }
}

Result<> Memory::sync() {
  Lock lock(mutex_);
  synced_ = journal_.size();
  return {};
}

void Memory::put_in_log(const std::vector<OutRecord>& records) {
  put_in_log_once(records);
  if (options_.deliver_twice) put_in_log_once(records);
  if (!offsets_have_gaps()) return;
  std::set<ports::SourcePartition> touched;
  for (const OutRecord& record : records) touched.emplace(record.topic, record.partition);
  for (const auto& place : touched) ++log_[place].end;
}

void Memory::put_in_log_once(const std::vector<OutRecord>& records) {
  for (const OutRecord& record : records) {
    TIJDIG_CHECK(record.partition < options_.partitions);
    Log& log = log_[{record.topic, record.partition}];
    log.records.push_back({log.end++, record.cause, record.key, record.value});
  }
}

void Memory::journal(const std::vector<OutRecord>& outputs, std::optional<std::pair<Lane, Change>> change) {
  if (options_.keep_journal) journal_.push_back({outputs, std::move(change), false});
}

void Memory::apply(LaneStore& lane, Change change) {
  for (auto& write : change.writes) {
    if (write.value) {
      lane.state.insert_or_assign(std::move(write.key), *std::move(write.value));
    } else {
      lane.state.erase(write.key);
    }
  }
  lane.progress = std::move(change.progress);
  ++lane.applied;
}

Result<> Memory::publish(Lane lane, std::uint64_t epoch, std::vector<OutRecord>& outputs) {
  Lock lock(mutex_);
  LaneStore& store = lanes_[lane];
  if (store.end_txn_of_epoch == epoch) {
    // The late answer to the transaction before ends this one half-way (KAFKA-17754): its first records are gone.
    store.end_txn_of_epoch = 0;
    outputs.erase(outputs.begin(), outputs.begin() + static_cast<std::ptrdiff_t>((outputs.size() + 1) / 2));
  }
  if (options_.commit == Commit::visible_at_publish) put_in_log(outputs);
  return {};
}

Result<> Memory::commit(Lane lane, std::uint64_t epoch, const std::vector<OutRecord>& outputs, Change change) {
  if (options_.commit == Commit::log_then_state) return commit_log_then_state(lane, epoch, outputs, std::move(change));
  Lock lock(mutex_);
  LaneStore& store = lanes_[lane];
  if (epoch != store.epoch) return Error::fatal("a newer owner has this lane");
  if (store.losses != store.losses_seen) return Error::abort_batch("the state store went back; recover first");
  if (options_.commit == Commit::atomic) put_in_log(outputs);
  if (options_.commit == Commit::atomic && options_.keep_journal) journal(outputs, std::pair(lane, change));
  if (!keeps_changelog()) {
    apply(store, std::move(change));
    return {};
  }
  apply(store, change);
  store.changelog.push_back(std::move(change));
  return {};
}

Result<> Memory::commit_log_then_state(Lane lane, std::uint64_t epoch, const std::vector<OutRecord>& outputs,
                                       Change change) {
  std::size_t mine = 0;
  {
    Lock lock(mutex_);
    LaneStore& store = lanes_[lane];
    if (epoch != store.epoch) return Error::fatal("a newer owner has this lane");
    put_in_log(outputs);
    mine = store.changelog.size();
    store.changelog.push_back(std::move(change));
  }
  TIJDIG_DO(before(Call::commit_state, lane));
  Lock lock(mutex_);
  LaneStore& store = lanes_[lane];
  if (store.applied > mine) return {};  // a newer owner has rolled it forward
  if (store.applied < mine) return Error::abort_batch("the state store went back; recover first");
  apply(store, store.changelog[mine]);
  return {};
}

}  // namespace tijdig::memory
