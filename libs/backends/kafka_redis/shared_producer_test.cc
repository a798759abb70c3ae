#include "libs/backends/kafka_redis/shared_producer.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <thread>

#include "libs/backends/kafka/broker_for_test.h"

namespace tijdig::kafka_redis {
namespace {

const kafka::Transaction one{.records = {kafka::produced(kafka::records_of(1), 0, "x")}};
constexpr kafka::LogPartition place{kafka::records_of(1), 0};

class SharedProducerOnABroker : public kafka::BrokerTest {
 protected:
  static void commit_at_once(SharedProducer& producer, int count) {
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i) threads.emplace_back([&] { EXPECT_TRUE(producer.commit(one)); });
    for (std::thread& thread : threads) thread.join();
  }
  static std::chrono::steady_clock::duration took_to_commit(SharedProducer& producer) {
    const auto began = std::chrono::steady_clock::now();
    EXPECT_TRUE(producer.commit(one));
    return std::chrono::steady_clock::now() - began;
  }
  // What is committed up to `newest`, which is waited for. Every transaction leaves one mark behind its records.
  static kafka::Found found_up_to(kafka::Reader& look, ports::Offset newest) {
    look.expect(place, newest);
    return kafka::read_all(look, 1, 0);
  }
};

TEST_F(SharedProducerOnABroker, GivesEachOfManyThreadsItsOwnOffsetsAndNeedsFewTransactions) {
  make_topics(1);
  SharedProducer producer(connection(), connection().prefix + "shared");
  ASSERT_TRUE(producer.open());
  constexpr int threads_count = 8;
  constexpr int each = 25;
  std::mutex mutex;
  std::map<ports::Offset, std::string> expected;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < threads_count; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < each; ++i) {
        const std::string first = std::to_string(thread) + "/" + std::to_string(i) + "a";
        const std::string second = std::to_string(thread) + "/" + std::to_string(i) + "b";
        const auto offsets = producer.commit({.records = {kafka::produced(kafka::records_of(1), 0, first),
                                                          kafka::produced(kafka::records_of(1), 0, second)}});
        ASSERT_TRUE(offsets) << offsets.error().detail;
        const std::lock_guard lock(mutex);
        expected[(*offsets)[0]] = first;
        expected[(*offsets)[1]] = second;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  ASSERT_EQ(expected.size(), 2U * threads_count * each);
  const auto look = reader();
  const kafka::Found found = found_up_to(*look, expected.rbegin()->first);
  ASSERT_EQ(found.offsets.size(), expected.size());
  for (std::size_t i = 0; i < found.offsets.size(); ++i) EXPECT_EQ(expected[found.offsets[i]], found.values[i]);
  const std::size_t transactions = found.next - found.offsets.size();
  EXPECT_LT(transactions, threads_count * each / 2);
}

TEST_F(SharedProducerOnABroker, WhoComeWhileItRestsGoTogether) {
  make_topics(1);
  SharedProducer producer(connection(), connection().prefix + "shared", {.rest = std::chrono::seconds(3)});
  ASSERT_TRUE(producer.open());
  ASSERT_TRUE(producer.commit(one));
  commit_at_once(producer, 4);
  const auto look = reader();
  const kafka::Found found = found_up_to(*look, 5);
  EXPECT_EQ(found.values.size(), 5U);
  EXPECT_EQ(found.next, 7U) << "five records and the marks of two transactions";
}

TEST_F(SharedProducerOnABroker, WhomItReleasedTogetherItAwaitsTogether) {
  make_topics(1);
  constexpr Pace pace{.rest = std::chrono::seconds(2), .patience = std::chrono::minutes(5)};
  SharedProducer producer(connection(), connection().prefix + "shared", pace);
  ASSERT_TRUE(producer.open());
  ASSERT_TRUE(producer.commit(one));
  commit_at_once(producer, 2);  // while it rests
  const auto look = reader();
  ASSERT_EQ(found_up_to(*look, 3).next, 5U) << "three records and the marks of two transactions";
  std::thread first([&] { EXPECT_TRUE(producer.commit(one)); });
  const auto rested = std::chrono::steady_clock::now() + pace.rest * 3 / 2;
  while (std::chrono::steady_clock::now() < rested && !HasFailure())
    EXPECT_EQ(kafka::read_all(*look, 1, 0).next, 5U) << "he did not wait for the other";
  EXPECT_TRUE(producer.commit(one));
  first.join();
  EXPECT_EQ(found_up_to(*look, 6).next, 8U) << "both, and the mark of one transaction";
}

TEST_F(SharedProducerOnABroker, WhoHasNothingToCommitOrDoesNotComeBackIsNotAwaitedAgain) {
  make_topics(1);
  constexpr Pace pace{.rest = std::chrono::seconds(1), .patience = std::chrono::seconds(2)};
  SharedProducer producer(connection(), connection().prefix + "shared", pace);
  ASSERT_TRUE(producer.open());
  ASSERT_TRUE(producer.commit(one));
  const auto after_two_released = [&](bool one_is_idle) {
    commit_at_once(producer, 2);  // while it rests
    if (one_is_idle) producer.await_one_less();
    return took_to_commit(producer);
  };
  const auto in_vain = after_two_released(false);
  EXPECT_LT(took_to_commit(producer), in_vain) << "he was awaited twice";
  EXPECT_LT(after_two_released(true), in_vain);
}

TEST_F(SharedProducerOnABroker, ARecordThatNobodyTakesFailsItsOwnCallerOnly) {
  make_topics(1);
  SharedProducer producer(connection(), connection().prefix + "shared");
  ASSERT_TRUE(producer.open());
  std::atomic<int> others{0};
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 10; ++i) {
        const auto to = static_cast<ports::Partition>(thread == 0 ? 99 : 0);
        const auto offsets = producer.commit({.records = {kafka::produced(kafka::records_of(1), to, "x")}});
        if (thread == 0) {
          ASSERT_FALSE(offsets);
          EXPECT_EQ(offsets.error().severity, Severity::refused) << offsets.error().detail;
        } else {
          ASSERT_TRUE(offsets) << offsets.error().detail;
          ++others;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(others, 30);
  const auto look = reader();
  EXPECT_EQ(kafka::read_all(*look, 1, 0).values.size(), 30U);
}

TEST_F(SharedProducerOnABroker, TheOlderOfTwoIsFenced) {
  make_topics(1);
  SharedProducer older(connection(), connection().prefix + "shared");
  SharedProducer newer(connection(), connection().prefix + "shared");
  ASSERT_TRUE(older.open());
  ASSERT_TRUE(newer.open());
  const auto late = older.commit(one);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().severity, Severity::fatal) << late.error().detail;
  EXPECT_TRUE(newer.commit(one));
  ASSERT_TRUE(older.open()) << "taking it again is allowed";
  EXPECT_TRUE(older.commit(one));
  EXPECT_FALSE(newer.commit(one));
}

TEST_F(SharedProducerOnABroker, AClosedOneWritesNothing) {
  make_topics(1);
  SharedProducer producer(connection(), connection().prefix + "shared");
  EXPECT_EQ(producer.commit(one).error().severity, Severity::fatal);
  ASSERT_TRUE(producer.open());
  EXPECT_TRUE(producer.commit(one));
  producer.close();
  EXPECT_EQ(producer.commit(one).error().severity, Severity::fatal);
  EXPECT_TRUE(producer.decide()) << "nothing is open, so nothing is undecided";
}

}  // namespace
}  // namespace tijdig::kafka_redis
