// One transactional producer for many threads: what is to be committed at the same time becomes one transaction.
//
//   SharedProducer producer(connection, names.slot_producer(stage.id, slot));
//   TIJDIG_DO(producer.open());                                   // fences whoever had this id before
//   TIJDIG_TRY(auto offsets, producer.commit(transaction));       // of this caller's records
//
// The first who comes leads: he commits for all who came meanwhile, while later ones wait for the next. So a
// transaction grows with the number of lanes that are busy, and the pause between two transactions is shared. All of a
// group become visible together, or none, which each of them allows.
//
// Errors: as kafka::TransactionalProducer. After `abort_batch` the producer is replaced at once, or by the next
// `decide` or `commit`: only then is it certain what became of the transaction, so call `decide` before reading what it
// left. Threads: all calls from any thread.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "libs/backends/kafka/producer.h"

namespace tijdig::kafka_redis {

class SharedProducer {
 public:
  SharedProducer(kafka::Connection connection, std::string transactional_id)
      : connection_(std::move(connection)), id_(std::move(transactional_id)) {}

  Result<> open();    // again too: then everything begun before is ended
  Result<> decide();  // nothing of earlier commits is still under way when it returns
  void close();       // for good, or until `open`
  Result<std::vector<ports::Offset>> commit(const kafka::Transaction& transaction);

 private:
  using Outcome = Result<std::vector<ports::Offset>>;
  struct Ticket {
    const kafka::Transaction* transaction = nullptr;
    std::optional<Outcome> outcome;
  };
  enum class State { closed, open, undecided };

  template <class Work>
  auto alone(Work work);
  Result<> open_now();
  std::vector<Outcome> commit_together(const std::vector<Ticket*>& group);
  Outcome commit_now(const kafka::Transaction& transaction);

  kafka::Connection connection_;
  std::string id_;
  std::mutex mutex_;  // guards the next three
  std::condition_variable changed_;
  bool busy_ = false;
  std::vector<Ticket*> waiting_;
  // Only for whoever made `busy_` true.
  State state_ = State::closed;
  std::unique_ptr<kafka::TransactionalProducer> producer_;
};

}  // namespace tijdig::kafka_redis
