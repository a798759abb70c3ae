#include "libs/backends/kafka_redis/changelog.h"

#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "libs/backends/kafka/topics.h"
#include "libs/ports/progress_format.h"

namespace tijdig::kafka_redis {
namespace {

using ports::Lane;
using ports::Offset;
using redis_store::LanePosition;

constexpr char state_kind = 's';
constexpr BytesView progress_key = "p";
constexpr std::size_t piece_records = 1'000;
constexpr int tries_max = 5;
constexpr int patient_tries = 8;
constexpr std::chrono::milliseconds patience{5};  // an owner needs a few to tell Redis what he has committed
// Half of the time for which an erased key is remembered: clocks may differ, and the other half is for them.
constexpr std::int64_t age_seconds_max = std::int64_t{kafka::tombstone_days} * 24 * 60 * 60 / 2;

kafka::LogPartition place_of(Lane lane) { return {kafka::changelog_of(lane.stage), lane.partition}; }

std::int64_t now_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

void Changelog::add(Lane lane, std::span<const ports::StateWrite> writes, BytesView progress,
                    kafka::Transaction& transaction, std::deque<Bytes>& keep) {
  const kafka::LogPartition to = place_of(lane);
  std::size_t key_bytes = 0;
  for (const ports::StateWrite& write : writes) key_bytes += 1 + write.key.size();
  Bytes& keys = keep.emplace_back();  // one behind the other
  keys.reserve(key_bytes);
  for (const ports::StateWrite& write : writes) {
    const std::size_t begin = keys.size();
    keys.push_back(state_kind);
    keys += write.key;
    std::optional<BytesView> value;
    if (write.value) value = *write.value;
    transaction.records.push_back({.to = to, .cause = {}, .key = BytesView(keys).substr(begin), .value = value});
  }
  transaction.records.push_back({.to = to, .cause = {}, .key = progress_key, .value = keep.emplace_back(progress)});
}

// Some records of a changelog, as they are laid on.
struct Changelog::Piece {
  std::vector<ports::StateWrite> writes;
  Bytes progress;
};

Result<Standing> Changelog::roll_forward(Lane lane, Who who) {
  const int patient_until = who == Who::reader ? patient_tries : 0;
  for (int i = 0;; ++i) {
    auto standing = try_roll_forward(lane, who, i < patient_until);
    // Somebody else moves the same lane: what he did need not be done again.
    const bool moves = !standing && standing.error().severity == Severity::abort_batch;
    if (!moves || i == patient_until + tries_max) return standing;
    if (i < patient_until) std::this_thread::sleep_for(patience);
  }
}

Result<Standing> Changelog::try_roll_forward(Lane lane, Who who, bool is_patient) {
  TIJDIG_TRY(std::optional<LanePosition> position, store_.position(lane));
  TIJDIG_TRY(const kafka::Ends ends, reader_.ends_of(place_of(lane)));
  bool believed = false;
  if (position) {
    TIJDIG_TRY(believed, is_believable(lane, *position, ends));
  }
  if (!believed) {
    TIJDIG_TRY(position, start_again(lane, position));
  }
  TIJDIG_TRY(Standing standing, lay_on(lane, *std::move(position), ends, is_patient && believed));
  if (who == Who::owner) TIJDIG_DO(expect_nothing_open(lane));
  return standing;
}

// When it has read to its end: what this process committed can be seen by then (Reader::expect), and what it did not
// was ended before (SharedProducer::decide).
Result<> Changelog::expect_nothing_open(Lane lane) {
  TIJDIG_TRY(const kafka::Ends ends, reader_.ends_of(place_of(lane)));
  if (ends.stable == ends.end) return {};
  return Error::retry(
      fmt::format("a transaction that nobody has ended stands in the changelog of a lane (committed records reach to "
                  "{}, the log to {}); docs/operations.md, \"A hanging transaction\"",
                  ends.stable, ends.end));
}

Result<LanePosition> Changelog::start_again(Lane lane, const std::optional<LanePosition>& seen) {
  TIJDIG_DO(store_.wipe(lane, seen, cluster_id_));
  LanePosition empty;
  empty.log = cluster_id_;
  return empty;
}

// An error says where the changelog ends: a transaction that nobody ends looks else like a broker that does not answer.
Result<Offset> Changelog::read(Lane lane, Offset from, std::size_t count_max, const kafka::Ends& ends,
                               std::vector<kafka::Change>& into) {
  auto next = reader_.read_changelog(lane.stage, lane.partition, from, count_max, into);
  if (next) return next;
  return Error{next.error().severity, fmt::format("{} (from {} on; committed records reach to {}, the log to {})",
                                                  next.error().detail, from, ends.stable, ends.end)};
}

// The record before the position is the progress that it names, unless a newer one has taken its place (the changelog
// keeps the newest of each key).
Result<bool> Changelog::is_believable(Lane lane, const LanePosition& position, const kafka::Ends& ends) {
  if (position.log != cluster_id_ || position.at > ends.end) return false;
  if (position.at == 0) return true;
  std::vector<kafka::Change> found;
  TIJDIG_TRY(const Offset next, read(lane, position.at - 1, 1, ends, found));
  if (found.empty()) return false;
  const bool names_this = found.front().key == progress_key && found.front().value == position.progress;
  if (found.front().offset < position.at && position.is_whole && !names_this) return false;
  if (now_seconds() - position.written_seconds < age_seconds_max) return true;
  // So old that the erasing of a key may have been forgotten: right only when nothing happened since.
  found.clear();
  TIJDIG_DO(read(lane, next, 1, ends, found));
  return position.is_whole && names_this && found.empty();
}

Result<Standing> Changelog::lay_on(Lane lane, LanePosition position, const kafka::Ends& ends, bool is_patient) {
  Offset next = position.at;
  std::vector<kafka::Change> changes;
  while (true) {
    changes.clear();
    TIJDIG_TRY(next, read(lane, next, piece_records, ends, changes));
    if (changes.empty()) {
      if (next >= ends.stable) break;
      return Error::retry("Kafka does not give the changelog of a lane up to its end yet");
    }
    if (is_patient) return Error::abort_batch("Redis has not followed yet");
    Piece piece;
    for (kafka::Change& change : changes) {
      if (change.key == progress_key) {
        piece.progress = std::move(change.value).value_or(Bytes());
      } else {
        change.key.erase(0, 1);
        piece.writes.push_back({std::move(change.key), std::move(change.value)});
      }
    }
    const Offset to = changes.back().offset + 1;
    TIJDIG_DO(store_.roll(lane, {.at = position.at, .epoch = 0, .log = cluster_id_}, to, piece.progress, piece.writes,
                          false));
    position.at = to;
    position.is_whole = false;
    if (!piece.progress.empty()) position.progress = std::move(piece.progress);
  }
  if (!position.is_whole)
    TIJDIG_DO(store_.roll(lane, {.at = position.at, .epoch = 0, .log = cluster_id_}, position.at, "", {}, true));
  Standing standing{position.at, {}};
  if (!position.progress.empty()) {
    TIJDIG_TRY(standing.progress, ports::decode_progress(position.progress));
  }
  return standing;
}

}  // namespace tijdig::kafka_redis
