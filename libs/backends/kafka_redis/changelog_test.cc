// A lane in Redis against its changelog on a real broker: believed where it is right, laid on where it is behind, built
// again where it is wrong.
#include "libs/backends/kafka_redis/changelog.h"

#include <gmock/gmock.h>

#include <thread>

#include "libs/backends/kafka/open_transaction_for_test.h"
#include "libs/backends/kafka_redis/servers_for_test.h"
#include "libs/ports/progress_format.h"

namespace tijdig::kafka_redis {
namespace {

using ports::Lane;
using ports::StateWrite;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

constexpr Lane lane{1, 2};

class ChangelogOnServers : public ServersTest {
 protected:
  void SetUp() override {
    ServersTest::SetUp();
    if (IsSkipped()) return;
    reader_ = reader();
    writer_ = producer();
    store_ = *redis_store::LaneStore::open(redis().options());
    changelog_.emplace(*reader_, *store_, "cluster");
  }

  // One unit in the changelog; Redis hears nothing of it.
  void commit(const std::vector<StateWrite>& writes, ports::Offset next) {
    std::deque<Bytes> keep;
    kafka::Transaction transaction;
    Changelog::add(lane, writes, ports::encode_progress(progress_at(next)), transaction, keep);
    const auto offsets = writer_->commit(transaction);
    ASSERT_TRUE(offsets) << offsets.error().detail;
    reader_->expect({kafka::changelog_of(lane.stage), lane.partition}, offsets->back());
  }
  Standing roll_forward() {
    const auto standing = changelog_->roll_forward(lane, Changelog::Who::owner);
    EXPECT_TRUE(standing) << standing.error().detail;
    return standing.value_or({});
  }
  std::vector<std::pair<Bytes, Bytes>> state() {
    std::vector<std::pair<Bytes, Bytes>> pairs;
    const auto scanned = store_->scan(lane, "", pairs);
    EXPECT_TRUE(scanned) << scanned.error().detail;
    return pairs;
  }
  // Something that only Redis knows: gone when the lane was built again.
  void plant() {
    redis().tell({"HSET", "tijdig:{1.2}:state", "planted", "x"});
    redis().tell({"HINCRBY", "tijdig:{1.2}:position", "fields", "1"});
  }
  redis_store::LanePosition position() { return store_->position(lane)->value(); }

  std::unique_ptr<kafka::Reader> reader_;
  std::unique_ptr<kafka::TransactionalProducer> writer_;
  std::unique_ptr<redis_store::LaneStore> store_;
  std::optional<Changelog> changelog_;
};

TEST_F(ChangelogOnServers, OfNothingIsNothing) {
  const Standing standing = roll_forward();
  EXPECT_EQ(standing.at, 0U);
  EXPECT_EQ(standing.progress, ports::Progress{});
  EXPECT_TRUE(position().is_whole);
}

TEST_F(ChangelogOnServers, KeepsItsOwnerFromGoingOnWhileATransactionInItIsOpen) {
  commit({{"a", "1"}}, 1);
  kafka::OpenTransaction forgotten(connection(), "forgotten", {kafka::changelog_of(lane.stage), lane.partition}, 1);
  const auto owner = changelog_->roll_forward(lane, Changelog::Who::owner);
  ASSERT_FALSE(owner);
  EXPECT_EQ(owner.error().severity, Severity::retry);
  EXPECT_THAT(owner.error().detail, HasSubstr("that nobody has ended"));
  const auto other = changelog_->roll_forward(lane, Changelog::Who::reader);
  ASSERT_TRUE(other) << other.error().detail;
  EXPECT_EQ(other->progress.next, 1U);
  forgotten.abort();
  EXPECT_EQ(roll_forward().progress.next, 1U);
}

TEST_F(ChangelogOnServers, IsLaidOnFromWhereRedisStands) {
  commit({{"a", "1"}, {"b", "1"}}, 1);
  EXPECT_EQ(roll_forward().progress.next, 1U);
  plant();
  commit({{"a", "2"}, {"b", std::nullopt}, {"", ""}}, 2);
  commit({}, 3);
  EXPECT_EQ(roll_forward().progress.next, 3U);
  EXPECT_THAT(state(), ElementsAre(Pair("", ""), Pair("a", "2"), Pair("planted", "x")));
  EXPECT_EQ(roll_forward().at, position().at) << "a second time changes nothing";
}

TEST_F(ChangelogOnServers, WhatDoesNotComeIsToldWithWhereTheChangelogEnds) {
  commit({{"a", "1"}}, 1);
  connection().call_ms_max = 500;
  const auto impatient = reader();
  impatient->expect({kafka::changelog_of(lane.stage), lane.partition}, 1'000);
  const auto standing = Changelog(*impatient, *store_, "cluster").roll_forward(lane, Changelog::Who::owner);
  ASSERT_FALSE(standing);
  EXPECT_EQ(standing.error().severity, Severity::retry);
  EXPECT_THAT(standing.error().detail, HasSubstr("committed records reach to 3, the log to 3"));
}

TEST_F(ChangelogOnServers, BuildsALaneThatRedisForgot) {
  for (int i = 0; i < 5; ++i) commit({{"newest", std::to_string(i)}, {"key" + std::to_string(i), "v"}}, 10);
  roll_forward();
  redis().tell({"FLUSHALL"});
  roll_forward();
  EXPECT_EQ(state().size(), 6U);
}

TEST_F(ChangelogOnServers, BuildsALaneInManyPieces) {
  std::vector<StateWrite> writes;
  for (int i = 0; i < 9'000; ++i) writes.push_back({"key" + std::to_string(i), std::to_string(i)});
  commit(writes, 1);
  commit({{"key0", std::nullopt}}, 2);
  EXPECT_EQ(roll_forward().progress.next, 2U);
  EXPECT_EQ(state().size(), 8'999U);
}

TEST_F(ChangelogOnServers, GoesOnWhereSomebodyStoppedHalfWay) {
  for (int i = 0; i < 5; ++i) commit({{"key" + std::to_string(i), "v"}}, 10);
  const std::vector<StateWrite> first{{"key0", "v"}};
  ASSERT_TRUE(store_->wipe(lane, std::nullopt, "cluster"));
  ASSERT_TRUE(store_->roll(lane, {.at = 0, .epoch = 0, .log = "cluster"}, 1, "", first, false));
  roll_forward();
  EXPECT_EQ(state().size(), 5U);
}

TEST_F(ChangelogOnServers, BuildsALaneOfAnotherCluster) {
  commit({{"a", "1"}}, 1);
  roll_forward();
  plant();
  Changelog other(*reader_, *store_, "another");
  ASSERT_TRUE(other.roll_forward(lane, Changelog::Who::owner));
  EXPECT_THAT(state(), ElementsAre(Pair("a", "1")));
  EXPECT_EQ(position().log, "another");
}

TEST_F(ChangelogOnServers, BuildsALaneThatIsAheadOfTheChangelog) {
  commit({{"a", "1"}}, 1);
  roll_forward();
  plant();
  ASSERT_TRUE(store_->write(lane, {.at = position().at, .epoch = 1, .log = "cluster"}, 1'000, "p", {}));
  EXPECT_EQ(roll_forward().progress.next, 1U);
  EXPECT_THAT(state(), ElementsAre(Pair("a", "1")));
}

TEST_F(ChangelogOnServers, BuildsALaneWhoseProgressIsNotTheOneThatStandsThere) {
  commit({{"a", "1"}}, 1);
  roll_forward();
  plant();
  redis().tell({"HSET", "tijdig:{1.2}:position", "progress", ports::encode_progress(progress_at(7))});
  EXPECT_EQ(roll_forward().progress.next, 1U);
  EXPECT_THAT(state(), ElementsAre(Pair("a", "1")));
}

TEST_F(ChangelogOnServers, BuildsALaneThatIsSoOldThatErasingMayBeForgotten) {
  commit({{"a", "1"}}, 1);
  roll_forward();
  plant();
  redis().tell({"HSET", "tijdig:{1.2}:position", "seconds", "1700000000"});
  roll_forward();
  EXPECT_EQ(state().size(), 2U) << "nothing happened since, so nothing can have been forgotten";
  commit({{"b", "2"}}, 2);
  roll_forward();
  EXPECT_THAT(state(), ElementsAre(Pair("a", "1"), Pair("b", "2")));
}

TEST_F(ChangelogOnServers, AReaderGivesTheOwnerTimeAndThenDoesItHimself) {
  commit({{"a", "1"}}, 1);
  const auto standing = changelog_->roll_forward(lane, Changelog::Who::reader);
  ASSERT_TRUE(standing) << standing.error().detail;
  EXPECT_EQ(standing->progress.next, 1U);
  commit({{"a", "2"}}, 2);
  std::thread owner([this] { roll_forward(); });
  const auto later = changelog_->roll_forward(lane, Changelog::Who::reader);
  owner.join();
  ASSERT_TRUE(later) << later.error().detail;
  EXPECT_EQ(later->progress.next, 2U);
  EXPECT_THAT(state(), ElementsAre(Pair("a", "2")));
}

TEST_F(ChangelogOnServers, SeveralWhoLayItOnAtOnceEndInTheSamePlace) {
  for (int i = 0; i < 20; ++i) commit({{"newest", std::to_string(i)}, {"key" + std::to_string(i), "v"}}, 10);
  for (int round = 0; round < 5; ++round) {
    redis().tell({"FLUSHALL"});
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([this] {
        for (;;) {
          const auto standing = changelog_->roll_forward(lane, Changelog::Who::owner);
          if (standing) {
            EXPECT_EQ(standing->progress.next, 10U);
            return;
          }
          ASSERT_EQ(standing.error().severity, Severity::abort_batch) << standing.error().detail;
        }
      });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(state().size(), 21U);
  }
}

}  // namespace
}  // namespace tijdig::kafka_redis
