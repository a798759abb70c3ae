// Reading what was committed, on a real broker. Also tests place.cc.
#include "libs/backends/kafka/reader.h"

#include <gmock/gmock.h>

#include "libs/backends/kafka/broker_for_test.h"
#include "libs/backends/kafka/handle.h"

namespace tijdig::kafka {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ReaderOnABroker : public BrokerTest {
 protected:
  // Commits, and tells the reader.
  void commit(TransactionalProducer& writer, Reader& reader, const std::vector<ProducedRecord>& records) {
    const auto where = writer.commit({.records = records});
    ASSERT_TRUE(where) << where.error().detail;
    for (std::size_t i = 0; i < records.size(); ++i) reader.expect(records[i].to, (*where)[i]);
  }
};

TEST_F(ReaderOnABroker, GivesWhatWasCommittedAtOnceAndSaysWhereToGoOn) {
  make_topics(2);
  const auto writer = producer();
  const auto look = reader();
  commit(*writer, *look, {produced(records_of(1), 0, "a"), produced(records_of(1), 0, "b")});
  EXPECT_THAT(read_all(*look, 1, 0).values, ElementsAre("a", "b"));
  commit(*writer, *look, {produced(records_of(1), 0, "c"), produced(records_of(1), 1, "d")});
  const Found found = read_all(*look, 1, 0);
  EXPECT_THAT(found.values, ElementsAre("a", "b", "c"));
  EXPECT_THAT(found.offsets, ElementsAre(0, 1, 3));  // the mark of the first transaction stands at 2
  EXPECT_EQ(found.next, 5U);
  const LogPartition places[] = {{records_of(1), 0}, {records_of(1), 1}, {records_of(2), 0}};
  const auto ends = look->ends(places);
  ASSERT_TRUE(ends) << ends.error().detail;
  EXPECT_THAT(*ends, ElementsAre(5, 2, 0));
}

TEST_F(ReaderOnABroker, ARecordComesBackUnchanged) {
  make_topics(1);
  const auto writer = producer();
  const auto look = reader();
  const Bytes binary("\0\xff\n\x80", 4);
  const ports::Provenance cause{0xffff, 7, ~0ULL, 9, ~0ULL};
  commit(*writer, *look,
         {{.to = {records_of(1), 0}, .cause = cause, .key = binary, .value = binary},
          {.to = {records_of(1), 0}, .cause = {}, .key = "", .value = ""}});
  std::vector<ports::InRecord> records;
  ASSERT_TRUE(look->read(1, 0, 0, 10, records));
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0], (ports::InRecord{0, cause, binary, binary}));
  EXPECT_EQ(records[1], (ports::InRecord{1, {}, "", ""}));
}

TEST_F(ReaderOnABroker, AChangelogTellsErasedFromEmpty) {
  make_topics(1);
  const auto writer = producer();
  const auto look = reader();
  commit(*writer, *look,
         {{.to = {changelog_of(1), 0}, .cause = {}, .key = "kept", .value = ""},
          {.to = {changelog_of(1), 0}, .cause = {}, .key = "gone", .value = std::nullopt}});
  std::vector<Change> changes;
  const auto next = look->read_changelog(1, 0, 0, 10, changes);
  ASSERT_TRUE(next);
  EXPECT_THAT(changes, ElementsAre(Change{0, "kept", ""}, Change{1, "gone", std::nullopt}));
}

TEST_F(ReaderOnABroker, BeginsAnywhereAndStopsAtItsCount) {
  make_topics(1);
  const auto writer = producer();
  const auto look = reader();
  std::vector<std::string> values;
  for (int i = 0; i < 100; ++i) values.push_back(std::to_string(i));
  std::vector<ProducedRecord> records;
  for (const std::string& value : values) records.push_back(produced(records_of(1), 0, value));
  commit(*writer, *look, records);
  for (const ports::Offset from : {50U, 0U, 99U, 7U, 8U, 98U}) {
    std::vector<ports::InRecord> found;
    const auto next = look->read(1, 0, from, 3, found);
    ASSERT_TRUE(next) << next.error().detail;
    ASSERT_FALSE(found.empty());
    EXPECT_LE(found.size(), 3U);
    EXPECT_EQ(found.front().offset, from);
    EXPECT_EQ(found.front().value, std::to_string(from));
    EXPECT_EQ(*next, found.back().offset + 1);
  }
}

TEST_F(ReaderOnABroker, AtOrPastTheEndThereIsNothing) {
  make_topics(1);
  const auto writer = producer();
  const auto look = reader();
  EXPECT_THAT(read_all(*look, 1, 0).values, IsEmpty());
  commit(*writer, *look, {produced(records_of(1), 0, "a")});
  std::vector<ports::InRecord> records;
  EXPECT_EQ(look->read(1, 0, 2, 10, records).value_or(99), 2U);
  EXPECT_EQ(look->read(1, 0, 1000, 10, records).value_or(99), 1000U);
  EXPECT_THAT(records, IsEmpty());
  EXPECT_THAT(read_all(*look, 1, 0).values, ElementsAre("a"));
}

TEST_F(ReaderOnABroker, WhatIsExpectedAndDoesNotComeIsExpectedByTheNextReadToo) {
  make_topics(1);
  const auto writer = producer();
  connection().call_ms_max = 500;
  const auto look = reader();
  look->expect({records_of(1), 0}, 1);
  std::vector<ports::InRecord> records;
  for (int i = 0; i < 2; ++i) {
    const auto nothing = look->read(1, 0, 0, 10, records);
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error().severity, Severity::retry);
  }
  const auto seen = look->news();
  commit(*writer, *look, {produced(records_of(1), 0, "a"), produced(records_of(1), 0, "b")});
  EXPECT_THAT(read_all(*look, 1, 0).values, ElementsAre("a", "b"));
  EXPECT_NE(look->news(), seen);
}

TEST_F(ReaderOnABroker, NewsComeWhenSomethingArrives) {
  make_topics(1);
  const auto writer = producer();
  const auto look = reader();
  EXPECT_THAT(read_all(*look, 1, 0).values, IsEmpty());
  const auto seen = look->news();
  ASSERT_TRUE(writer->commit({.records = {produced(records_of(1), 0, "a")}}));
  EXPECT_TRUE(look->wait_for_news(seen, 10'000));
  int more = 0;
  while (more < 100 && look->wait_for_news(look->news(), 50)) ++more;
  EXPECT_LT(more, 100);  // and then it is quiet
}

TEST_F(ReaderOnABroker, WhatIsNotThereIsRefusedInOneLine) {
  make_topics(1);
  const auto look = reader();
  std::vector<ports::InRecord> records;
  const auto topic = look->read(7, 0, 0, 1, records);
  ASSERT_FALSE(topic);
  EXPECT_EQ(topic.error().severity, Severity::refused);
  EXPECT_THAT(topic.error().detail, HasSubstr("there is no topic"));
  const auto partition = look->read(1, 1, 0, 1, records);
  ASSERT_FALSE(partition);
  EXPECT_THAT(partition.error().detail, HasSubstr("1 partitions"));
}

TEST_F(ReaderOnABroker, ARecordWhoseOriginCannotBeReadIsUnreadableAndTheReadGoesOn) {
  make_topics(1);
  auto foreign = Handle::make(Handle::Kind::producer, connection(), "foreign", {});
  ASSERT_TRUE(foreign);
  const std::string topic = connection().names().of(records_of(1));
  ASSERT_EQ(rd_kafka_producev((*foreign)->get(), RD_KAFKA_V_TOPIC(topic.c_str()), RD_KAFKA_V_PARTITION(0),
                              RD_KAFKA_V_VALUE(const_cast<char*>("poison"), 6),
                              RD_KAFKA_V_HEADER("tijdig-cause", "short", 5), RD_KAFKA_V_END),
            RD_KAFKA_RESP_ERR_NO_ERROR);
  ASSERT_EQ(rd_kafka_flush((*foreign)->get(), 10'000), RD_KAFKA_RESP_ERR_NO_ERROR);
  const auto writer = producer();
  const auto look = reader();
  commit(*writer, *look, {produced(records_of(1), 0, "fine")});
  EXPECT_THAT(read_all(*look, 1, 0).values, ElementsAre("", "fine"));
}

TEST_F(ReaderOnABroker, TwoClientsSeeTheSameCluster) {
  const auto one = reader();
  const auto other = reader();
  const auto id = one->cluster_id();
  ASSERT_TRUE(id);
  EXPECT_FALSE(id->empty());
  EXPECT_EQ(*id, *other->cluster_id());
}

}  // namespace
}  // namespace tijdig::kafka
