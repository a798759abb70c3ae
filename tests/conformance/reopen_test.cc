// What was committed is there after the process has ended and begun again.
#include <gmock/gmock.h>

#include "tests/conformance/conformance.h"

namespace tijdig::conformance {
namespace {

using ports::BackEnd;
using ports::Lane;
using ::testing::ElementsAre;

constexpr flow::TopicId topic = 1;
constexpr Lane lane{3, 2};

TEST_P(BackEndConformance, ReopeningKeepsLogStateAndProgress) {
  ports::Offset end = 0;
  {
    BackEnd& back_end = world().open();
    expect_ok(back_end.append_durably({door_record(topic, 1, "a"), door_record(topic, 1, "b")}));
    const std::uint64_t epoch = value_of(back_end.claim(lane));
    expect_ok(run_unit(back_end, lane, epoch, {door_record(topic, 1, "c")}, {{"k", "v"}}, progress_at(9)));
    end = value_of(back_end.end(topic, 1));
  }
  BackEnd& back_end = world().reopen();
  EXPECT_EQ(back_end.partitions(), partitions);
  const ports::Offset end_now = value_of(back_end.end(topic, 1));
  EXPECT_TRUE(end_now == end || (back_end.offsets_have_gaps() && end_now > end)) << "only a mark may come later";
  EXPECT_THAT(values_of(read_all(back_end, topic, 1)), ElementsAre("a", "b", "c"));
  EXPECT_EQ(load_one(back_end, lane, "k"), "v");
  EXPECT_EQ(value_of(back_end.recover(lane)), progress_at(9));
}

TEST_P(BackEndConformance, ReopeningKeepsWhatNobodyWaitedFor) {
  expect_ok(world().open().append({door_record(topic, 1, "a")}));
  BackEnd& back_end = world().reopen();
  EXPECT_THAT(values_of(read_all(back_end, topic, 1)), ElementsAre("a"));
}

TEST_P(BackEndConformance, AppendsGoOnWithoutAHoleAfterReopening) {
  for (std::uint64_t round = 0; round < 5; ++round) {
    BackEnd& back_end = round == 0 ? world().open() : world().reopen();
    expect_ok(back_end.append_durably({door_record(topic, 0, "x"), door_record(topic, 0, "y")}));
    const std::vector<ports::InRecord> records = read_all(back_end, topic, 0);
    ASSERT_EQ(records.size(), 2 * (round + 1));
    expect_in_order(back_end, records);
  }
}

TEST_P(BackEndConformance, EpochsGoOnRisingAfterReopening) {
  const std::uint64_t before = value_of(world().open().claim(lane));
  BackEnd& back_end = world().reopen();
  EXPECT_GT(value_of(back_end.claim(lane)), before);
  EXPECT_FALSE(run_unit(back_end, lane, before, {}, {}, progress_at(1)));
}

}  // namespace
}  // namespace tijdig::conformance
