// Where nothing but marks and aborted records stand, on a real broker.
#include "libs/backends/kafka/gap_finder.h"

#include <gmock/gmock.h>

#include "libs/backends/kafka/broker_for_test.h"

namespace tijdig::kafka {
namespace {

using ::testing::ElementsAre;

class GapsOnABroker : public BrokerTest {
 protected:
  void SetUp() override {
    BrokerTest::SetUp();
    make_topics(3);
    reader_ = reader();
    auto opened = GapFinder::open(connection(), *reader_);
    ASSERT_TRUE(opened) << opened.error().detail;
    finder_ = *std::move(opened);
  }
  static LogPartition inbox(ports::Partition partition) { return {records_of(1), partition}; }
  // Commits, and waits until that can be seen.
  void commit(const std::vector<ProducedRecord>& records) {
    const auto where = producer()->commit({.records = records});
    ASSERT_TRUE(where) << where.error().detail;
    for (std::size_t i = 0; i < records.size(); ++i) reader_->expect(records[i].to, (*where)[i]);
    for (const ProducedRecord& record : records) read_all(*reader_, 1, record.to.partition);
  }
  std::vector<ports::Offset> clear_until(const std::vector<Standpoint>& places) {
    const auto until = finder_->clear_until(places);
    EXPECT_TRUE(until) << until.error().detail;
    return until ? *until : std::vector<ports::Offset>{};
  }

  std::unique_ptr<Reader> reader_;
  std::unique_ptr<GapFinder> finder_;
};

TEST_F(GapsOnABroker, BehindTheLastRecordThereIsOnlyAMark) {
  commit({produced(inbox(0).topic, 0, "a"), produced(inbox(0).topic, 0, "b"), produced(inbox(0).topic, 2, "c")});
  EXPECT_THAT(clear_until({{inbox(0), 2}, {inbox(2), 1}}), ElementsAre(3, 2));
}

TEST_F(GapsOnABroker, WhereARecordStandsNothingIsClear) {
  commit({produced(inbox(0).topic, 0, "a"), produced(inbox(0).topic, 0, "b"), produced(inbox(0).topic, 2, "c")});
  EXPECT_THAT(clear_until({{inbox(0), 0}, {inbox(0), 1}, {inbox(2), 0}, {inbox(1), 0}}), ElementsAre(0, 1, 0, 0));
}

TEST_F(GapsOnABroker, ToldAgainWhenSomethingCame) {
  commit({produced(inbox(0).topic, 0, "a")});
  EXPECT_THAT(clear_until({{inbox(0), 1}}), ElementsAre(2));
  commit({produced(inbox(0).topic, 0, "b")});
  EXPECT_THAT(clear_until({{inbox(0), 1}, {inbox(0), 3}}), ElementsAre(1, 4));
}

TEST_F(GapsOnABroker, LooksAreRepeatedWhileRecordsCome) {
  const std::string large(3'000, 'x');
  for (ports::Offset round = 0; round < 8; ++round) {
    std::vector<ProducedRecord> records;
    for (ports::Partition partition = 0; partition < 3; ++partition)
      for (int i = 0; i < 9; ++i) records.push_back(produced(inbox(0).topic, partition, large));
    commit(records);
    const ports::Offset from = round * 10;
    for (int i = 0; i < 3; ++i)
      ASSERT_THAT(clear_until({{inbox(0), from}, {inbox(1), from + 8}, {inbox(2), from + 9}}),
                  ElementsAre(from, from + 8, from + 10));
  }
}

}  // namespace
}  // namespace tijdig::kafka
