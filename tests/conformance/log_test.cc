// The log: order, places, reading from anywhere, all or nothing.
#include <gmock/gmock.h>

#include <algorithm>
#include <limits>

#include "tests/conformance/conformance.h"

namespace tijdig::conformance {
namespace {

using ports::BackEnd;
using ports::InRecord;
using ports::Offset;
using ports::OutRecord;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr flow::TopicId topic = 1;
constexpr flow::TopicId other_topic = 2;

std::vector<OutRecord> numbered(std::size_t count, ports::Partition partition = 0) {
  std::vector<OutRecord> records;
  for (std::size_t i = 0; i < count; ++i) records.push_back(door_record(topic, partition, std::to_string(i)));
  return records;
}

TEST_P(BackEndConformance, RecordsComeBackInTheOrderOfAppending) {
  BackEnd& back_end = world().open();
  expect_ok(back_end.append_durably(numbered(3)));
  expect_ok(back_end.append_durably({door_record(topic, 0, "later")}));
  EXPECT_THAT(values_of(read_all(back_end, topic, 0)), ElementsAre("0", "1", "2", "later"));
}

TEST_P(BackEndConformance, OffsetsRiseAndCountFromZeroWhereThereAreNoGaps) {
  BackEnd& back_end = world().open();
  for (std::size_t size : {1U, 7U, 1U, 300U}) expect_ok(back_end.append_durably(numbered(size)));
  const std::vector<InRecord> records = read_all(back_end, topic, 0);
  ASSERT_EQ(records.size(), 309U);
  expect_in_order(back_end, records);
  const Offset end = value_of(back_end.end(topic, 0));
  EXPECT_GT(end, records.back().offset);
  EXPECT_TRUE(back_end.offsets_have_gaps() || end == 309) << end;
}

TEST_P(BackEndConformance, WhoGoesOnWhereEachReadSaysComesToTheEndAndSeesEveryRecordOnce) {
  BackEnd& back_end = world().open();
  for (std::size_t size : {1U, 7U, 1U, 30U}) expect_ok(back_end.append_durably(numbered(size)));
  const Offset end = value_of(back_end.end(topic, 0));
  for (std::size_t count : {1U, 7U, 100U}) {
    std::vector<InRecord> records;
    for (Offset next = 0; next < end;) {
      const Offset before = next;
      next = value_of(back_end.read(topic, 0, next, count, records));
      ASSERT_GT(next, before);
      ASSERT_TRUE(records.empty() || next > records.back().offset);
    }
    EXPECT_EQ(records.size(), 39U);
    expect_in_order(back_end, records);
    const Offset end_now = value_of(back_end.read(topic, 0, end, count, records));
    EXPECT_TRUE(end_now == end || (back_end.offsets_have_gaps() && end_now > end)) << "only a mark may come later";
    EXPECT_EQ(records.size(), 39U);
    EXPECT_EQ(value_of(back_end.read(topic, 0, end + 5, count, records)), end + 5);
  }
}

TEST_P(BackEndConformance, AReadBeginsAnywhereAndStopsAtItsCount) {
  BackEnd& back_end = world().open();
  for (int i = 0; i < 10; ++i) expect_ok(back_end.append_durably(numbered(10)));
  const std::vector<InRecord> all = read_all(back_end, topic, 0);
  ASSERT_EQ(all.size(), 100U);
  for (std::size_t first = 0; first < 100; ++first) {
    for (std::size_t count : {1U, 3U, 50U}) {
      std::vector<InRecord> records;
      expect_ok(back_end.read(topic, 0, all[first].offset, count, records));
      ASSERT_EQ(records.size(), std::min<std::size_t>(count, 100 - first));
      EXPECT_EQ(records.front(), all[first]);
      EXPECT_EQ(records.front().value, std::to_string(first % 10));
      EXPECT_EQ(records.back(), all[first + records.size() - 1]);
    }
  }
}

TEST_P(BackEndConformance, AReadGoesOnWhereTheLastOneStoppedAlsoAfterNewRecords) {
  BackEnd& back_end = world().open();
  std::vector<InRecord> records;
  Offset next = 0;
  for (int round = 0; round < 20; ++round) {
    expect_ok(back_end.append_durably(numbered(7)));
    next = value_of(back_end.read(topic, 0, next, 5, records));
  }
  expect_ok(back_end.read(topic, 0, next, 1000, records));
  ASSERT_EQ(records.size(), 140U);
  expect_in_order(back_end, records);
  for (std::size_t i = 0; i < records.size(); ++i) EXPECT_EQ(records[i].value, std::to_string(i % 7));
}

TEST_P(BackEndConformance, AReadAddsToWhatWasReadBefore) {
  BackEnd& back_end = world().open();
  expect_ok(back_end.append_durably(numbered(2)));
  std::vector<InRecord> records(1);
  expect_ok(back_end.read(topic, 0, 0, 10, records));
  EXPECT_EQ(records.size(), 3U);
}

TEST_P(BackEndConformance, AReadAtOrPastTheEndGivesNothing) {
  BackEnd& back_end = world().open();
  expect_ok(back_end.append_durably(numbered(2)));
  std::vector<InRecord> records;
  expect_ok(back_end.read(topic, 0, value_of(back_end.end(topic, 0)), 10, records));
  expect_ok(back_end.read(topic, 0, 1000, 10, records));
  expect_ok(back_end.read(topic, 0, 0, 0, records));
  expect_ok(back_end.read(other_topic, 0, 0, 10, records));
  EXPECT_THAT(records, IsEmpty());
  EXPECT_EQ(value_of(back_end.end(other_topic, 0)), 0U);
}

TEST_P(BackEndConformance, TopicsAndPartitionsDoNotMix) {
  BackEnd& back_end = world().open();
  expect_ok(back_end.append_durably({door_record(topic, 0, "a"), door_record(other_topic, 0, "b"),
                                     door_record(topic, 3, "c"), door_record(topic, 0, "d")}));
  EXPECT_THAT(values_of(read_all(back_end, topic, 0)), ElementsAre("a", "d"));
  EXPECT_THAT(values_of(read_all(back_end, other_topic, 0)), ElementsAre("b"));
  EXPECT_THAT(values_of(read_all(back_end, topic, 3)), ElementsAre("c"));
  EXPECT_THAT(read_all(back_end, topic, 1), IsEmpty());
}

TEST_P(BackEndConformance, ARecordComesBackUnchanged) {
  BackEnd& back_end = world().open();
  constexpr auto most = std::numeric_limits<std::uint64_t>::max();
  const ports::Provenance cause{0xffff, 0xffff, most, std::numeric_limits<std::uint32_t>::max(), most};
  const Bytes binary("\0\xff\n\x80", 4);
  expect_ok(back_end.append_durably({OutRecord{topic, 0, cause, binary, binary + binary},
                                     OutRecord{topic, 0, {}, "", ""}, OutRecord{topic, 0, {1, 2, 3, 4, 5}, "", "x"}}));
  const std::vector<InRecord> records = read_all(back_end, topic, 0);
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[0], (InRecord{0, cause, binary, binary + binary}));
  EXPECT_EQ(records[1], (InRecord{1, {}, "", ""}));
  EXPECT_EQ(records[2], (InRecord{2, {1, 2, 3, 4, 5}, "", "x"}));
}

TEST_P(BackEndConformance, BigRecordsAndBigAppendsAreFine) {
  BackEnd& back_end = world().open();
  std::vector<OutRecord> records;
  for (char c = 'a'; c < 'a' + 16; ++c) records.push_back(door_record(topic, 0, Bytes(2 * 1024 * 1024, c)));
  expect_ok(back_end.append_durably(records));
  const std::vector<InRecord> found = read_all(back_end, topic, 0);
  ASSERT_EQ(found.size(), records.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_TRUE(found[i].value == records[i].value);
}

TEST_P(BackEndConformance, AnAppendOfNothingChangesNothing) {
  BackEnd& back_end = world().open();
  expect_ok(back_end.append_durably({}));
  EXPECT_EQ(value_of(back_end.end(topic, 0)), 0U);
}

TEST_P(BackEndConformance, AnAppendThatNobodyWaitsForIsSeenAtOnceAndInOrder) {
  BackEnd& back_end = world().open();
  expect_ok(back_end.append_durably({door_record(topic, 0, "first")}));
  expect_ok(back_end.append({door_record(topic, 0, "a"), door_record(other_topic, 1, "b")}));
  EXPECT_THAT(values_of(read_all(back_end, topic, 0)), ElementsAre("first", "a"));
  expect_ok(back_end.append_durably({door_record(topic, 0, "last")}));
  EXPECT_THAT(values_of(read_all(back_end, topic, 0)), ElementsAre("first", "a", "last"));
  EXPECT_THAT(values_of(read_all(back_end, other_topic, 1)), ElementsAre("b"));
  expect_ok(back_end.append({}));
  EXPECT_EQ(read_all(back_end, topic, 0).size(), 3U);
}

TEST_P(BackEndConformance, ASyncChangesNothingThatCanBeSeen) {
  BackEnd& back_end = world().open();
  expect_ok(back_end.sync());
  expect_ok(back_end.append({door_record(topic, 0, "a")}));
  expect_ok(back_end.sync());
  expect_ok(back_end.sync());
  EXPECT_THAT(values_of(read_all(back_end, topic, 0)), ElementsAre("a"));
}

TEST_P(BackEndConformance, ItSaysHowManyPartitionsThereAre) { EXPECT_EQ(world().open().partitions(), partitions); }

}  // namespace
}  // namespace tijdig::conformance
