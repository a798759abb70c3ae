// One transactional producer for many threads: what is to be committed at the same time becomes one transaction.
//
//   SharedProducer producer(connection, names.slot_producer(stage.id, slot));
//   TIJDIG_DO(producer.open());                                   // fences whoever had this id before
//   TIJDIG_TRY(auto offsets, producer.commit(transaction));       // of this caller's records
//
// The first who comes leads: he commits for all who came meanwhile, while later ones wait for the next. Before the next
// it rests: the broker writes the marks of the last one, and who began another too soon would be sent away for 20 ms by
// librdkafka. In that time come those whom the last one has released, so that lanes that are busy go together instead
// of in two groups that wait for each other. Who comes after a pause waits for nothing. All of a group become visible
// together, or none, which each of them allows.
//
// Errors: as kafka::TransactionalProducer. After `abort_batch` the producer is replaced at once, or by the next
// `decide` or `commit`: only then is it certain what became of the transaction, so call `decide` before reading what it
// left. Threads: all calls from any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "libs/backends/kafka/producer.h"

namespace tijdig::kafka_redis {

// Of 0, 12, 20 and 30 ms the one with the lowest latencies, on one broker of 4.3.1 (docs/benchmarks-kafka.md).
constexpr std::chrono::milliseconds usual_rest{12};

class SharedProducer {
 public:
  SharedProducer(kafka::Connection connection, std::string transactional_id,
                 std::chrono::milliseconds rest = usual_rest)
      : connection_(std::move(connection)), id_(std::move(transactional_id)), rest_(rest) {}

  Result<> open();    // again too: then everything begun before is ended
  Result<> decide();  // nothing of earlier commits is still under way when it returns
  void close();       // for good, or until `open`
  Result<std::vector<ports::Offset>> commit(const kafka::Transaction& transaction);

 private:
  using Clock = std::chrono::steady_clock;
  using Outcome = Result<std::vector<ports::Offset>>;
  struct Ticket {
    const kafka::Transaction* transaction = nullptr;
    std::optional<Outcome> outcome;
  };
  enum class State { closed, open, undecided };

  template <class Work>
  auto alone(Work work);
  Result<> open_now();
  void lead(std::unique_lock<std::mutex>& lock);
  std::vector<Outcome> commit_together(const std::vector<Ticket*>& group);
  Outcome commit_now(const kafka::Transaction& transaction);

  kafka::Connection connection_;
  std::string id_;
  std::chrono::milliseconds rest_;
  std::mutex mutex_;  // guards the next three
  std::condition_variable changed_;
  bool busy_ = false;
  std::vector<Ticket*> waiting_;
  Clock::time_point rested_at_;  // before that no transaction begins
  // Only for whoever made `busy_` true.
  State state_ = State::closed;
  std::unique_ptr<kafka::TransactionalProducer> producer_;
};

}  // namespace tijdig::kafka_redis
