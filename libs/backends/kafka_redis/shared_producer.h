// One transactional producer for many threads: what is to be committed at the same time becomes one transaction.
//
//   SharedProducer producer(connection, names.slot_producer(stage.id, slot));
//   TIJDIG_DO(producer.open());                                   // fences whoever had this id before
//   TIJDIG_TRY(auto offsets, producer.commit(transaction));       // of this caller's records
//
// The first who comes leads: he commits for all who came meanwhile, while later ones wait for the next. Before the next
// it rests: the broker writes the marks of the last one, and who began another too soon would be sent away for 20 ms by
// librdkafka. Then it is patient a little longer, until as many are back as the last one released or kept waiting, but
// for those who have nothing to commit (`await_one_less`), so that lanes that are busy go together instead of in two
// groups that wait for each other. Who comes after a pause waits for nothing. All of a group become visible together,
// or none, which each of them allows.
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

// Those with the lowest latencies of the ones tried, on one broker of 4.3.1 (docs/benchmarks-kafka.md).
struct Pace {
  std::chrono::milliseconds rest{12};
  std::chrono::milliseconds patience{80};  // after the rest, at most
};

class SharedProducer {
 public:
  SharedProducer(kafka::Connection connection, std::string transactional_id, const Pace& pace = {})
      : connection_(std::move(connection)), id_(std::move(transactional_id)), pace_(pace) {}

  Result<> open();    // again too: then everything begun before is ended
  Result<> decide();  // nothing of earlier commits is still under way when it returns
  void close();       // for good, or until `open`
  Result<std::vector<ports::Offset>> commit(const kafka::Transaction& transaction);
  // Somebody has nothing to commit now. Callers are counted, not known: one who says it often shortens the wait for
  // others.
  void await_one_less();

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
  bool is_complete() const { return waiting_.size() >= company_; }
  Clock::time_point next_begins_at() const;
  Result<> open_now();
  void lead(std::unique_lock<std::mutex>& lock);
  std::vector<Outcome> commit_together(const std::vector<Ticket*>& group);
  Outcome commit_now(const kafka::Transaction& transaction);

  kafka::Connection connection_;
  std::string id_;
  Pace pace_;
  std::mutex mutex_;  // guards the next five
  std::condition_variable changed_;
  bool busy_ = false;
  std::vector<Ticket*> waiting_;
  Clock::time_point ended_at_;  // the last transaction
  std::size_t company_ = 0;     // whom the last one released, and who came too late for it
  // Only for whoever made `busy_` true.
  State state_ = State::closed;
  std::unique_ptr<kafka::TransactionalProducer> producer_;
};

}  // namespace tijdig::kafka_redis
