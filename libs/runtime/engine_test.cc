// Also tests calendar.cc.
#include "libs/runtime/engine.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "libs/backends/memory/memory.h"
#include "libs/runtime/calendar.h"
#include "libs/runtime/state_hash.h"
#include "tests/simulation/toy_messages.h"
#include "tests/simulation/toy_stages.h"

namespace tijdig::runtime {
namespace {

using memory::Memory;
using simulation::toy_stages;
using simulation::ToyMessage;

constexpr ports::Partition partitions = 4;

std::unique_ptr<Engine> open(Memory& memory, const EngineOptions& options = {}) {
  auto engine = Engine::open(memory, toy_stages({}), options);
  EXPECT_TRUE(engine.has_value());
  return *std::move(engine);
}

void deliver(Memory& memory, std::int32_t day, std::uint32_t count) {
  ASSERT_TRUE(memory.append_durably(simulation::toy_deliveries(day, count, partitions)).has_value());
}

std::uint64_t unread(Engine& engine) {
  const auto lags = engine.lag();
  EXPECT_TRUE(lags.has_value());
  std::uint64_t sum = 0;
  for (const StageLag& lag : *lags) sum += lag.records;
  return sum;
}

class CountingObserver final : public StepObserver {
 public:
  void step_begins(const flow::StageInfo&, ports::Partition) override { ++begun; }
  void step_ends(const flow::StageInfo&, ports::Partition, const StepReport& report) override {
    ++ended;
    records += report.records;
  }
  std::atomic<std::uint64_t> begun = 0;
  std::atomic<std::uint64_t> ended = 0;
  std::atomic<std::uint64_t> records = 0;
};

Hash128 report_after(unsigned workers, std::size_t records_max) {
  Memory memory({.partitions = partitions});
  EngineOptions options;
  options.workers = workers;
  options.parallel_from_records = 1;
  options.limits.records_max = records_max;
  const auto engine = open(memory, options);
  Calendar calendar(*engine);
  for (std::int32_t day = 1; day <= 6; ++day) {
    deliver(memory, day, 300);
    EXPECT_TRUE(calendar.close_day(simulation::toy_towns(), Date::from_days(day)).has_value());
  }
  return *content_hash(memory, flow::stages);
}

TEST(Engine, ComesToTheSameStateWithAnyNumberOfWorkersAndAnyBatch) {
  const Hash128 alone = report_after(1, 500);
  EXPECT_EQ(report_after(2, 500), alone);
  EXPECT_EQ(report_after(3, 7), alone);
  EXPECT_EQ(report_after(1, 1), alone);
}

TEST(Engine, LeavesNothingUnread) {
  Memory memory({.partitions = partitions});
  const auto engine = open(memory);
  deliver(memory, 1, 100);
  EXPECT_EQ(unread(*engine), 100U);
  ASSERT_TRUE(engine->settle().has_value());
  EXPECT_EQ(unread(*engine), 0U);
}

TEST(Engine, TellsItsObserverAboutEveryStep) {
  Memory memory({.partitions = partitions});
  CountingObserver observer;
  EngineOptions options;
  options.observer = &observer;
  const auto engine = open(memory, options);
  deliver(memory, 1, 100);
  ASSERT_TRUE(engine->settle().has_value());
  EXPECT_EQ(observer.begun, observer.ended);
  EXPECT_EQ(observer.records, 300U);  // each signal as delivery, as signal and as fact
}

// Holds each step up until another one is under way, for a while.
class MeetingObserver final : public StepObserver {
 public:
  void step_begins(const flow::StageInfo&, ports::Partition) override {
    std::unique_lock lock(mutex_);
    ++under_way_;
    most_ = std::max(most_, under_way_);
    changed_.notify_all();
    changed_.wait_for(lock, std::chrono::seconds(10), [this] { return most_ > 1; });
  }
  void step_ends(const flow::StageInfo&, ports::Partition, const StepReport&) override {
    const std::lock_guard lock(mutex_);
    --under_way_;
  }
  int most() const { return most_; }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int under_way_ = 0;
  int most_ = 0;
};

TEST(Engine, GivesAnIdleWorkerTheLanesOfABusyOne) {
  Memory memory({.partitions = partitions});
  MeetingObserver observer;
  EngineOptions options;
  options.workers = 2;
  options.parallel_from_records = 1;
  options.observer = &observer;
  const auto engine = open(memory, options);
  ToyMessage signal;
  signal.day = signal.received = 1;
  for (const ports::Partition partition : {ports::Partition{0}, ports::Partition{2}})  // the same worker's
    ASSERT_TRUE(memory.append_durably(
        {{flow::topics::deliveries.info.id, partition, {}, "", simulation::encode_toy({signal})}}));
  ASSERT_TRUE(engine->settle());
  EXPECT_EQ(observer.most(), 2);
}

TEST(Engine, SavesPositionsThatDoNotDependOnMarks) {
  Memory memory({.partitions = partitions, .commit = memory::Commit::log_then_state});
  const auto engine = open(memory);
  deliver(memory, 1, 100);
  ASSERT_TRUE(engine->settle().has_value());
  EXPECT_EQ(unread(*engine), 0U);
  ports::Offset marks = 0;
  for (ports::Partition partition = 0; partition < partitions; ++partition) {
    std::vector<ports::InRecord> records;
    const auto next = memory.read(flow::matcher.inbox, partition, 0, 10'000, records);
    if (records.empty()) continue;
    EXPECT_EQ(memory.recover({flow::matcher.id, partition})->next, records.back().offset + 1);
    marks += *next - records.back().offset - 1;
  }
  EXPECT_GT(marks, 0U);
}

TEST(Engine, StopsBetweenBatchesWhenAsked) {
  Memory memory({.partitions = partitions});
  const auto engine = open(memory);
  deliver(memory, 1, 100);
  engine->stop();
  const auto settled = engine->settle();
  ASSERT_FALSE(settled.has_value());
  EXPECT_EQ(settled.error().severity, Severity::abort_batch);
}

TEST(Engine, GoesOnWhereAnotherOneStopped) {
  Memory memory({.partitions = partitions});
  const auto first = open(memory);
  deliver(memory, 1, 50);
  ASSERT_TRUE(first->settle().has_value());
  const auto second = open(memory);
  ASSERT_TRUE(second->settle().has_value());
  deliver(memory, 2, 50);
  EXPECT_EQ(first->settle().error().severity, Severity::fatal);
  EXPECT_TRUE(second->settle().has_value());
}

TEST(Calendar, ClosesADayOnceInEveryLane) {
  Memory memory({.partitions = partitions});
  const auto engine = open(memory);
  Calendar calendar(*engine);
  EXPECT_EQ(*calendar.last_day_closed(simulation::toy_towns()[0]), std::nullopt);
  ASSERT_TRUE(calendar.close_day(simulation::toy_towns()[0], Date::from_days(7)).has_value());
  EXPECT_EQ(*calendar.last_day_closed(simulation::toy_towns()[0]), Date::from_days(7));
  EXPECT_EQ(*calendar.last_day_closed(simulation::toy_towns()[1]), std::nullopt);
}

TEST(Calendar, WritesNothingForADayThatIsClosedAlready) {
  Memory memory({.partitions = partitions});
  const auto engine = open(memory);
  Calendar calendar(*engine);
  ASSERT_TRUE(calendar.close_day(simulation::toy_towns()[0], Date::from_days(7)).has_value());
  const auto records = [&] {
    ports::Offset sum = 0;
    for (const flow::TopicInfo& topic : flow::topics::all)
      for (ports::Partition partition = 0; partition < partitions; ++partition) sum += *memory.end(topic.id, partition);
    return sum;
  };
  const ports::Offset before = records();
  EXPECT_EQ(before,
            3U + partitions);  // one lane of matcher, assignment and reporting, every lane of the outcome tracker
  ASSERT_TRUE(calendar.close_day(simulation::toy_towns()[0], Date::from_days(7)).has_value());
  ASSERT_TRUE(calendar.close_day(simulation::toy_towns()[0], Date::from_days(5)).has_value());
  EXPECT_EQ(records(), before);
}

TEST(Calendar, FindsThePartitionsOfAMunicipality) {
  EXPECT_EQ(partitions_of(flow::matcher, simulation::toy_towns()[0], partitions).size(), 1U);
  EXPECT_EQ(partitions_of(flow::outcome_tracker, simulation::toy_towns()[0], partitions).size(), partitions);
  EXPECT_EQ(partitions_of(flow::signal_ingest, simulation::toy_towns()[0], partitions).size(), partitions);
}

}  // namespace
}  // namespace tijdig::runtime
