// The back end of the distributed mode: Kafka holds the log and decides, Redis holds the state of lanes and follows
// (docs/adr/0011).
//
//   TIJDIG_TRY(auto back_end, KafkaRedis::open({.kafka = connection, .redis = redis, .partitions = 16, .slots = 4}));
//
// A unit commits as one Kafka transaction: outputs, one record of the stage's changelog per write, one with the
// progress. When it has committed it is true, and one fenced write brings Redis up to it. When that fails the unit
// fails with `abort_batch` although it is true; `recover` then finds it done. A stage's lanes fall into slots; a slot
// has one producer, which all its lanes share, also when they commit at the same time (shared_producer.h).
//
// Taking a lane (`claim`) takes its slot: the first claim fences every other process out of all lanes of the slot, the
// claims of the other lanes join it, and a lane claimed a second time takes the slot anew. A process that gives up
// slots says so with `release`. Readers need no claim: they see each lane as it was committed.
//
// Topics must be there (kafka/topics.h). Offsets have gaps. Errors: `retry` while Kafka or Redis cannot be reached.
// Threads: all calls from any thread; units of one lane one after the other.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <set>

#include "libs/backends/kafka/gap_finder.h"
#include "libs/backends/kafka_redis/changelog.h"
#include "libs/backends/kafka_redis/shared_producer.h"
#include "libs/ports/membership.h"
#include "libs/ports/queues.h"
#include "libs/ports/survey.h"

namespace tijdig::ports {
template <class Back>
class BufferedUnit;
}  // namespace tijdig::ports

namespace tijdig::kafka_redis {

struct KafkaRedisOptions {
  kafka::Connection kafka;
  redis_store::RedisOptions redis;
  ports::Partition partitions = 16;
  ports::Slot slots = 4;
  redis_store::QueueRules queues;  // kept beside the state of these stages; must be the same in every process
  std::string instance = "1";  // names the producer of this process's doors; a second process of that name fences it
  // Of this process's member of a stage's group; what it gives goes into every transaction. May give none.
  std::function<std::shared_ptr<const kafka::GroupMetadata>(flow::StageId)> group;
};

class KafkaRedis final : public ports::BackEnd, public ports::Survey, public ports::Queues {
 public:
  static Result<std::unique_ptr<KafkaRedis>> open(KafkaRedisOptions options);

  ports::Partition partitions() const override { return options_.partitions; }
  bool offsets_have_gaps() const override { return true; }
  Result<std::uint64_t> claim(ports::Lane lane) override;
  Result<ports::Progress> recover(ports::Lane lane) override;
  Result<ports::Offset> read(flow::TopicId topic, ports::Partition partition, ports::Offset from, std::size_t count_max,
                             std::vector<ports::InRecord>& into) override;
  Result<ports::Offset> end(flow::TopicId topic, ports::Partition partition) override;
  Result<> load(ports::Lane lane, std::span<const Bytes> keys, std::vector<std::optional<Bytes>>& values) override;
  Result<> scan(ports::Lane lane, BytesView prefix, std::vector<std::pair<Bytes, Bytes>>& into) override;
  std::unique_ptr<ports::Unit> begin(ports::Lane lane, std::uint64_t epoch) override;
  Result<> append_durably(std::vector<ports::OutRecord> records) override;
  Result<> append(std::vector<ports::OutRecord> records) override { return append_durably(std::move(records)); }
  Result<> sync() override { return {}; }  // what can be seen is on all replicas in sync

  // Where lanes stand by Redis: never ahead of the log, and behind it only after a crash, until the lane's next owner
  // has recovered. A lane that Redis lost is built again first.
  Result<std::vector<ports::Offset>> positions(std::span<const ports::Lane> lanes) override;
  Result<std::vector<ports::Offset>> ends(std::span<const ports::SourcePartition> places) override;
  Result<std::vector<ports::Offset>> clear_until(std::span<const ports::Standpoint> points) override;

  // As Redis keeps them, for stages that have a rule.
  Result<std::map<std::string, std::uint64_t>> sizes(flow::StageId stage) override;
  Result<std::vector<ports::QueuedKey>> first(flow::StageId stage, const std::string& queue,
                                              std::size_t count_max) override;

  // Whether Redis holds all that it was given of every lane this process has; asks Redis once. Of a lane where it does
  // not, its owner's next look into an empty inbox fails with `abort_batch`, so that it is built before anything comes.
  Result<bool> keeps_own_lanes();

  // These lanes are no longer this process's; the next claim begins anew.
  void release(flow::StageId stage, ports::Slot slot);

  kafka::Reader& reader() { return *reader_; }  // for its news

 private:
  friend class ports::BufferedUnit<KafkaRedis>;
  struct SlotEntry {
    SlotEntry(const kafka::Connection& connection, std::string id) : producer(connection, std::move(id)) {}
    std::mutex mutex;
    std::set<ports::Lane> claimed;  // since it was taken
    SharedProducer producer;
  };
  struct LaneEntry {
    std::mutex mutex;                      // of everything that is done with the lane
    std::atomic<std::uint64_t> epoch = 0;  // 0: not this process's
    bool is_recovered = false;
    std::atomic<std::uint64_t> at = 0;  // in the changelog, as Redis should have it
    std::atomic<bool> is_lost = false;  // seen in Redis without that, since it was last recovered
    SlotEntry* slot = nullptr;
  };

  KafkaRedis(KafkaRedisOptions options, std::unique_ptr<redis_store::LaneStore> store,
             std::unique_ptr<kafka::Reader> reader, std::string cluster_id);
  Result<LaneEntry*> entry(ports::Lane lane);
  Result<> note_idle(flow::TopicId inbox, ports::Partition partition);
  template <class Look>
  auto look_at(ports::Lane lane, Look look) -> decltype(look());
  Result<ports::Progress> recover(ports::Lane lane, LaneEntry& entry);
  Result<> bring_up(ports::Lane lane, LaneEntry& entry);
  struct Looked {
    std::uint64_t at = 0;   // where Redis said that the lane stands
    ports::Offset end = 0;  // of its changelog
    bool is_checked = false;
  };
  bool is_suspect(ports::Lane lane, std::uint64_t at, ports::Offset end);
  Result<> load(ports::Lane lane, LaneEntry& entry, std::span<const Bytes> keys,
                std::vector<std::optional<Bytes>>& values);
  Result<> commit(ports::Lane lane, std::uint64_t epoch, const std::vector<ports::OutRecord>& outputs,
                  const std::vector<ports::StateWrite>& writes, const ports::Progress& progress);
  void expect(const kafka::Transaction& transaction, const std::vector<ports::Offset>& offsets);

  const KafkaRedisOptions options_;
  const kafka::Names names_;
  const std::unique_ptr<redis_store::LaneStore> store_;
  const std::unique_ptr<kafka::Reader> reader_;
  std::mutex gaps_mutex_;
  std::unique_ptr<kafka::GapFinder> gaps_;  // made when somebody asks
  Changelog changelog_;
  SharedProducer door_;
  std::mutex door_mutex_;
  bool door_is_open_ = false;
  std::mutex entries_mutex_;  // of the maps; what they hold stays
  std::map<std::pair<flow::StageId, ports::Slot>, std::unique_ptr<SlotEntry>> slots_;
  std::map<ports::Lane, std::unique_ptr<LaneEntry>> lanes_;
  std::map<ports::Lane, Looked> looked_;
};

}  // namespace tijdig::kafka_redis
