// Transactions on a real broker: all or none, aborted is never read, and only the newest of two goes on.
#include "libs/backends/kafka/producer.h"

#include <gmock/gmock.h>

#include <deque>

#include "libs/backends/kafka/broker_for_test.h"
#include "libs/backends/kafka/open_transaction_for_test.h"

namespace tijdig::kafka {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class TransactionsOnABroker : public BrokerTest {};

TEST_F(TransactionsOnABroker, SayWhereEachRecordStands) {
  make_topics(2);
  const auto writer = producer();
  const auto first = writer->commit(
      {.records = {produced(records_of(1), 0, "a"), produced(records_of(2), 1, "b"), produced(records_of(1), 0, "c")}});
  ASSERT_TRUE(first) << first.error().detail;
  EXPECT_THAT(*first, ElementsAre(0, 0, 1));
  const auto second = writer->commit({.records = {produced(records_of(1), 0, "d")}});
  ASSERT_TRUE(second) << second.error().detail;
  EXPECT_THAT(*second, ElementsAre(3));
  const auto nothing = writer->commit({});
  ASSERT_TRUE(nothing);
  EXPECT_THAT(*nothing, IsEmpty());
}

// With and without a cause, in long and short runs: they go to librdkafka in different ways.
TEST_F(TransactionsOnABroker, KeepTheOrderOfEachPartitionAndSayWhereEachRecordStands) {
  make_topics(2);
  const auto writer = producer();
  const auto look = reader();
  constexpr int count = 9'000;
  std::deque<std::string> numbers;
  std::vector<ProducedRecord> records;
  for (int i = 0; i < count; ++i) {
    const bool is_mixed = i / 1'500 % 2 == 0;
    const auto partition = static_cast<ports::Partition>(is_mixed ? i % 2 : i / 4'000 % 2);
    records.push_back(
        produced(records_of(is_mixed && i % 3 == 0 ? 2 : 1), partition, numbers.emplace_back(std::to_string(i))));
    if (is_mixed && i % 5 == 0) records.back().cause = {.topic = 1, .partition = 0, .offset = 7, .ordinal = 1};
  }
  const auto offsets = writer->commit({.records = records});
  ASSERT_TRUE(offsets) << offsets.error().detail;
  for (const LogPartition place :
       {LogPartition{records_of(1), 0}, {records_of(1), 1}, {records_of(2), 0}, {records_of(2), 1}}) {
    std::vector<std::string> values;
    std::vector<ports::Offset> stand;
    for (std::size_t i = 0; i < records.size(); ++i) {
      if (records[i].to != place) continue;
      values.push_back(numbers[i]);
      stand.push_back((*offsets)[i]);
    }
    look->expect(place, stand.back());
    const Found found = read_all(*look, place.topic == records_of(1) ? 1 : 2, place.partition);
    EXPECT_EQ(found.values, values);
    EXPECT_EQ(found.offsets, stand);
  }
}

TEST_F(TransactionsOnABroker, TellAnEmptyValueFromNone) {
  make_topics(1);
  const auto writer = producer();
  const auto look = reader();
  std::vector<ProducedRecord> records(4, produced(changelog_of(1), 0, ""));
  records[1].value = records[3].value = std::nullopt;
  const auto offsets = writer->commit({.records = records});
  ASSERT_TRUE(offsets) << offsets.error().detail;
  look->expect({changelog_of(1), 0}, offsets->back());
  std::vector<Change> changes;
  ASSERT_TRUE(look->read_changelog(1, 0, 0, 10, changes));
  ASSERT_EQ(changes.size(), records.size());
  for (std::size_t i = 0; i < records.size(); ++i)
    EXPECT_EQ(changes[i].value.has_value(), records[i].value.has_value());
}

TEST_F(TransactionsOnABroker, TakeEffectInAllTopicsOrInNone) {
  make_topics(1);
  const auto writer = producer();
  const auto look = reader();
  const std::string too_big(record_bytes_max + 1, 'x');
  std::vector<ProducedRecord> records;
  for (int i = 0; i < 1000; ++i) {
    records.push_back(produced(records_of(1), 0, "lost"));
    records.push_back(produced(records_of(2), 0, "lost"));
    records.push_back(produced(changelog_of(1), 0, "lost"));
  }
  records.push_back(produced(records_of(1), 0, too_big));
  const auto refused = writer->commit({.records = records});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().severity, Severity::refused);

  const auto kept = writer->commit({.records = {produced(records_of(1), 0, "kept"), produced(records_of(2), 0, "kept"),
                                                produced(changelog_of(1), 0, "kept")}});
  ASSERT_TRUE(kept) << kept.error().detail;
  look->expect({records_of(1), 0}, (*kept)[0]);
  look->expect({records_of(2), 0}, (*kept)[1]);
  EXPECT_THAT(read_all(*look, 1, 0).values, ElementsAre("kept"));
  EXPECT_THAT(read_all(*look, 2, 0).values, ElementsAre("kept"));
  std::vector<Change> changes;
  look->expect({changelog_of(1), 0}, (*kept)[2]);
  ASSERT_TRUE(look->read_changelog(1, 0, 0, 10, changes));
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].value, "kept");
}

TEST_F(TransactionsOnABroker, ThatWereAbortedAreNeverReadAndTheReadGoesOnBehindThem) {
  make_topics(1);
  OpenTransaction other(connection(), "other", {records_of(1), 0}, 50);
  const auto writer = producer();
  const auto look = reader();
  for (int round = 0; round < 3; ++round) {
    other.abort();
    const auto kept = writer->commit({.records = {produced(records_of(1), 0, std::to_string(round))}});
    ASSERT_TRUE(kept);
    look->expect({records_of(1), 0}, (*kept)[0]);
    other.begin_and_write({records_of(1), 0}, 50);
  }
  other.abort();
  const LogPartition place{records_of(1), 0};
  Found found = read_all(*look, 1, 0);
  EXPECT_THAT(found.values, ElementsAre("0", "1", "2"));
  // The last abort's mark may be a moment behind.
  const auto end = look->ends({&place, 1});
  ASSERT_TRUE(end);
  for (int i = 0; i < 500 && found.next < (*end)[0]; ++i) found = read_all(*look, 1, 0, found.next);
  EXPECT_EQ(found.next, (*end)[0]);
}

TEST_F(TransactionsOnABroker, AreTakenFromAWriterWhoseClockIsDaysOff) {
  make_topics(1);
  const auto look = reader();
  const auto writer = Handle::make(Handle::Kind::producer, connection(), "days-off", {});
  ASSERT_TRUE(writer);
  const auto topic = (*writer)->topic({records_of(1), 0});
  ASSERT_TRUE(topic);
  constexpr std::int64_t day_ms = 24 * 60 * 60 * 1000;
  for (const std::int64_t days : {-3, 3}) {
    const std::int64_t at_ms = time(nullptr) * 1000 + days * day_ms;
    EXPECT_EQ(
        rd_kafka_producev((*writer)->get(), RD_KAFKA_V_RKT(*topic), RD_KAFKA_V_PARTITION(0),
                          RD_KAFKA_V_TIMESTAMP(at_ms), RD_KAFKA_V_VALUE(const_cast<char*>("taken"), 5), RD_KAFKA_V_END),
        RD_KAFKA_RESP_ERR_NO_ERROR);
  }
  ASSERT_EQ(rd_kafka_flush((*writer)->get(), 10'000), RD_KAFKA_RESP_ERR_NO_ERROR);
  EXPECT_THAT(read_all(*look, 1, 0).values, ElementsAre("taken", "taken"));
}

TEST_F(TransactionsOnABroker, ThatAreOpenAreInTheEndAndInNoRead) {
  make_topics(1);
  const OpenTransaction open(connection(), "open", {records_of(1), 0}, 5);
  const auto look = reader();
  EXPECT_THAT(read_all(*look, 1, 0).values, IsEmpty());
  const auto ends = look->ends_of({records_of(1), 0});
  ASSERT_TRUE(ends) << ends.error().detail;
  EXPECT_EQ(ends->begin, 0U);
  EXPECT_EQ(ends->stable, 0U);
  EXPECT_EQ(ends->end, 5U);
  // Whoever comes next under this id ends it.
  const auto next = producer("open");
  const auto kept = next->commit({.records = {produced(records_of(1), 0, "kept")}});
  ASSERT_TRUE(kept) << kept.error().detail;
  look->expect({records_of(1), 0}, (*kept)[0]);
  EXPECT_THAT(read_all(*look, 1, 0).values, ElementsAre("kept"));
}

TEST_F(TransactionsOnABroker, OfTheOlderOfTwoProducersAreFatal) {
  make_topics(1);
  const auto older = producer();
  ASSERT_TRUE(older->commit({.records = {produced(records_of(1), 0, "a")}}));
  const auto newer = producer();
  const auto refused = older->commit({.records = {produced(records_of(1), 0, "never")}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().severity, Severity::fatal);
  const auto again = older->commit({.records = {produced(records_of(1), 0, "never")}});
  ASSERT_FALSE(again) << "it took the id back by trying again";
  EXPECT_EQ(again.error().severity, Severity::fatal);
  const auto kept = newer->commit({.records = {produced(records_of(1), 0, "b")}});
  ASSERT_TRUE(kept) << kept.error().detail;
  const auto look = reader();
  look->expect({records_of(1), 0}, (*kept)[0]);
  EXPECT_THAT(read_all(*look, 1, 0).values, ElementsAre("a", "b"));
}

TEST_F(TransactionsOnABroker, HoldRecordsOfAMebibyteAndMore) {
  make_topics(1);
  const auto writer = producer();
  const auto look = reader();
  std::vector<std::string> values;
  for (char c = 'a'; c < 'a' + 8; ++c) values.emplace_back(2U << 20U, c);
  std::vector<ProducedRecord> records;
  for (const std::string& value : values) records.push_back(produced(records_of(1), 0, value));
  const auto kept = writer->commit({.records = records});
  ASSERT_TRUE(kept) << kept.error().detail;
  look->expect({records_of(1), 0}, kept->back());
  EXPECT_TRUE(read_all(*look, 1, 0).values == values);
}

TEST_F(TransactionsOnABroker, ToWhatIsNotThereAreRefusedAndNothingBegins) {
  make_topics(1);
  const auto writer = producer();
  const auto topic =
      writer->commit({.records = {produced(records_of(1), 0, "never"), produced(records_of(9), 0, "x")}});
  ASSERT_FALSE(topic);
  EXPECT_EQ(topic.error().severity, Severity::refused);
  EXPECT_THAT(topic.error().detail, HasSubstr("there is no topic"));
  const auto partition = writer->commit({.records = {produced(records_of(1), 5, "x")}});
  ASSERT_FALSE(partition);
  EXPECT_THAT(partition.error().detail, HasSubstr("no number 5"));
  const auto look = reader();
  EXPECT_EQ(read_all(*look, 1, 0).next, 0U);
}

}  // namespace
}  // namespace tijdig::kafka
