#include "libs/backends/kafka_redis/shared_producer.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "libs/backends/kafka/broker_for_test.h"

namespace tijdig::kafka_redis {
namespace {

class SharedProducerOnABroker : public kafka::BrokerTest {};

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
  look->expect({kafka::records_of(1), 0}, expected.rbegin()->first);
  const kafka::Found found = kafka::read_all(*look, 1, 0);
  ASSERT_EQ(found.offsets.size(), expected.size());
  for (std::size_t i = 0; i < found.offsets.size(); ++i) EXPECT_EQ(expected[found.offsets[i]], found.values[i]);
  // Every transaction leaves one mark behind its records.
  const std::size_t transactions = found.next - found.offsets.size();
  EXPECT_LT(transactions, threads_count * each / 2);
}

TEST_F(SharedProducerOnABroker, WhoComeWhileItRestsGoTogether) {
  make_topics(1);
  SharedProducer producer(connection(), connection().prefix + "shared", std::chrono::seconds(3));
  ASSERT_TRUE(producer.open());
  const kafka::Transaction one{.records = {kafka::produced(kafka::records_of(1), 0, "x")}};
  ASSERT_TRUE(producer.commit(one));
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) threads.emplace_back([&] { EXPECT_TRUE(producer.commit(one)); });
  for (std::thread& thread : threads) thread.join();
  const auto look = reader();
  constexpr ports::Offset newest = 5;  // behind the first record and its mark
  look->expect({kafka::records_of(1), 0}, newest);
  EXPECT_EQ(kafka::read_all(*look, 1, 0).values.size(), 5U);
  const kafka::LogPartition place{kafka::records_of(1), 0};
  EXPECT_EQ(look->ends(std::span(&place, 1))->front(), 7U) << "five records and the marks of two transactions";
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
  const kafka::Transaction one{.records = {kafka::produced(kafka::records_of(1), 0, "x")}};
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
  const kafka::Transaction one{.records = {kafka::produced(kafka::records_of(1), 0, "x")}};
  EXPECT_EQ(producer.commit(one).error().severity, Severity::fatal);
  ASSERT_TRUE(producer.open());
  EXPECT_TRUE(producer.commit(one));
  producer.close();
  EXPECT_EQ(producer.commit(one).error().severity, Severity::fatal);
  EXPECT_TRUE(producer.decide()) << "nothing is open, so nothing is undecided";
}

}  // namespace
}  // namespace tijdig::kafka_redis
