// What a unit of a lane leaves in its stage's changelog, and how a lane in Redis is brought up to it.
//
//   Changelog changelog(reader, store, "cluster-id");
//   changelog.add(lane, writes, progress, transaction, keep);    // one record per write, then one with the progress
//   TIJDIG_TRY(const Standing standing, changelog.roll_forward(lane, Changelog::Who::owner));
//
// Keys are 's' and the key of the state, or 'p' for the progress: the last record of every unit. Redis counts as being
// at the first record behind a progress record. It is built again from the start when it holds nothing, when it knows
// another cluster or a longer changelog than there is, when the progress it names is not the one that stands there, or
// when it is so old that the erasing of a key may have been forgotten.
// An owner does not go on while somebody's transaction is open in the lane's changelog: his next one would end it too,
// as committed, whatever it was meant to be. Nobody else writes there, and taking the lane ended what was under way:
// only a broker that forgot to end one leaves it so (docs/operations.md, "A hanging transaction").
// Errors: `retry` when Kafka or Redis cannot be asked or a transaction is open, `abort_batch` when others keep moving
// the lane. Threads: any.
#pragma once

#include <deque>

#include "libs/backends/kafka/producer.h"
#include "libs/backends/kafka/reader.h"
#include "libs/backends/redis/lane_store.h"

namespace tijdig::kafka_redis {

// Where a lane stands in both.
struct Standing {
  std::uint64_t at = 0;
  ports::Progress progress;
};

class Changelog {
 public:
  Changelog(kafka::Reader& reader, redis_store::LaneStore& store, std::string cluster_id)
      : reader_(reader), store_(store), cluster_id_(std::move(cluster_id)) {}

  // The bytes of keys and progress live in `keep`; those of values where they are.
  static void add(ports::Lane lane, std::span<const ports::StateWrite> writes, BytesView progress,
                  kafka::Transaction& transaction, std::deque<Bytes>& keep);

  // The owner lays on what is missing. Others first give him some time to do it: they would only be in his way.
  enum class Who { owner, reader };
  Result<Standing> roll_forward(ports::Lane lane, Who who);
  std::string_view log() const { return cluster_id_; }

 private:
  struct Piece;
  Result<Standing> try_roll_forward(ports::Lane lane, Who who, bool is_patient);
  Result<> expect_nothing_open(ports::Lane lane);
  Result<redis_store::LanePosition> start_again(ports::Lane lane, const std::optional<redis_store::LanePosition>& seen);
  Result<ports::Offset> read(ports::Lane lane, ports::Offset from, std::size_t count_max, const kafka::Ends& ends,
                             std::vector<kafka::Change>& into);
  Result<bool> is_believable(ports::Lane lane, const redis_store::LanePosition& position, const kafka::Ends& ends);
  Result<Standing> lay_on(ports::Lane lane, redis_store::LanePosition position, const kafka::Ends& ends,
                          bool is_patient);

  kafka::Reader& reader_;
  redis_store::LaneStore& store_;
  std::string cluster_id_;
};

}  // namespace tijdig::kafka_redis
