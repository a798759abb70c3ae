#include "libs/backends/kafka_redis/kafka_redis.h"

#include <fmt/format.h>

#include <algorithm>

#include "libs/flow/flow.h"
#include "libs/ports/buffered_unit.h"
#include "libs/ports/progress_format.h"

namespace tijdig::kafka_redis {
namespace {

using kafka::LogPartition;
using ports::Lane;
using ports::Offset;
using ports::Progress;

constexpr int reads_max = 4;  // of a lane that its owner moves meanwhile

// Behind what was applied there is the mark of its transaction; anything more may be a unit that Redis does not have.
bool may_be_behind(std::uint64_t at, Offset end_of_changelog) { return end_of_changelog > at + 1; }

Error taken() { return Error::fatal("another owner has taken this lane; stop"); }

const flow::StageInfo* stage_of(flow::StageId id) {
  for (const flow::StageInfo& stage : flow::stages)
    if (stage.id == id) return &stage;
  return nullptr;
}

void add_outputs(std::span<const ports::OutRecord> outputs, kafka::Transaction& transaction) {
  for (const ports::OutRecord& output : outputs)
    transaction.records.push_back({.to = {kafka::records_of(output.topic), output.partition},
                                   .cause = output.cause,
                                   .key = output.key,
                                   .value = output.value});
}

}  // namespace

KafkaRedis::KafkaRedis(KafkaRedisOptions options, std::unique_ptr<redis_store::LaneStore> store,
                       std::unique_ptr<kafka::Reader> reader, std::string cluster_id)
    : options_(std::move(options)),
      names_(options_.kafka.names()),
      store_(std::move(store)),
      reader_(std::move(reader)),
      changelog_(*reader_, *store_, std::move(cluster_id)),
      door_(options_.kafka, names_.door_producer(options_.instance)) {}

Result<std::unique_ptr<KafkaRedis>> KafkaRedis::open(KafkaRedisOptions options) {
  if (options.partitions == 0 || options.slots == 0 || options.slots > options.partitions)
    return Error::fatal("there must be at least one slot, and no more slots than partitions");
  TIJDIG_TRY(auto store, redis_store::LaneStore::open(options.redis, options.queues));
  TIJDIG_TRY(auto reader, kafka::Reader::open(options.kafka));
  TIJDIG_TRY(std::string cluster_id, reader->cluster_id());
  return std::unique_ptr<KafkaRedis>(
      new KafkaRedis(std::move(options), std::move(store), std::move(reader), std::move(cluster_id)));
}

Result<KafkaRedis::LaneEntry*> KafkaRedis::entry(Lane lane) {
  if (lane.partition >= options_.partitions)
    return Error::fatal(fmt::format("there is no partition {}: there are {}", lane.partition, options_.partitions));
  const std::lock_guard lock(entries_mutex_);
  std::unique_ptr<LaneEntry>& found = lanes_[lane];
  if (found) return found.get();
  found = std::make_unique<LaneEntry>();
  const ports::Slot slot = ports::slot_of(lane.partition, options_.slots);
  std::unique_ptr<SlotEntry>& of_slot = slots_[{lane.stage, slot}];
  if (!of_slot) of_slot = std::make_unique<SlotEntry>(options_.kafka, names_.slot_producer(lane.stage, slot));
  found->slot = of_slot.get();
  return found.get();
}

Result<std::uint64_t> KafkaRedis::claim(Lane lane) {
  TIJDIG_TRY(LaneEntry * owned, entry(lane));
  const std::lock_guard lock(owned->mutex);
  owned->is_recovered = false;
  {
    SlotEntry& slot = *owned->slot;
    const std::lock_guard slot_lock(slot.mutex);
    if (slot.claimed.empty() || slot.claimed.contains(lane)) {
      slot.claimed.clear();
      TIJDIG_DO(slot.producer.open());
    }
    slot.claimed.insert(lane);
  }
  TIJDIG_TRY(const std::uint64_t epoch, store_->claim(lane));
  // Also above what this process had before Redis forgot everything and its clock went back.
  owned->epoch = std::max(epoch, owned->epoch + 1);
  return owned->epoch.load();
}

void KafkaRedis::release(flow::StageId stage, ports::Slot slot) {
  std::vector<LaneEntry*> lanes;
  SlotEntry* given_up = nullptr;
  {
    const std::lock_guard lock(entries_mutex_);
    const auto found = slots_.find({stage, slot});
    if (found == slots_.end()) return;
    given_up = found->second.get();
    for (const auto& [lane, of_lane] : lanes_)
      if (of_lane->slot == given_up) lanes.push_back(of_lane.get());
  }
  for (LaneEntry* lane : lanes) {
    const std::lock_guard lock(lane->mutex);
    lane->epoch = 0;
    lane->is_recovered = false;
  }
  const std::lock_guard lock(given_up->mutex);
  given_up->claimed.clear();
  given_up->producer.close();
}

Result<Progress> KafkaRedis::recover(Lane lane) {
  TIJDIG_TRY(LaneEntry * found, entry(lane));
  const std::lock_guard lock(found->mutex);
  return recover(lane, *found);
}

Result<Progress> KafkaRedis::recover(Lane lane, LaneEntry& entry) {
  entry.is_recovered = false;
  // What was under way when an answer got lost is ended first: the changelog must say what became of it.
  if (entry.epoch != 0) TIJDIG_DO(entry.slot->producer.decide());
  TIJDIG_TRY(Standing standing,
             changelog_.roll_forward(lane, entry.epoch != 0 ? Changelog::Who::owner : Changelog::Who::reader));
  entry.at = standing.at;
  entry.is_recovered = true;
  entry.is_lost = false;
  return std::move(standing.progress);
}

Result<Offset> KafkaRedis::read(flow::TopicId topic, ports::Partition partition, Offset from, std::size_t count_max,
                                std::vector<ports::InRecord>& into) {
  const std::size_t before = into.size();
  while (into.size() - before < count_max) {
    const std::size_t had = into.size();
    TIJDIG_TRY(from, reader_->read(topic, partition, from, count_max - (had - before), into));
    if (into.size() == had) break;
  }
  if (into.size() == before) TIJDIG_DO(note_idle(topic, partition));
  return from;
}

// Whoever reads an inbox is its lane's owner, or else does not mind.
Result<> KafkaRedis::note_idle(flow::TopicId inbox, ports::Partition partition) {
  const std::lock_guard lock(entries_mutex_);
  for (const flow::StageInfo& stage : flow::stages) {
    if (stage.inbox != inbox) continue;
    const auto lane = lanes_.find({stage.id, partition});
    if (lane != lanes_.end() && lane->second->is_lost && lane->second->epoch != 0)
      return Error::abort_batch("Redis lost what it kept of a lane; it is built again");
    if (const auto found = slots_.find({stage.id, ports::slot_of(partition, options_.slots)}); found != slots_.end())
      found->second->producer.await_one_less();
  }
  return {};
}

// A lane moves forward only, so what Redis says is compared with where the lane stood before it was asked.
Result<bool> KafkaRedis::keeps_own_lanes() {
  std::vector<Lane> lanes;
  std::vector<std::pair<LaneEntry*, std::uint64_t>> own;
  {
    const std::lock_guard lock(entries_mutex_);
    for (const auto& [lane, entry] : lanes_) {
      if (entry->epoch == 0) continue;
      lanes.push_back(lane);
      own.emplace_back(entry.get(), entry->at);
    }
  }
  std::vector<std::optional<redis_store::LanePosition>> found;
  TIJDIG_DO(store_->positions(lanes, found));
  bool keeps_all = true;
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    if (found[i] && found[i]->is_whole && found[i]->at >= own[i].second) continue;
    own[i].first->is_lost = true;
    keeps_all = false;
  }
  return keeps_all;
}

Result<Offset> KafkaRedis::end(flow::TopicId topic, ports::Partition partition) {
  const LogPartition place{kafka::records_of(topic), partition};
  TIJDIG_TRY(const std::vector<Offset> found, reader_->ends(std::span(&place, 1)));
  return found[0];
}

Result<std::vector<Offset>> KafkaRedis::ends(std::span<const ports::SourcePartition> places) {
  std::vector<LogPartition> wanted;
  for (const auto& [topic, partition] : places) wanted.push_back({kafka::records_of(topic), partition});
  return reader_->ends(wanted);
}

Result<std::vector<Offset>> KafkaRedis::clear_until(std::span<const ports::Standpoint> points) {
  kafka::GapFinder* finder = nullptr;
  {
    const std::lock_guard lock(gaps_mutex_);
    if (!gaps_) {
      TIJDIG_TRY(gaps_, kafka::GapFinder::open(options_.kafka, *reader_));
    }
    finder = gaps_.get();
  }
  std::vector<kafka::Standpoint> places;
  for (const auto& [inbox, from] : points) places.push_back({{kafka::records_of(inbox.first), inbox.second}, from});
  return finder->clear_until(places);
}

Result<std::vector<Offset>> KafkaRedis::positions(std::span<const Lane> lanes) {
  std::vector<std::optional<redis_store::LanePosition>> found;
  TIJDIG_DO(store_->positions(lanes, found));
  std::vector<LogPartition> changelogs;
  for (const Lane& lane : lanes) changelogs.push_back({kafka::changelog_of(lane.stage), lane.partition});
  TIJDIG_TRY(const std::vector<Offset> ends, reader_->ends(changelogs));
  std::vector<Offset> next;
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    const bool is_there = found[i] && found[i]->is_whole && !found[i]->progress.empty();
    Progress progress;
    if (is_there) {
      TIJDIG_TRY(progress, ports::decode_progress(found[i]->progress));
    }
    if (ends[i] != 0 && (!is_there || is_suspect(lanes[i], found[i]->at, ends[i]))) {
      TIJDIG_TRY(progress, recover(lanes[i]));
    }
    next.push_back(progress.next);
  }
  return next;
}

// An owner whose inbox is empty does not look at Redis, so what was wiped, or put back to an older state, would stay so
// until something comes. It is looked into once, when it stands still.
bool KafkaRedis::is_suspect(Lane lane, std::uint64_t at, Offset end) {
  if (!may_be_behind(at, end)) return false;
  const std::lock_guard lock(entries_mutex_);
  Looked& looked = looked_[lane];
  if (looked.at != at || looked.end != end) {
    looked = {at, end, false};
    return false;
  }
  return !std::exchange(looked.is_checked, true);
}

// Redis may have been put back to an older state, and nobody moves the lane. A lane that others keep moving while it is
// looked at is not behind.
Result<> KafkaRedis::bring_up(Lane lane, LaneEntry& entry) {
  if (entry.is_recovered) {
    TIJDIG_TRY(const auto position, store_->position(lane));
    const LogPartition changelog{kafka::changelog_of(lane.stage), lane.partition};
    TIJDIG_TRY(const std::vector<Offset> ends, reader_->ends(std::span(&changelog, 1)));
    if (ends[0] == 0 || (position && !may_be_behind(position->at, ends[0]))) return {};
  }
  const bool was_recovered = entry.is_recovered;
  const auto recovered = recover(lane, entry);
  if (recovered) return {};
  const bool others_move_it = recovered.error().severity == Severity::abort_batch && entry.epoch == 0;
  if (!was_recovered || !others_move_it) return recovered.error();
  entry.is_recovered = true;
  return {};
}

// What only looks: a lane that Redis lost, or that is being built, is brought up first and looked at again.
template <class Look>
auto KafkaRedis::look_at(Lane lane, Look look) -> decltype(look()) {
  TIJDIG_TRY(LaneEntry * found, entry(lane));
  for (int i = 1;; ++i) {
    {
      const std::lock_guard lock(found->mutex);
      TIJDIG_DO(bring_up(lane, *found));
    }
    auto seen = look();
    if (seen || seen.error().severity != Severity::abort_batch || i == reads_max) return seen;
    const std::lock_guard lock(found->mutex);
    found->is_recovered = false;
  }
}

Result<std::vector<ports::QueuedKey>> KafkaRedis::first(flow::StageId stage, const std::string& queue,
                                                        std::size_t count_max) {
  std::vector<ports::QueuedKey> all;
  for (ports::Partition partition = 0; partition < options_.partitions; ++partition) {
    const Lane lane{stage, partition};
    TIJDIG_TRY(const auto of_lane, look_at(lane, [&] { return store_->queue(std::span(&lane, 1), queue, count_max); }));
    all.insert(all.end(), of_lane.begin(), of_lane.end());
  }
  std::sort(all.begin(), all.end());
  if (all.size() > count_max) all.resize(count_max);
  return all;
}

Result<std::map<std::string, std::uint64_t>> KafkaRedis::sizes(flow::StageId stage) {
  std::map<std::string, std::uint64_t> all;
  for (ports::Partition partition = 0; partition < options_.partitions; ++partition) {
    const Lane lane{stage, partition};
    TIJDIG_TRY(const auto of_lane, look_at(lane, [&] { return store_->queue_sizes(std::span(&lane, 1)); }));
    for (const auto& [queue, size] : of_lane) all[queue] += size;
  }
  return all;
}

// An owner's lane moves by his own hand only; when it moved all the same he must begin again. A reader looks again.
Result<> KafkaRedis::load(Lane lane, LaneEntry& entry, std::span<const Bytes> keys,
                          std::vector<std::optional<Bytes>>& values) {
  for (int i = 1;; ++i) {
    if (!entry.is_recovered) TIJDIG_DO(recover(lane, entry));
    const auto loaded =
        store_->load(lane, {.at = entry.at, .epoch = entry.epoch, .log = changelog_.log()}, keys, values);
    if (loaded) return {};
    entry.is_recovered = false;
    const bool look_again = loaded.error().severity == Severity::abort_batch && entry.epoch == 0;
    if (!look_again || i == reads_max) return loaded.error();
  }
}

Result<> KafkaRedis::load(Lane lane, std::span<const Bytes> keys, std::vector<std::optional<Bytes>>& values) {
  TIJDIG_TRY(LaneEntry * found, entry(lane));
  const std::lock_guard lock(found->mutex);
  return load(lane, *found, keys, values);
}

Result<> KafkaRedis::scan(Lane lane, BytesView prefix, std::vector<std::pair<Bytes, Bytes>>& into) {
  return look_at(lane, [&] { return store_->scan(lane, prefix, into); });
}

std::unique_ptr<ports::Unit> KafkaRedis::begin(Lane lane, std::uint64_t epoch) {
  return std::make_unique<ports::BufferedUnit<KafkaRedis>>(*this, lane, epoch);
}

void KafkaRedis::expect(const kafka::Transaction& transaction, const std::vector<Offset>& offsets) {
  std::map<LogPartition, Offset> last;
  for (std::size_t i = 0; i < offsets.size(); ++i) last[transaction.records[i].to] = offsets[i];
  for (const auto& [place, offset] : last) reader_->expect(place, offset);
}

Result<> KafkaRedis::commit(Lane lane, std::uint64_t epoch, const std::vector<ports::OutRecord>& outputs,
                            const std::vector<ports::StateWrite>& writes, const Progress& progress) {
  TIJDIG_TRY(LaneEntry * owned, entry(lane));
  const std::lock_guard lock(owned->mutex);
  if (epoch == 0 || epoch != owned->epoch) return taken();
  if (!owned->is_recovered) TIJDIG_DO(recover(lane, *owned));

  const Bytes progress_bytes = ports::encode_progress(progress);
  std::deque<Bytes> keep;
  kafka::Transaction transaction;
  transaction.records.reserve(outputs.size() + writes.size() + 1);
  add_outputs(outputs, transaction);
  Changelog::add(lane, writes, progress_bytes, transaction, keep);
  if (const flow::StageInfo* stage = stage_of(lane.stage); stage != nullptr && options_.group) {
    transaction.group = options_.group(lane.stage);
    if (transaction.group) transaction.positions.push_back({stage->inbox, lane.partition, progress.next});
  }
  const std::uint64_t from = owned->at;
  owned->is_recovered = false;
  TIJDIG_TRY(const std::vector<Offset> offsets, owned->slot->producer.commit(transaction));
  expect(transaction, offsets);

  const std::uint64_t to = offsets.back() + 1;
  const auto written =
      store_->write(lane, {.at = from, .epoch = epoch, .log = changelog_.log()}, to, progress_bytes, writes);
  if (!written && written.error().severity == Severity::fatal) return written.error();
  if (!written) return Error::abort_batch("committed, but Redis did not follow: " + written.error().detail);
  owned->at = to;
  owned->is_recovered = true;
  return {};
}

Result<> KafkaRedis::append_durably(std::vector<ports::OutRecord> records) {
  if (records.empty()) return {};
  {
    const std::lock_guard lock(door_mutex_);
    if (!door_is_open_) TIJDIG_DO(door_.open());
    door_is_open_ = true;
  }
  kafka::Transaction transaction;
  add_outputs(records, transaction);
  const auto offsets = door_.commit(transaction);
  if (!offsets) {
    // A door has no state that another could have moved, so it may begin anew.
    const std::lock_guard lock(door_mutex_);
    if (offsets.error().severity == Severity::fatal) door_is_open_ = false;
    return offsets.error();
  }
  expect(transaction, *offsets);
  return {};
}

}  // namespace tijdig::kafka_redis
