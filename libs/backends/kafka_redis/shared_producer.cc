#include "libs/backends/kafka_redis/shared_producer.h"

#include <utility>

namespace tijdig::kafka_redis {

using ports::Offset;

// Nobody else uses the producer while `work` runs.
template <class Work>
auto SharedProducer::alone(Work work) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !busy_; });
  busy_ = true;
  lock.unlock();
  auto result = work();
  lock.lock();
  busy_ = false;
  changed_.notify_all();
  return result;
}

Result<> SharedProducer::open_now() {
  producer_.reset();
  TIJDIG_TRY(producer_, kafka::TransactionalProducer::open(connection_, id_));
  state_ = State::open;
  return {};
}

Result<> SharedProducer::open() {
  return alone([this] { return open_now(); });
}

Result<> SharedProducer::decide() {
  return alone([this]() -> Result<> { return state_ == State::undecided ? open_now() : Result<>(); });
}

void SharedProducer::close() {
  alone([this] {
    producer_.reset();
    state_ = State::closed;
    return 0;
  });
}

Result<std::vector<Offset>> SharedProducer::commit(const kafka::Transaction& transaction) {
  Ticket mine{&transaction, std::nullopt};
  std::unique_lock lock(mutex_);
  waiting_.push_back(&mine);
  if (is_complete()) changed_.notify_all();
  while (!mine.outcome) {
    if (busy_)
      changed_.wait(lock);
    else if (const auto begins_at = next_begins_at(); Clock::now() < begins_at)
      changed_.wait_until(lock, begins_at);
    else
      lead(lock);
  }
  return *std::move(mine.outcome);
}

void SharedProducer::await_one_less() {
  const std::lock_guard lock(mutex_);
  if (is_complete()) return;
  --company_;
  if (is_complete()) changed_.notify_all();
}

SharedProducer::Clock::time_point SharedProducer::next_begins_at() const {
  const auto rested_at = ended_at_ + pace_.rest;
  return is_complete() ? rested_at : rested_at + pace_.patience;
}

// For all who wait now.
void SharedProducer::lead(std::unique_lock<std::mutex>& lock) {
  busy_ = true;
  const std::vector<Ticket*> group = std::exchange(waiting_, {});
  lock.unlock();
  std::vector<Outcome> outcomes = commit_together(group);
  lock.lock();
  for (std::size_t i = 0; i < group.size(); ++i) group[i]->outcome = std::move(outcomes[i]);
  busy_ = false;
  ended_at_ = Clock::now();
  company_ = group.size() + waiting_.size();
  changed_.notify_all();
}

std::vector<SharedProducer::Outcome> SharedProducer::commit_together(const std::vector<Ticket*>& group) {
  if (group.size() == 1) return {commit_now(*group[0]->transaction)};
  kafka::Transaction all;
  for (const Ticket* ticket : group) {
    const kafka::Transaction& one = *ticket->transaction;
    all.records.insert(all.records.end(), one.records.begin(), one.records.end());
    all.positions.insert(all.positions.end(), one.positions.begin(), one.positions.end());
    if (one.group) all.group = one.group;
  }
  const Outcome together = commit_now(all);
  std::vector<Outcome> outcomes;
  outcomes.reserve(group.size());
  std::size_t done = 0;
  for (const Ticket* ticket : group) {
    const std::size_t count = ticket->transaction->records.size();
    if (together) {
      const auto begin = together->begin() + static_cast<std::ptrdiff_t>(done);
      outcomes.emplace_back(std::vector<Offset>(begin, begin + static_cast<std::ptrdiff_t>(count)));
      done += count;
    } else if (together.error().severity == Severity::refused) {  // the record of one is not the fault of the others
      outcomes.push_back(commit_now(*ticket->transaction));
    } else {
      outcomes.emplace_back(together.error());
    }
  }
  return outcomes;
}

SharedProducer::Outcome SharedProducer::commit_now(const kafka::Transaction& transaction) {
  if (state_ == State::closed) return Error::fatal("this process has not taken, or has given back, what it writes to");
  if (state_ == State::undecided) TIJDIG_DO(open_now());
  auto offsets = producer_->commit(transaction);
  if (!offsets && offsets.error().severity == Severity::abort_batch) {
    state_ = State::undecided;
    if (!open_now()) state_ = State::undecided;  // the next `decide` tries again and says why not
  }
  return offsets;
}

}  // namespace tijdig::kafka_redis
