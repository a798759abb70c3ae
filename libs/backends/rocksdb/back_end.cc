// A unit of work is gathered in memory and written as one WriteBatch; nothing of it exists before `commit`.
#include <fmt/format.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <array>
#include <shared_mutex>

#include "libs/backends/rocksdb/folder.h"
#include "libs/backends/rocksdb/log.h"
#include "libs/ports/buffered_unit.h"
#include "libs/ports/progress_format.h"

namespace tijdig::rocksdb_store {
namespace {

using ports::Lane;
using ports::Progress;

constexpr char progress_kind = 'p';
constexpr char epoch_kind = 'e';
constexpr std::size_t lane_bytes = sizeof(Lane::stage) + sizeof(Lane::partition);

void append_lane(Bytes& key, Lane lane) {
  append_big_endian(key, lane.stage);
  append_big_endian(key, lane.partition);
}

Bytes lane_prefix(Lane lane) {
  Bytes prefix;
  append_lane(prefix, lane);
  return prefix;
}

Bytes meta_key(char kind, Lane lane) {
  Bytes key(1, kind);
  append_lane(key, lane);
  return key;
}

// The smallest bytes that come after everything that starts with `prefix`; empty when there are none.
Bytes after_prefix(Bytes prefix) {
  while (!prefix.empty() && static_cast<unsigned char>(prefix.back()) == 0xff) prefix.pop_back();
  if (!prefix.empty()) prefix.back() = static_cast<char>(static_cast<unsigned char>(prefix.back()) + 1);
  return prefix;
}

rocksdb::Slice slice(BytesView bytes) { return {bytes.data(), bytes.size()}; }

// Who owns a lane. The mutex is held while a unit of the lane is written, so that a newer owner comes before or after.
struct LaneOwner {
  std::mutex mutex;
  std::uint64_t epoch = 0;
};

class RocksDbBackEnd final : public ports::BackEnd {
 public:
  explicit RocksDbBackEnd(Folder folder)
      : folder_(std::move(folder)), log_(folder_.partitions, lanes_, folder_.doors.get()) {}

  ports::Partition partitions() const override { return folder_.partitions; }
  Result<std::uint64_t> claim(Lane lane) override;
  Result<Progress> recover(Lane lane) override;
  bool offsets_have_gaps() const override { return false; }
  Result<ports::Offset> read(flow::TopicId topic, ports::Partition partition, ports::Offset from, std::size_t count_max,
                             std::vector<ports::InRecord>& into) override {
    const std::size_t before = into.size();
    TIJDIG_DO(log_.read(topic, partition, from, count_max, into));
    return from + (into.size() - before);
  }
  Result<ports::Offset> end(flow::TopicId topic, ports::Partition partition) override {
    return log_.end(topic, partition);
  }
  Result<> load(Lane lane, std::span<const Bytes> keys, std::vector<std::optional<Bytes>>& values) override;
  Result<> scan(Lane lane, BytesView prefix, std::vector<std::pair<Bytes, Bytes>>& into) override;
  Result<> scan_each(Lane lane, BytesView prefix, const EachPair& each) override;
  std::unique_ptr<ports::Unit> begin(Lane lane, std::uint64_t epoch) override;
  Result<> append_durably(std::vector<ports::OutRecord> records) override;
  Result<> append(std::vector<ports::OutRecord> records) override;
  Result<> sync() override {
    // Of another process's doors, a reader sees what is still waited for.
    if (lanes_.is_read_only() && folder_.doors) TIJDIG_DO(folder_.doors->sync());
    return lanes_.sync();
  }

  Result<> commit(Lane lane, std::uint64_t epoch, const std::vector<ports::OutRecord>& outputs,
                  const std::vector<ports::StateWrite>& writes, const Progress& progress);

 private:
  Result<LaneOwner*> owner_of(Lane lane);
  Result<std::optional<Bytes>> meta(const Bytes& key);

  // Both databases are one store: when one has failed, the other takes nothing more.
  Result<> write_beside_state(LogAppend& append, rocksdb::WriteBatch& batch);
  Result<> write_at_doors(LogAppend& append);

  Folder folder_;
  Database& lanes_ = *folder_.lanes;
  Log log_;
  std::shared_mutex owners_mutex_;
  std::map<Lane, std::unique_ptr<LaneOwner>> owners_;
};

std::unique_ptr<ports::Unit> RocksDbBackEnd::begin(Lane lane, std::uint64_t epoch) {
  return std::make_unique<ports::BufferedUnit<RocksDbBackEnd>>(*this, lane, epoch);
}

Result<std::optional<Bytes>> RocksDbBackEnd::meta(const Bytes& key) {
  std::string value;
  const rocksdb::Status status = lanes_.db().Get(rocksdb::ReadOptions(), lanes_.meta(), key, &value);
  if (status.IsNotFound()) return std::optional<Bytes>();
  if (!status.ok()) return lanes_.read_error(status);
  return std::optional<Bytes>(std::move(value));
}

Result<LaneOwner*> RocksDbBackEnd::owner_of(Lane lane) {
  {
    std::shared_lock lock(owners_mutex_);
    if (const auto known = owners_.find(lane); known != owners_.end()) return known->second.get();
  }
  std::unique_lock lock(owners_mutex_);
  std::unique_ptr<LaneOwner>& owner = owners_[lane];
  if (!owner) {
    TIJDIG_TRY(const std::optional<Bytes> stored, meta(meta_key(epoch_kind, lane)));
    if (stored && stored->size() != sizeof(std::uint64_t)) return Error::fatal("the saved epoch of a lane is damaged");
    owner = std::make_unique<LaneOwner>();
    if (stored) owner->epoch = read_big_endian<std::uint64_t>(*stored);
  }
  return owner.get();
}

Result<std::uint64_t> RocksDbBackEnd::claim(Lane lane) {
  if (lane.partition >= partitions())
    return Error::fatal(fmt::format("there is no partition {}: the data folder has {}", lane.partition, partitions()));
  TIJDIG_TRY(LaneOwner * owner, owner_of(lane));
  std::lock_guard lock(owner->mutex);
  Bytes epoch;
  append_big_endian(epoch, owner->epoch + 1);
  rocksdb::WriteBatch batch;
  const rocksdb::Status added = batch.Put(lanes_.meta(), meta_key(epoch_kind, lane), epoch);
  if (!added.ok()) return Error::fatal(added.ToString());
  TIJDIG_DO(lanes_.write(batch));
  return ++owner->epoch;
}

Result<Progress> RocksDbBackEnd::recover(Lane lane) {
  TIJDIG_TRY(const std::optional<Bytes> stored, meta(meta_key(progress_kind, lane)));
  if (!stored) return Progress{};
  return ports::decode_progress(*stored);
}

Result<> RocksDbBackEnd::load(Lane lane, std::span<const Bytes> keys, std::vector<std::optional<Bytes>>& values) {
  values.assign(keys.size(), std::nullopt);
  // All keys in one piece of memory, each behind the lane's four bytes.
  std::size_t bytes = 0;
  for (const Bytes& key : keys) bytes += lane_bytes + key.size();
  Bytes full;
  full.reserve(bytes);
  std::vector<rocksdb::Slice> slices;
  slices.reserve(keys.size());
  for (const Bytes& key : keys) {
    const std::size_t begin = full.size();
    append_lane(full, lane);
    full += key;
    slices.emplace_back(full.data() + begin, full.size() - begin);
  }
  std::vector<rocksdb::PinnableSlice> found(keys.size());
  std::vector<rocksdb::Status> statuses(keys.size());
  const rocksdb::ReadOptions options;
  if (keys.size() == 1) {  // a third of the work of asking for many
    statuses[0] = lanes_.db().Get(options, lanes_.state(), slices[0], &found[0]);
  } else {
    lanes_.db().MultiGet(options, lanes_.state(), keys.size(), slices.data(), found.data(), statuses.data(),
                         std::is_sorted(keys.begin(), keys.end()));
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (statuses[i].ok())
      values[i].emplace(view(found[i]));
    else if (!statuses[i].IsNotFound())
      return lanes_.read_error(statuses[i]);
  }
  return {};
}

Result<> RocksDbBackEnd::scan(Lane lane, BytesView prefix, std::vector<std::pair<Bytes, Bytes>>& into) {
  return scan_each(lane, prefix, [&](BytesView key, BytesView value) { into.emplace_back(key, value); });
}

Result<> RocksDbBackEnd::scan_each(Lane lane, BytesView prefix, const EachPair& each) {
  const Bytes lower = lane_prefix(lane) + Bytes(prefix);
  const Bytes upper = after_prefix(lower);
  const rocksdb::Slice upper_bound(upper);
  rocksdb::ReadOptions options;
  if (!upper.empty()) options.iterate_upper_bound = &upper_bound;
  options.fill_cache = false;
  const std::unique_ptr<rocksdb::Iterator> iterator(lanes_.db().NewIterator(options, lanes_.state()));
  for (iterator->Seek(lower); iterator->Valid(); iterator->Next())
    each(view(iterator->key()).substr(lane_bytes), view(iterator->value()));
  if (!iterator->status().ok()) return lanes_.read_error(iterator->status());
  return {};
}

Result<> RocksDbBackEnd::commit(Lane lane, std::uint64_t epoch, const std::vector<ports::OutRecord>& outputs,
                                const std::vector<ports::StateWrite>& writes, const Progress& progress) {
  TIJDIG_TRY(LaneOwner * owner, owner_of(lane));
  std::lock_guard lock(owner->mutex);
  if (epoch != owner->epoch) return Error::fatal("another owner has taken this lane; stop");
  std::size_t bytes = 0;
  for (const ports::StateWrite& write : writes)
    bytes += write.key.size() + (write.value ? write.value->size() : 0) + 16;
  for (const ports::OutRecord& output : outputs) bytes += output.key.size() + output.value.size() + 32;
  rocksdb::WriteBatch batch(bytes + 4096);  // it would grow by doubling, copying all it holds each time
  rocksdb::Status added;
  const Bytes prefix = lane_prefix(lane);
  for (const ports::StateWrite& write : writes) {
    if (!added.ok()) break;
    const std::array<rocksdb::Slice, 2> key_parts{slice(prefix), slice(write.key)};
    const rocksdb::SliceParts key(key_parts.data(), 2);
    if (write.value) {
      const rocksdb::Slice value = slice(*write.value);
      added = batch.Put(lanes_.state(), key, rocksdb::SliceParts(&value, 1));
    } else {
      added = batch.Delete(lanes_.state(), key);
    }
  }
  if (added.ok()) added = batch.Put(lanes_.meta(), meta_key(progress_kind, lane), ports::encode_progress(progress));
  if (!added.ok()) return Error::fatal("a unit of work is too large for one write: " + added.ToString());
  LogAppend append(log_);
  TIJDIG_DO(append.lock(outputs));
  return write_beside_state(append, batch);
}

Result<> RocksDbBackEnd::write_beside_state(LogAppend& append, rocksdb::WriteBatch& batch) {
  if (folder_.doors) TIJDIG_DO(folder_.doors->expect_whole());
  TIJDIG_DO(append.wait_for_doors());
  TIJDIG_DO(append.add_to(lanes_, batch));
  TIJDIG_DO(lanes_.write(batch));
  append.written(lanes_);
  return {};
}

// Nobody reads it before it is synced: what lanes derive from it would stand in the other database.
Result<> RocksDbBackEnd::write_at_doors(LogAppend& append) {
  TIJDIG_DO(lanes_.expect_whole());
  Database& doors = *folder_.doors;
  rocksdb::WriteBatch batch;
  TIJDIG_DO(append.add_to(doors, batch));
  TIJDIG_DO(doors.write(batch));
  append.written(doors);
  TIJDIG_DO(doors.sync());
  append.make_visible();
  return {};
}

Result<> RocksDbBackEnd::append(std::vector<ports::OutRecord> records) {
  if (records.empty()) return {};
  TIJDIG_DO(lanes_.check_room());
  const Announcing announcing(log_);
  LogAppend append(log_);
  TIJDIG_DO(append.lock(records));
  rocksdb::WriteBatch batch;
  return write_beside_state(append, batch);
}

// Beside the state lanes may read it before it is synced. That is safe: what they derive stands behind it in the same
// write-ahead log, and a power loss that takes the record takes that too.
Result<> RocksDbBackEnd::append_durably(std::vector<ports::OutRecord> records) {
  if (records.empty()) return {};
  TIJDIG_DO(lanes_.check_room());
  LogAppend append(log_);
  TIJDIG_DO(append.lock(records));
  if (folder_.doors && !append.follows_unsynced()) return write_at_doors(append);
  rocksdb::WriteBatch batch;
  TIJDIG_DO(write_beside_state(append, batch));
  return lanes_.sync();
}

}  // namespace

Result<std::unique_ptr<ports::BackEnd>> open_rocksdb(const RocksDbOptions& options) {
  TIJDIG_TRY(Folder folder, open_folder(options));
  return std::unique_ptr<ports::BackEnd>(std::make_unique<RocksDbBackEnd>(std::move(folder)));
}

}  // namespace tijdig::rocksdb_store
