// Writes records in transactions: all of them become visible together, or none.
//
//   TIJDIG_TRY(auto producer, TransactionalProducer::open(connection, names.slot_producer(stage.id, slot)));
//   TIJDIG_TRY(const std::vector<Offset> where, producer->commit({.records = records}));
//
// `open` fences: whoever used the same transactional id before cannot commit any more. `commit` writes one transaction
// and returns when it is decided and durable on all replicas in sync (acks=all); readers of committed records see it
// when the broker has written its marks, some milliseconds later (Reader::expect waits for that).
//
// Errors, after each of which nothing of the transaction is known to be committed:
//   fatal        somebody else has opened the same id (or the broker forbids it): this process must not go on, and
//                every later commit says the same
//   abort_batch  not committed, or nobody knows (the answer got lost): read again what is there, and go on from that.
//                The next commit uses a new handle, which first ends whatever the old one left open. A commit is never
//                retried in place: a late answer could end the transaction after it (KAFKA-17754).
//   retry        it did not begin; nothing has changed
//   refused      a record that no broker would take (size, unknown topic or partition)
//
// Threads: one at a time.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "libs/backends/kafka/connection.h"
#include "libs/ports/record.h"

namespace tijdig::kafka {

class GroupMetadata;

// Looks at the caller's bytes; they stay as they are until `commit` returns.
struct ProducedRecord {
  LogPartition to;
  ports::Provenance cause = {};  // from a door: none is written
  BytesView key;
  std::optional<BytesView> value;  // nullopt: a tombstone, for changelogs
};

// Told to the broker for people who look at lag with Kafka's own tools; never believed by us.
struct ConsumedPosition {
  flow::TopicId topic = 0;
  ports::Partition partition = 0;
  ports::Offset next = 0;
};

struct Transaction {
  std::vector<ProducedRecord> records = {};
  std::vector<ConsumedPosition> positions = {};     // needs `group`
  std::shared_ptr<const GroupMetadata> group = {};  // Member::metadata
};

class TransactionalProducer {
 public:
  static Result<std::unique_ptr<TransactionalProducer>> open(const Connection& connection,
                                                             const std::string& transactional_id);
  ~TransactionalProducer();

  // Where each record stands. An empty transaction asks nobody.
  Result<std::vector<ports::Offset>> commit(const Transaction& transaction);

 private:
  struct Inside;
  explicit TransactionalProducer(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace tijdig::kafka
