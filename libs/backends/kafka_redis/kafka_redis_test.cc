// What the conformance suite cannot ask: Redis lost, killed or restored in the middle, two processes, groups of lanes.
#include "libs/backends/kafka_redis/kafka_redis.h"

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "libs/backends/kafka_redis/servers_for_test.h"

namespace tijdig::kafka_redis {
namespace {

using ports::Lane;
using ports::OutRecord;
using ::testing::ElementsAre;
using ::testing::Pair;
using ::testing::SizeIs;

constexpr Lane lane{1, 0};

OutRecord out(const Bytes& value, ports::Partition partition = 0) { return {2, partition, {}, "key", value}; }

class KafkaRedisOnServers : public ServersTest {};

// Counts one up, as a stage would: what it read, what it says, what it keeps.
Result<> count_up(KafkaRedis& back_end, Lane of, std::uint64_t epoch) {
  TIJDIG_TRY(const ports::Progress progress, back_end.recover(of));
  TIJDIG_TRY(const auto kept, load_one(back_end, of, "count"));
  const std::uint64_t count = kept ? std::stoull(*kept) : 0;
  if (count != progress.next) return Error::fatal("state and position are of two moments");
  return run_unit(back_end, of, epoch, {out(std::to_string(count), of.partition)},
                  {{"count", std::to_string(count + 1)}}, count + 1);
}

void expect_counted(KafkaRedis& back_end, Lane of, std::uint64_t times) {
  const std::vector<Bytes> values = values_on(back_end, 2, of.partition);
  ASSERT_EQ(values.size(), times);
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_EQ(values[i], std::to_string(i));
  ASSERT_TRUE(back_end.recover(of));
  const auto kept = load_one(back_end, of, "count");
  ASSERT_TRUE(kept) << kept.error().detail;
  EXPECT_EQ(*kept, std::to_string(times));
}

TEST_F(KafkaRedisOnServers, AUnitThatRedisDidNotHearOfIsFoundDone) {
  const auto back_end = open();
  const std::uint64_t epoch = *back_end->claim(lane);
  ASSERT_TRUE(count_up(*back_end, lane, epoch));
  const auto unit = back_end->begin(lane, epoch);
  ASSERT_TRUE(unit->publish({out("1")}));
  ASSERT_TRUE(unit->save({{"count", "2"}}));
  redis().kill();
  const auto committed = unit->commit(progress_at(2));
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.error().severity, Severity::abort_batch);
  const auto away = back_end->recover(lane);
  ASSERT_FALSE(away);
  EXPECT_EQ(away.error().severity, Severity::retry);
  redis().start();
  const auto progress = back_end->recover(lane);
  ASSERT_TRUE(progress) << progress.error().detail;
  EXPECT_EQ(progress->next, 2U);
  ASSERT_TRUE(count_up(*back_end, lane, epoch));
  expect_counted(*back_end, lane, 3);
}

TEST_F(KafkaRedisOnServers, ASuccessorFindsTheUnitThatItsForerunnerCouldNotTellRedisOf) {
  const auto forerunner = open();
  ASSERT_TRUE(count_up(*forerunner, lane, *forerunner->claim(lane)));
  const std::uint64_t epoch = *forerunner->claim(lane);
  const auto unit = forerunner->begin(lane, epoch);
  ASSERT_TRUE(forerunner->recover(lane));
  ASSERT_TRUE(unit->publish({out("1")}));
  ASSERT_TRUE(unit->save({{"count", "2"}}));
  redis().kill();
  EXPECT_FALSE(unit->commit(progress_at(2)));
  redis().start();
  const auto successor = open();
  ASSERT_TRUE(count_up(*successor, lane, *successor->claim(lane)));
  expect_counted(*successor, lane, 3);
}

TEST_F(KafkaRedisOnServers, RedisMayForgetEverythingBetweenAnyTwoUnits) {
  const auto back_end = open();
  const std::uint64_t epoch = *back_end->claim(lane);
  for (int i = 0; i < 6; ++i) {
    ASSERT_TRUE(count_up(*back_end, lane, epoch));
    redis().tell({"FLUSHALL"});
  }
  expect_counted(*back_end, lane, 6);
}

TEST_F(KafkaRedisOnServers, AUnitComputedBeforeRedisForgotIsTrueAndTheLaneIsBuiltAgain) {
  const auto back_end = open();
  const std::uint64_t epoch = *back_end->claim(lane);
  ASSERT_TRUE(count_up(*back_end, lane, epoch));
  const auto unit = back_end->begin(lane, epoch);
  ASSERT_TRUE(unit->publish({out("1")}));
  ASSERT_TRUE(unit->save({{"count", "2"}}));
  redis().tell({"FLUSHALL"});
  const auto committed = unit->commit(progress_at(2));
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.error().severity, Severity::abort_batch);
  ASSERT_TRUE(count_up(*back_end, lane, epoch));
  expect_counted(*back_end, lane, 3);
}

TEST_F(KafkaRedisOnServers, AnOldDumpOfRedisIsLaidOnFromTheChangelog) {
  const auto back_end = open();
  const std::uint64_t epoch = *back_end->claim(lane);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(count_up(*back_end, lane, epoch));
  redis().tell({"SAVE"});
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(count_up(*back_end, lane, epoch));
  redis().kill();
  redis().start();
  const auto stale = load_one(*back_end, lane, "count");
  ASSERT_FALSE(stale) << "the dump is three units old";
  EXPECT_EQ(stale.error().severity, Severity::abort_batch);
  ASSERT_TRUE(count_up(*back_end, lane, epoch));
  expect_counted(*back_end, lane, 7);
}

TEST_F(KafkaRedisOnServers, WhoLooksAgainIsShownNothingOfAnOldDump) {
  const auto owner = open();
  const std::uint64_t epoch = *owner->claim(lane);
  ASSERT_TRUE(count_up(*owner, lane, epoch));
  redis().tell({"SAVE"});
  const auto watcher = open("2");
  std::vector<std::pair<Bytes, Bytes>> pairs;
  ASSERT_TRUE(watcher->scan(lane, "", pairs));
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(count_up(*owner, lane, epoch));
  redis().kill();
  redis().start();
  pairs.clear();
  ASSERT_TRUE(watcher->scan(lane, "", pairs));
  EXPECT_THAT(pairs, ElementsAre(Pair("count", "4")));
}

TEST_F(KafkaRedisOnServers, WhoWaitsForAnIdleLaneSeesItWhereItStandsAfterAnOldDump) {
  const auto owner = open();
  const std::uint64_t epoch = *owner->claim(lane);
  ASSERT_TRUE(count_up(*owner, lane, epoch));
  redis().tell({"SAVE"});
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(count_up(*owner, lane, epoch));
  redis().kill();
  redis().start();
  const auto watcher = open("2");
  (void)watcher->positions(std::span(&lane, 1));  // the first look is for whoever is about to move it
  EXPECT_THAT(*watcher->positions(std::span(&lane, 1)), ElementsAre(4));
  ASSERT_TRUE(count_up(*owner, lane, epoch));
  expect_counted(*owner, lane, 5);
}

TEST_F(KafkaRedisOnServers, AZombieCommitsNothingAndReadsNothing) {
  const auto zombie = open();
  const std::uint64_t old_epoch = *zombie->claim(lane);
  ASSERT_TRUE(count_up(*zombie, lane, old_epoch));
  const auto unit = zombie->begin(lane, old_epoch);
  ASSERT_TRUE(unit->publish({out("from the dead")}));
  ASSERT_TRUE(unit->save({{"count", "99"}}));
  const auto owner = open("2");
  const std::uint64_t epoch = *owner->claim(lane);
  EXPECT_GT(epoch, old_epoch);
  const auto committed = unit->commit(progress_at(99));
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.error().severity, Severity::fatal) << committed.error().detail;
  const auto looked = load_one(*zombie, lane, "count");
  ASSERT_FALSE(looked);
  EXPECT_EQ(looked.error().severity, Severity::fatal) << looked.error().detail;
  ASSERT_TRUE(count_up(*owner, lane, epoch));
  expect_counted(*owner, lane, 2);
}

TEST_F(KafkaRedisOnServers, TakingOneLaneTakesItsSlotAndNoOther) {
  const auto first = open();
  const Lane same_slot{1, 2};
  const Lane other_slot{1, 1};
  std::map<Lane, std::uint64_t> epochs;
  for (const Lane one : {lane, same_slot, other_slot}) epochs[one] = *first->claim(one);
  const auto second = open("2");
  ASSERT_TRUE(second->claim(lane));
  EXPECT_FALSE(count_up(*first, same_slot, epochs[same_slot]));
  EXPECT_TRUE(count_up(*first, other_slot, epochs[other_slot]));
  const std::uint64_t epoch = *second->claim(same_slot);
  EXPECT_TRUE(count_up(*second, same_slot, epoch));
  expect_counted(*second, same_slot, 1);
}

TEST_F(KafkaRedisOnServers, ASlotThatComesBackIsTakenAnew) {
  const auto first = open();
  ASSERT_TRUE(count_up(*first, lane, *first->claim(lane)));
  first->release(lane.stage, ports::slot_of(lane.partition, slots));
  EXPECT_FALSE(count_up(*first, lane, 1)) << "it is not this process's";
  const auto second = open("2");
  ASSERT_TRUE(count_up(*second, lane, *second->claim(lane)));
  second->release(lane.stage, ports::slot_of(lane.partition, slots));
  ASSERT_TRUE(count_up(*first, lane, *first->claim(lane)));
  expect_counted(*first, lane, 3);
}

TEST_F(KafkaRedisOnServers, AReaderSeesWhatTheOwnerCommittedAndNeverHalfOfIt) {
  const auto owner = open();
  const std::uint64_t epoch = *owner->claim(lane);
  std::atomic<bool> done{false};
  std::thread writer([&] {
    while (!done) {
      const auto counted = count_up(*owner, lane, epoch);
      ASSERT_TRUE(counted || counted.error().severity == Severity::abort_batch) << counted.error().detail;
    }
  });
  const auto reader = open("2");
  std::uint64_t newest = 0;
  for (int i = 0; i < 30; ++i) {
    const auto progress = reader->recover(lane);
    if (!progress && progress.error().severity == Severity::abort_batch) continue;  // it moved too often
    ASSERT_TRUE(progress) << progress.error().detail;
    EXPECT_GE(progress->next, newest);
    newest = progress->next;
    std::vector<std::pair<Bytes, Bytes>> pairs;
    const auto scanned = reader->scan(lane, "", pairs);
    if (scanned && !pairs.empty()) {
      EXPECT_GE(std::stoull(pairs[0].second), newest);
    }
  }
  done = true;
  writer.join();
  const auto positions = reader->positions(std::span(&lane, 1));
  ASSERT_TRUE(positions);
  ASSERT_TRUE(reader->recover(lane));
  expect_counted(*reader, lane, (*positions)[0]);
}

TEST_F(KafkaRedisOnServers, LanesOfOneSlotCommitTogether) {
  const auto back_end = open();
  std::vector<std::thread> threads;
  constexpr std::uint64_t each = 30;
  for (const Lane one : {Lane{1, 0}, Lane{1, 2}}) {
    const std::uint64_t epoch = *back_end->claim(one);
    threads.emplace_back([&back_end, one, epoch] {
      for (std::uint64_t i = 0; i < each; ++i)
        ASSERT_TRUE(run_unit(*back_end, one, epoch, {out(std::to_string(i), 0)}, {{"count", "x"}}, i + 1));
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(values_on(*back_end, 2, 0), SizeIs(2 * each));
  const ports::Offset end = *back_end->end(2, 0);
  EXPECT_LT(end, 4 * each) << "every transaction leaves a mark; with one for each unit there would be as many as units";
}

TEST_F(KafkaRedisOnServers, SaysWhereLanesAndInboxesStandWithoutOwningThem) {
  const auto owner = open();
  const std::vector<Lane> lanes{{1, 0}, {1, 1}};
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(count_up(*owner, lanes[0], *owner->claim(lanes[0])));
  const auto watcher = open("2");
  EXPECT_THAT(*watcher->positions(lanes), ElementsAre(3, 0));
  const std::vector<ports::SourcePartition> places{{2, 0}, {2, 1}};
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  auto ends = *watcher->ends(places);  // the broker writes a mark after it has answered the commit
  while (ends[0] < 6 && std::chrono::steady_clock::now() < deadline) ends = *watcher->ends(places);
  EXPECT_THAT(ends, ElementsAre(6, 0)) << "three records, three marks";
}

TEST_F(KafkaRedisOnServers, WhoAsksWhereAnIdleLaneStandsAfterAWipeIsToldTheTruth) {
  const auto owner = open();
  const std::vector<Lane> lanes{{1, 0}, {1, 1}};
  const std::uint64_t epoch = *owner->claim(lanes[0]);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(count_up(*owner, lanes[0], epoch));
  redis().tell({"FLUSHALL"});
  const auto watcher = open("2");
  EXPECT_THAT(*watcher->positions(lanes), ElementsAre(3, 0));
  ASSERT_TRUE(count_up(*owner, lanes[0], epoch));
  EXPECT_THAT(*watcher->positions(lanes), ElementsAre(4, 0));
}

// What an idle owner does when somebody keeps an eye on Redis for it.
void expect_built_again_by_an_idle_owner(KafkaRedis& owner, KafkaRedis& other) {
  EXPECT_FALSE(*owner.keeps_own_lanes());
  EXPECT_TRUE(*other.keeps_own_lanes()) << "it has none";
  std::vector<ports::InRecord> none;
  const auto looked = owner.read(1, lane.partition, 0, 10, none);
  ASSERT_FALSE(looked);
  EXPECT_EQ(looked.error().severity, Severity::abort_batch);
  ASSERT_TRUE(owner.recover(lane));
  EXPECT_TRUE(*owner.keeps_own_lanes());
  EXPECT_TRUE(owner.read(1, lane.partition, 0, 10, none));
  expect_counted(owner, lane, 3);
}

TEST_F(KafkaRedisOnServers, AnIdleOwnerBuildsAgainWhatRedisForgot) {
  const auto owner = open();
  const auto other = open("2");
  const std::uint64_t epoch = *owner->claim(lane);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(count_up(*owner, lane, epoch));
  EXPECT_TRUE(*owner->keeps_own_lanes());
  redis().tell({"FLUSHALL"});
  expect_built_again_by_an_idle_owner(*owner, *other);
}

TEST_F(KafkaRedisOnServers, AnIdleOwnerBuildsAgainWhatAnOldDumpLacks) {
  const auto owner = open();
  const auto other = open("2");
  const std::uint64_t epoch = *owner->claim(lane);
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(count_up(*owner, lane, epoch));
  redis().tell({"SAVE"});
  ASSERT_TRUE(count_up(*owner, lane, epoch));
  redis().kill();
  redis().start();
  expect_built_again_by_an_idle_owner(*owner, *other);
}

TEST_F(KafkaRedisOnServers, WhatWasGivenUpIsNoMoreLost) {
  const auto owner = open();
  ASSERT_TRUE(count_up(*owner, lane, *owner->claim(lane)));
  redis().tell({"FLUSHALL"});
  EXPECT_FALSE(*owner->keeps_own_lanes());
  owner->release(lane.stage, ports::slot_of(lane.partition, slots));
  EXPECT_TRUE(*owner->keeps_own_lanes());
  std::vector<ports::InRecord> none;
  EXPECT_TRUE(owner->read(1, lane.partition, 0, 10, none));
}

TEST_F(KafkaRedisOnServers, QueuesAreNotShortBecauseRedisForgotThemAndTheirOwnersAreIdle) {
  const auto all_in_one = [](BytesView key, std::optional<BytesView>) -> std::optional<flow::QueuePlace> {
    return flow::QueuePlace{key == "count" ? "counts" : "", 7};
  };
  queues_ = {{1, {.version = 1, .place = all_in_one}}};
  const auto owner = open();
  for (const ports::Partition partition : std::initializer_list<ports::Partition>{0, 1})
    ASSERT_TRUE(count_up(*owner, {1, partition}, *owner->claim({1, partition})));
  redis().tell({"FLUSHALL"});
  EXPECT_THAT(*open("2")->sizes(1), ElementsAre(Pair("counts", 2)));
  redis().tell({"FLUSHALL"});
  EXPECT_THAT(*open("2")->first(1, "counts", 10), SizeIs(2));
  redis().tell({"FLUSHALL"});
  EXPECT_THAT(*owner->sizes(1), ElementsAre(Pair("counts", 2))) << "who looked before looks again";
}

TEST_F(KafkaRedisOnServers, ManyDoorsShareTransactionsAndEachIsDurable) {
  const auto back_end = open();
  std::vector<std::thread> doors;
  for (int door = 0; door < 6; ++door)
    doors.emplace_back([&back_end, door] {
      for (int i = 0; i < 20; ++i)
        ASSERT_TRUE(back_end->append_durably({{1, 0, {}, std::to_string(door), std::to_string(i)}}));
    });
  for (std::thread& door : doors) door.join();
  const auto other = open("2");
  EXPECT_THAT(values_on(*other, 1, 0), SizeIs(120));
  EXPECT_LT(*other->end(1, 0), 240U);
}

TEST_F(KafkaRedisOnServers, RefusesSlotsThatNobodyCouldHave) {
  KafkaRedisOptions options;
  options.kafka = connection();
  options.redis = redis().options();
  options.partitions = 2;
  options.slots = 3;
  EXPECT_FALSE(KafkaRedis::open(options));
  EXPECT_FALSE(open()->claim({1, partitions}));
}

}  // namespace
}  // namespace tijdig::kafka_redis
