// Queues beside the state, on a real server: they always say what the state says. Also tests lane_queues.cc.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "libs/backends/redis/lane_store.h"
#include "libs/backends/redis/test_server.h"

namespace tijdig::redis_store {
namespace {

using ports::Lane;
using ports::QueuedKey;
using ports::StateWrite;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr Lane lane{6, 1};
constexpr Lane other_lane{6, 2};

// "q:west:12" stands in "west" with rank 12, "q::0" in none; keys of other kinds are not about queues.
std::optional<flow::QueuePlace> place_in_test(BytesView key, std::optional<BytesView> value) {
  if (!key.starts_with("case")) return std::nullopt;
  if (!value || !value->starts_with("q:")) return flow::QueuePlace{};
  const std::size_t colon = value->rfind(':');
  return flow::QueuePlace{std::string(value->substr(2, colon - 2)), std::stoll(Bytes(value->substr(colon + 1)))};
}

class LaneQueues : public ::testing::Test {
 protected:
  LaneQueues() : store_(*LaneStore::open(server_.options(), rules(1))) {
    for (const Lane one : {lane, other_lane}) fresh(*store_, one);
  }

  static QueueRules rules(int version) { return {{lane.stage, {.version = version, .place = place_in_test}}}; }
  static void fresh(LaneStore& store, Lane of) {
    ASSERT_TRUE(store.wipe(of, *store.position(of), "log"));
    ASSERT_TRUE(store.roll(of, {.at = 0, .epoch = 0, .log = "log"}, 0, "", {}, true));
  }
  void write(const std::vector<StateWrite>& writes, Lane of = lane) {
    const std::uint64_t at = (*store_->position(of))->at;
    const auto written = store_->write(of, {.at = at, .epoch = 0, .log = "log"}, at + 1, "p", writes);
    ASSERT_TRUE(written) << written.error().detail;
  }
  std::vector<QueuedKey> queue(const std::string& name, std::size_t count_max = 100) {
    return *store_->queue(std::vector<Lane>{lane, other_lane}, name, count_max);
  }
  std::map<std::string, std::uint64_t> sizes() { return *store_->queue_sizes(std::vector<Lane>{lane, other_lane}); }

  TestServer server_;
  std::unique_ptr<LaneStore> store_;
};

TEST_F(LaneQueues, StandInOrderOverAllLanes) {
  write({{"case1", "q:west:30"}, {"case2", "q:west:10"}, {"case3", "q:east:5"}, {"note", "q:west:1"}});
  write({{"case4", "q:west:20"}, {"case5", "q::0"}}, other_lane);
  EXPECT_THAT(queue("west"), ElementsAre(QueuedKey{10, "case2"}, QueuedKey{20, "case4"}, QueuedKey{30, "case1"}));
  EXPECT_THAT(queue("west", 1), ElementsAre(QueuedKey{10, "case2"}));
  EXPECT_THAT(queue("west", 0), IsEmpty());
  EXPECT_THAT(queue("nowhere"), IsEmpty());
  EXPECT_THAT(sizes(), ElementsAre(Pair("east", 1), Pair("west", 3)));
}

TEST_F(LaneQueues, FollowEveryChangeOfTheState) {
  write({{"case1", "q:west:30"}, {"case2", "q:west:10"}});
  write({{"case1", "q:west:5"}});
  EXPECT_THAT(queue("west"), ElementsAre(QueuedKey{5, "case1"}, QueuedKey{10, "case2"}));
  write({{"case1", "q:east:5"}, {"case2", std::nullopt}});
  EXPECT_THAT(queue("west"), IsEmpty());
  EXPECT_THAT(sizes(), ElementsAre(Pair("east", 1)));
  write({{"case1", "closed"}});
  EXPECT_THAT(sizes(), IsEmpty());
}

TEST_F(LaneQueues, AWriteThatIsThereAlreadyCountsNothingTwice) {
  const std::vector<StateWrite> writes{{"case1", "q:west:30"}};
  write(writes);
  ASSERT_TRUE(store_->write(lane, {.at = 0, .epoch = 0, .log = "log"}, 1, "p", writes));
  EXPECT_THAT(sizes(), ElementsAre(Pair("west", 1)));
}

TEST_F(LaneQueues, AreForgottenAndMadeAgainWithTheState) {
  write({{"case1", "q:west:30"}, {"case2", "q:east:10"}});
  fresh(*store_, lane);
  EXPECT_THAT(sizes(), IsEmpty());
  EXPECT_THAT(queue("west"), IsEmpty());
  write({{"case1", "q:west:30"}});
  EXPECT_THAT(sizes(), ElementsAre(Pair("west", 1)));
}

TEST_F(LaneQueues, OfALaneThatIsMissingOrBeingBuiltAreRefused) {
  write({{"case1", "q:west:30"}});
  ASSERT_TRUE(store_->wipe(lane, *store_->position(lane), "log"));
  const std::vector<Lane> lanes{other_lane, lane};
  EXPECT_EQ(store_->queue_sizes(lanes).error().severity, Severity::abort_batch);
  EXPECT_EQ(store_->queue(lanes, "west", 10).error().severity, Severity::abort_batch);
  ASSERT_TRUE(store_->client().call({{"FLUSHALL"}}));
  EXPECT_EQ(store_->queue_sizes(lanes).error().severity, Severity::abort_batch);
}

TEST_F(LaneQueues, OfAnOlderRuleAreNotBelieved) {
  write({{"case1", "q:west:30"}});
  const auto newer = *LaneStore::open(server_.options(), rules(2));
  EXPECT_NE((*newer->position(lane))->log, "log");
  EXPECT_FALSE(newer->write(lane, {.at = 1, .epoch = 0, .log = "log"}, 2, "p", {}));
  fresh(*newer, lane);
  EXPECT_EQ((*newer->position(lane))->log, "log");
  EXPECT_EQ((*newer->position(other_lane))->log, "log+queues-1");
  EXPECT_EQ((*store_->position(lane))->log, "log+queues-2");
  const auto without = *LaneStore::open(server_.options());
  EXPECT_EQ((*without->position(other_lane))->log, "log+queues-1");
}

// Whatever is written in whatever order: sizes and queues are those of the state.
TEST_F(LaneQueues, AlwaysSayWhatTheStateSays) {
  EXPECT_TRUE(rc::check([this] {
    fresh(*store_, lane);
    std::map<Bytes, Bytes> state;
    const int units = *rc::gen::inRange(1, 8);
    for (int i = 0; i < units; ++i) {
      std::vector<StateWrite> writes;
      const int count = *rc::gen::inRange(0, 6);
      for (int w = 0; w < count; ++w) {
        const Bytes key = "case" + std::to_string(*rc::gen::inRange(0, 4));
        const Bytes value = *rc::gen::element<Bytes>("q:west:1", "q:west:2", "q:east:1", "q::0", "closed");
        const bool erased = *rc::gen::inRange(0, 4) == 0;
        writes.push_back({key, erased ? std::nullopt : std::optional(value)});
        state.erase(key);
        if (!erased) state[key] = value;
      }
      write(writes);
    }
    std::map<std::string, std::vector<QueuedKey>> expected;
    for (const auto& [key, value] : state) {
      const auto place = place_in_test(key, value);
      if (place && !place->queue.empty()) expected[place->queue].push_back({place->rank, key});
    }
    std::map<std::string, std::uint64_t> expected_sizes;
    for (auto& [name, items] : expected) {
      std::sort(items.begin(), items.end());
      expected_sizes[name] = items.size();
      RC_ASSERT(queue(name) == items);
    }
    RC_ASSERT(sizes() == expected_sizes);
  }));
}

}  // namespace
}  // namespace tijdig::redis_store
