// The unit of work: outputs, state and progress together or not at all, by the newest owner only.
#include <gmock/gmock.h>

#include "tests/conformance/conformance.h"

namespace tijdig::conformance {
namespace {

using ports::BackEnd;
using ports::Lane;
using ports::Progress;
using ports::StateWrite;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr flow::TopicId topic = 1;
constexpr Lane lane{1, 0};

Progress rich_progress() {
  Progress progress = progress_at(1'000'000'007);
  progress.watermarks[{1, 3}] = {12, 0, 90};
  progress.watermarks[{7, 0}] = {~std::uint64_t{0}, ~std::uint32_t{0}, 1};
  progress.emitted[{2, 3}] = 77;
  return progress;
}

std::vector<std::pair<Bytes, Bytes>> scan_all(BackEnd& back_end, Lane of, const Bytes& prefix = "") {
  std::vector<std::pair<Bytes, Bytes>> pairs;
  expect_ok(back_end.scan(of, prefix, pairs));
  std::vector<std::pair<Bytes, Bytes>> one_by_one;
  expect_ok(
      back_end.scan_each(of, prefix, [&](BytesView key, BytesView value) { one_by_one.emplace_back(key, value); }));
  EXPECT_EQ(one_by_one, pairs);
  return pairs;
}

TEST_P(BackEndConformance, AFreshLaneHasNoProgressAndNoState) {
  BackEnd& back_end = world().open();
  EXPECT_EQ(value_of(back_end.recover(lane)), Progress{});
  EXPECT_EQ(load_one(back_end, lane, "k"), std::nullopt);
  EXPECT_THAT(scan_all(back_end, lane), IsEmpty());
}

TEST_P(BackEndConformance, ACommitBringsOutputsStateAndProgressTogether) {
  BackEnd& back_end = world().open();
  const std::uint64_t epoch = value_of(back_end.claim(lane));
  expect_ok(run_unit(back_end, lane, epoch, {door_record(topic, 2, "out")}, {{"k", "v"}}, rich_progress()));
  EXPECT_THAT(values_of(read_all(back_end, topic, 2)), ElementsAre("out"));
  EXPECT_EQ(load_one(back_end, lane, "k"), "v");
  EXPECT_EQ(value_of(back_end.recover(lane)), rich_progress());
}

TEST_P(BackEndConformance, AUnitThatIsThrownAwayLeavesNothing) {
  BackEnd& back_end = world().open();
  const std::uint64_t epoch = value_of(back_end.claim(lane));
  {
    const std::unique_ptr<ports::Unit> unit = back_end.begin(lane, epoch);
    expect_ok(unit->publish({door_record(topic, 0, "out")}));
    expect_ok(unit->save({{"k", "v"}}));
  }
  EXPECT_EQ(load_one(back_end, lane, "k"), std::nullopt);
  EXPECT_EQ(value_of(back_end.recover(lane)), Progress{});
  EXPECT_THAT(read_all(back_end, topic, 0), ::testing::IsEmpty());
}

TEST_P(BackEndConformance, NothingOfAUnitIsSeenBeforeItsCommit) {
  BackEnd& back_end = world().open();
  const std::uint64_t epoch = value_of(back_end.claim(lane));
  const std::unique_ptr<ports::Unit> unit = back_end.begin(lane, epoch);
  expect_ok(unit->publish({door_record(topic, 0, "out")}));
  expect_ok(unit->save({{"k", "v"}}));
  EXPECT_THAT(read_all(back_end, topic, 0), IsEmpty());
  EXPECT_EQ(load_one(back_end, lane, "k"), std::nullopt);
  expect_ok(unit->commit(progress_at(1)));
  EXPECT_THAT(values_of(read_all(back_end, topic, 0)), ElementsAre("out"));
  EXPECT_EQ(load_one(back_end, lane, "k"), "v");
}

TEST_P(BackEndConformance, AUnitMayCarryProgressAlone) {
  BackEnd& back_end = world().open();
  const std::uint64_t epoch = value_of(back_end.claim(lane));
  expect_ok(run_unit(back_end, lane, epoch, {}, {}, progress_at(5)));
  expect_ok(back_end.begin(lane, epoch)->commit(progress_at(6)));
  EXPECT_EQ(value_of(back_end.recover(lane)).next, 6U);
}

TEST_P(BackEndConformance, ALaterUnitReplacesProgressWholly) {
  BackEnd& back_end = world().open();
  const std::uint64_t epoch = value_of(back_end.claim(lane));
  expect_ok(run_unit(back_end, lane, epoch, {}, {}, rich_progress()));
  expect_ok(run_unit(back_end, lane, epoch, {}, {}, progress_at(2)));
  EXPECT_EQ(value_of(back_end.recover(lane)), progress_at(2));
}

TEST_P(BackEndConformance, AnOlderEpochIsRefusedAndLeavesNothing) {
  BackEnd& back_end = world().open();
  const std::uint64_t old_epoch = value_of(back_end.claim(lane));
  const std::unique_ptr<ports::Unit> begun_before = back_end.begin(lane, old_epoch);
  const std::uint64_t epoch = value_of(back_end.claim(lane));
  EXPECT_GT(epoch, old_epoch);
  expect_ok(begun_before->publish({door_record(topic, 0, "zombie")}));
  const Result<> late = begun_before->commit(progress_at(1));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().severity, Severity::fatal);
  EXPECT_FALSE(run_unit(back_end, lane, old_epoch, {door_record(topic, 0, "zombie")}, {{"k", "z"}}, progress_at(1)));
  EXPECT_THAT(read_all(back_end, topic, 0), IsEmpty());
  EXPECT_EQ(load_one(back_end, lane, "k"), std::nullopt);
  EXPECT_EQ(value_of(back_end.recover(lane)), Progress{});
  expect_ok(run_unit(back_end, lane, epoch, {door_record(topic, 0, "owner")}, {{"k", "v"}}, progress_at(1)));
  EXPECT_THAT(values_of(read_all(back_end, topic, 0)), ElementsAre("owner"));
}

TEST_P(BackEndConformance, AClaimOfOneLaneLeavesTheOthersAlone) {
  BackEnd& back_end = world().open();
  const std::uint64_t epoch = value_of(back_end.claim(lane));
  value_of(back_end.claim({1, 1}));
  value_of(back_end.claim({2, 0}));
  expect_ok(run_unit(back_end, lane, epoch, {}, {{"k", "v"}}, progress_at(1)));
}

TEST_P(BackEndConformance, ErasedAndReplacedValuesAreGone) {
  BackEnd& back_end = world().open();
  const std::uint64_t epoch = value_of(back_end.claim(lane));
  expect_ok(run_unit(back_end, lane, epoch, {}, {{"a", "1"}, {"b", "1"}, {"c", "1"}}, progress_at(1)));
  expect_ok(
      run_unit(back_end, lane, epoch, {}, {{"a", std::nullopt}, {"b", "2"}, {"z", std::nullopt}}, progress_at(2)));
  EXPECT_THAT(scan_all(back_end, lane), ElementsAre(Pair("b", "2"), Pair("c", "1")));
  EXPECT_EQ(load_one(back_end, lane, "a"), std::nullopt);
  EXPECT_EQ(load_one(back_end, lane, "b"), "2");
}

TEST_P(BackEndConformance, AnEmptyValueIsNotAMissingOne) {
  BackEnd& back_end = world().open();
  const std::uint64_t epoch = value_of(back_end.claim(lane));
  const Bytes binary("\0\xff\0", 3);
  expect_ok(
      run_unit(back_end, lane, epoch, {}, {{"", "of the empty key"}, {"e", ""}, {binary, binary}}, progress_at(1)));
  EXPECT_EQ(load_one(back_end, lane, ""), "of the empty key");
  EXPECT_EQ(load_one(back_end, lane, "e"), "");
  EXPECT_EQ(load_one(back_end, lane, binary), binary);
}

TEST_P(BackEndConformance, ALoadAnswersEachKeyInItsPlace) {
  BackEnd& back_end = world().open();
  const std::uint64_t epoch = value_of(back_end.claim(lane));
  expect_ok(run_unit(back_end, lane, epoch, {}, {{"a", "1"}, {"b", "2"}, {"c", "3"}}, progress_at(1)));
  const std::vector<Bytes> keys{"c", "missing", "a", "c", "b"};
  std::vector<std::optional<Bytes>> values{"left over"};
  expect_ok(back_end.load(lane, keys, values));
  EXPECT_THAT(values, ElementsAre("3", std::nullopt, "1", "3", "2"));
  expect_ok(back_end.load(lane, {}, values));
  EXPECT_THAT(values, IsEmpty());
}

TEST_P(BackEndConformance, LanesDoNotSeeEachOthersState) {
  BackEnd& back_end = world().open();
  const Lane same_stage{1, 1};
  const Lane same_partition{2, 0};
  for (const Lane& one : {lane, same_stage, same_partition}) {
    const std::uint64_t epoch = value_of(back_end.claim(one));
    const Bytes name = std::to_string(one.stage) + "/" + std::to_string(one.partition);
    expect_ok(run_unit(back_end, one, epoch, {}, {{"k", name}}, progress_at(one.stage * 10U + one.partition)));
  }
  EXPECT_EQ(load_one(back_end, lane, "k"), "1/0");
  EXPECT_EQ(load_one(back_end, same_stage, "k"), "1/1");
  EXPECT_THAT(scan_all(back_end, same_partition), ElementsAre(Pair("k", "2/0")));
  EXPECT_EQ(value_of(back_end.recover(same_stage)).next, 11U);
}

TEST_P(BackEndConformance, AScanGivesThePrefixInByteOrder) {
  BackEnd& back_end = world().open();
  const std::uint64_t epoch = value_of(back_end.claim(lane));
  const Bytes high = "\xff\xff";
  expect_ok(run_unit(back_end, lane, epoch, {},
                     {{"b2", "4"}, {high + "x", "6"}, {"a", "1"}, {"b", "2"}, {Bytes("b\0", 2), "3"}, {"c", "5"}},
                     progress_at(1)));
  EXPECT_THAT(scan_all(back_end, lane, "b"), ElementsAre(Pair("b", "2"), Pair(Bytes("b\0", 2), "3"), Pair("b2", "4")));
  EXPECT_THAT(scan_all(back_end, lane, high), ElementsAre(Pair(high + "x", "6")));
  EXPECT_EQ(scan_all(back_end, lane).size(), 6U);
  EXPECT_THAT(scan_all(back_end, lane, "nothing"), IsEmpty());
}

TEST_P(BackEndConformance, ManyKeysAndManyUnitsKeepTheirLastValue) {
  BackEnd& back_end = world().open();
  const std::uint64_t epoch = value_of(back_end.claim(lane));
  for (std::uint64_t round = 0; round < 50; ++round) {
    std::vector<StateWrite> writes;
    for (std::uint64_t key = round; key < 1000; key += 50)
      writes.push_back({"key" + std::to_string(key), std::to_string(round)});
    writes.push_back({"every round", std::to_string(round)});
    expect_ok(run_unit(back_end, lane, epoch, {}, writes, progress_at(round + 1)));
  }
  EXPECT_EQ(scan_all(back_end, lane, "key").size(), 1000U);
  EXPECT_EQ(load_one(back_end, lane, "key999"), "49");
  EXPECT_EQ(load_one(back_end, lane, "every round"), "49");
}

}  // namespace
}  // namespace tijdig::conformance
