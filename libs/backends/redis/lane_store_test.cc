// The lane store on a real server: what it holds is right, or it says that it is not.
#include "libs/backends/redis/lane_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <atomic>
#include <map>
#include <thread>

#include "libs/backends/redis/test_server.h"

namespace tijdig::redis_store {
namespace {

using ports::Lane;
using ports::StateWrite;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr Lane lane{2, 3};
constexpr std::string_view log_name = "log-1";

// One server for all cases; each has a prefix of its own.
class LaneStoreOnRedis : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { server_ = new TestServer(); }
  static void TearDownTestSuite() {
    delete server_;
    server_ = nullptr;
  }

  static TestServer& server() { return *server_; }
  RedisOptions options() const {
    RedisOptions options = server_->options();
    options.prefix = std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()) + ":";
    return options;
  }
  LaneStore& store() {
    if (!store_) store_ = *LaneStore::open(options());
    return *store_;
  }
  // A lane as a recovery leaves it.
  std::uint64_t fresh(Lane of = lane) {
    EXPECT_TRUE(store().wipe(of, *store().position(of), log_name));
    EXPECT_TRUE(store().roll(of, {.at = 0, .epoch = 0, .log = log_name}, 0, "", {}, true));
    return *store().claim(of);
  }
  Result<> write(std::uint64_t epoch, std::uint64_t from, std::uint64_t to, std::vector<StateWrite> writes) {
    return store().write(lane, {.at = from, .epoch = epoch, .log = log_name}, to, "progress", writes);
  }
  Result<> load(std::uint64_t epoch, std::uint64_t at, const std::vector<Bytes>& keys,
                std::vector<std::optional<Bytes>>& values) {
    return store().load(lane, {.at = at, .epoch = epoch, .log = log_name}, keys, values);
  }
  std::vector<std::pair<Bytes, Bytes>> scan(BytesView prefix = "") {
    std::vector<std::pair<Bytes, Bytes>> pairs;
    const auto scanned = store().scan(lane, prefix, pairs);
    EXPECT_TRUE(scanned) << scanned.error().detail;
    return pairs;
  }
  void expect_moved(const Result<>& result) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().severity, Severity::abort_batch) << result.error().detail;
  }

 private:
  static inline TestServer* server_ = nullptr;
  std::unique_ptr<LaneStore> store_;
};

TEST_F(LaneStoreOnRedis, KnowsNothingOfALaneThatWasNeverThere) {
  EXPECT_EQ(*store().position(lane), std::nullopt);
  std::vector<std::optional<Bytes>> values;
  expect_moved(load(0, 0, {"k"}, values));
  expect_moved(write(1, 0, 5, {{"k", "v"}}));
  EXPECT_EQ(*store().position(lane), std::nullopt);
}

TEST_F(LaneStoreOnRedis, GivesBackWhatAUnitWrote) {
  const std::uint64_t epoch = fresh();
  ASSERT_TRUE(write(epoch, 0, 5, {{"a", "1"}, {"b", "2"}, {"", "empty key"}, {"e", ""}}));
  std::vector<std::optional<Bytes>> values{"left over"};
  ASSERT_TRUE(load(epoch, 5, {"b", "missing", "", "e", "b"}, values));
  EXPECT_THAT(values, ElementsAre("2", std::nullopt, "empty key", "", "2"));
  const std::optional<LanePosition> position = *store().position(lane);
  ASSERT_TRUE(position);
  EXPECT_EQ(position->at, 5U);
  EXPECT_TRUE(position->is_whole);
  EXPECT_EQ(position->progress, "progress");
  EXPECT_EQ(position->log, log_name);
  EXPECT_EQ(position->epoch, epoch);
  EXPECT_GT(position->written_seconds, 1'700'000'000);
}

TEST_F(LaneStoreOnRedis, KeepsTheLastOfTwoWritesOfOneKey) {
  const std::uint64_t epoch = fresh();
  ASSERT_TRUE(write(epoch, 0, 1, {{"a", "1"}, {"a", std::nullopt}, {"b", std::nullopt}, {"b", "2"}, {"b", "3"}}));
  EXPECT_THAT(scan(), ElementsAre(Pair("b", "3")));
}

TEST_F(LaneStoreOnRedis, TakesAnyBytesAsKeyAndValue) {
  const std::uint64_t epoch = fresh();
  Bytes all;
  for (int c = 0; c < 256; ++c) all.push_back(static_cast<char>(c));
  ASSERT_TRUE(write(epoch, 0, 1, {{all, all + all}, {"\r\n$3\r\n", "*1\r\n"}}));
  std::vector<std::optional<Bytes>> values;
  ASSERT_TRUE(load(epoch, 1, {all, "\r\n$3\r\n"}, values));
  EXPECT_THAT(values, ElementsAre(all + all, "*1\r\n"));
  EXPECT_EQ(scan(all).size(), 1U);
}

TEST_F(LaneStoreOnRedis, TakesMoreWritesThanOneCommand) {
  const std::uint64_t epoch = fresh();
  std::vector<StateWrite> writes;
  for (int i = 0; i < 20'001; ++i) writes.push_back({"key" + std::to_string(i), std::to_string(i)});
  ASSERT_TRUE(write(epoch, 0, 1, writes));
  EXPECT_EQ(scan().size(), 20'001U);
  for (int i = 0; i < 20'000; ++i) writes[static_cast<std::size_t>(i)].value = std::nullopt;
  ASSERT_TRUE(write(epoch, 1, 2, writes));
  EXPECT_THAT(scan(), ElementsAre(Pair("key20000", "20000")));
}

TEST_F(LaneStoreOnRedis, TakesAValueOfManyMegabytes) {
  const std::uint64_t epoch = fresh();
  const Bytes big(24 * 1024 * 1024, 'x');
  ASSERT_TRUE(write(epoch, 0, 1, {{"big", big}}));
  std::vector<std::optional<Bytes>> values;
  ASSERT_TRUE(load(epoch, 1, {"big"}, values));
  EXPECT_TRUE(values[0] == big);
}

TEST_F(LaneStoreOnRedis, DoesNothingForAWriteThatIsThereAlready) {
  const std::uint64_t epoch = fresh();
  ASSERT_TRUE(write(epoch, 0, 5, {{"k", "1"}}));
  ASSERT_TRUE(write(epoch, 5, 9, {{"k", "2"}}));
  EXPECT_TRUE(write(epoch, 0, 5, {{"k", "1"}}));
  EXPECT_TRUE(write(epoch, 5, 9, {{"k", "2"}}));
  EXPECT_THAT(scan(), ElementsAre(Pair("k", "2")));
  EXPECT_EQ((*store().position(lane))->at, 9U);
}

TEST_F(LaneStoreOnRedis, NeverLaysAWriteOnAnotherPosition) {
  const std::uint64_t epoch = fresh();
  ASSERT_TRUE(write(epoch, 0, 5, {{"k", "1"}}));
  expect_moved(write(epoch, 7, 9, {{"k", "2"}}));
  expect_moved(write(epoch, 4, 6, {{"k", "2"}}));
  EXPECT_THAT(scan(), ElementsAre(Pair("k", "1")));
}

TEST_F(LaneStoreOnRedis, ComparesPositionsAsNumbers) {
  const std::uint64_t epoch = fresh();
  constexpr std::uint64_t beyond_doubles = (std::uint64_t{1} << 60) + 1;
  ASSERT_TRUE(write(epoch, 0, 9, {{"k", "1"}}));
  ASSERT_TRUE(write(epoch, 9, 10, {{"k", "2"}}));
  ASSERT_TRUE(write(epoch, 10, beyond_doubles, {{"k", "3"}}));
  expect_moved(write(epoch, beyond_doubles - 1, beyond_doubles + 1, {{"k", "4"}}));
  EXPECT_EQ((*store().position(lane))->at, beyond_doubles);
}

TEST_F(LaneStoreOnRedis, RefusesWhatWasComputedBeforeItWasWiped) {
  const std::uint64_t epoch = fresh();
  ASSERT_TRUE(write(epoch, 0, 5, {{"k", "1"}}));
  std::vector<std::optional<Bytes>> values;
  ASSERT_TRUE(load(epoch, 5, {"k"}, values));
  server().tell({"FLUSHALL"});
  expect_moved(write(epoch, 5, 9, {{"k", "2"}}));
  expect_moved(load(epoch, 5, {"k"}, values));
  EXPECT_EQ(*store().position(lane), std::nullopt);
}

TEST_F(LaneStoreOnRedis, RefusesAStateThatLostSomething) {
  const std::uint64_t epoch = fresh();
  ASSERT_TRUE(write(epoch, 0, 5, {{"a", "1"}, {"b", "2"}}));
  const Bytes state = options().prefix + "{2.3}:state";
  server().tell({"HDEL", state, "a"});
  std::vector<std::optional<Bytes>> values;
  expect_moved(load(epoch, 5, {"b"}, values));
  std::vector<std::pair<Bytes, Bytes>> pairs;
  expect_moved(store().scan(lane, "", pairs));
  server().tell({"DEL", state});
  expect_moved(load(epoch, 5, {"b"}, values));
}

TEST_F(LaneStoreOnRedis, RefusesAnOlderOwner) {
  const std::uint64_t old_epoch = fresh();
  const std::uint64_t epoch = *store().claim(lane);
  EXPECT_GT(epoch, old_epoch);
  const auto late = write(old_epoch, 0, 5, {{"k", "zombie"}});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().severity, Severity::fatal);
  std::vector<std::optional<Bytes>> values;
  const auto looked = load(old_epoch, 0, {"k"}, values);
  ASSERT_FALSE(looked);
  EXPECT_EQ(looked.error().severity, Severity::fatal);
  EXPECT_TRUE(write(epoch, 0, 5, {{"k", "owner"}}));
  EXPECT_TRUE(load(0, 5, {"k"}, values)) << "a reader owns nothing";
}

TEST_F(LaneStoreOnRedis, AnOwnerWhoIsReplacedAtWorkWritesNothingMore) {
  constexpr int owners = 20;
  std::uint64_t epoch = fresh();
  std::uint64_t at = 0;
  for (int i = 0; i < owners; ++i) {
    const std::uint64_t before = at;
    std::atomic<bool> has_ended = false;
    std::thread working([this, epoch, before, &has_ended] {
      for (std::uint64_t next = before + 1;; ++next) {
        const Bytes value = std::to_string(next);
        const auto written = write(epoch, next - 1, next, {{"first", value}, {"last", value}});
        if (written) continue;
        EXPECT_EQ(written.error().severity, Severity::fatal) << written.error().detail;
        has_ended = true;
        return;
      }
    });
    while (!has_ended && store().position(lane).value()->at == before) std::this_thread::yield();
    EXPECT_FALSE(has_ended) << "before anybody replaced it";
    epoch = *store().claim(lane);
    at = (*store().position(lane))->at;
    working.join();
    EXPECT_EQ((*store().position(lane))->at, at);
    const Bytes value = std::to_string(at);
    EXPECT_THAT(scan(), ElementsAre(Pair("first", value), Pair("last", value)));
  }
}

TEST_F(LaneStoreOnRedis, AZombiesWriteAfterItsSuccessorRolledForwardChangesNothing) {
  const std::uint64_t epoch = fresh();
  // The zombie committed 5 to the log and fell asleep; somebody rolls the lane forward and goes on.
  ASSERT_TRUE(
      store().roll(lane, {.at = 0, .epoch = 0, .log = log_name}, 5, "five", std::vector<StateWrite>{{"k", "5"}}, true));
  ASSERT_TRUE(write(epoch, 5, 9, {{"k", "9"}}));
  EXPECT_TRUE(write(epoch, 0, 5, {{"k", "5"}}));
  EXPECT_THAT(scan(), ElementsAre(Pair("k", "9")));
}

TEST_F(LaneStoreOnRedis, EpochsRiseAlsoAfterItForgotEverything) {
  std::uint64_t before = 0;
  for (int i = 0; i < 50; ++i) {
    if (i % 10 == 9) server().tell({"FLUSHALL"});
    const std::uint64_t epoch = *store().claim(lane);
    EXPECT_GT(epoch, before);
    before = epoch;
  }
}

TEST_F(LaneStoreOnRedis, EpochsRiseEvenWhenItsClockGoesBack) {
  const Bytes far_ahead = "00004102444800000000";
  server().tell({"HSET", options().prefix + "{2.3}:position", "epoch", far_ahead});
  EXPECT_EQ(*store().claim(lane), 4'102'444'800'000'001U);
  EXPECT_EQ(*store().claim(lane), 4'102'444'800'000'002U);
}

TEST_F(LaneStoreOnRedis, RefusesLoadsWhileItIsRolledForward) {
  const std::uint64_t epoch = fresh();
  const std::vector<StateWrite> piece{{"a", "1"}};
  ASSERT_TRUE(store().roll(lane, {.at = 0, .epoch = 0, .log = log_name}, 4, "", piece, false));
  std::vector<std::optional<Bytes>> values;
  expect_moved(load(epoch, 4, {"a"}, values));
  expect_moved(load(0, 4, {"a"}, values));
  expect_moved(write(epoch, 4, 9, {{"a", "2"}}));
  EXPECT_FALSE((*store().position(lane))->is_whole);
  ASSERT_TRUE(store().roll(lane, {.at = 4, .epoch = 0, .log = log_name}, 6, "six", {}, true));
  EXPECT_TRUE(load(epoch, 6, {"a"}, values));
  EXPECT_EQ((*store().position(lane))->progress, "six");
}

TEST_F(LaneStoreOnRedis, OfTwoWhoRollForwardOneFindsThatItMoved) {
  fresh();
  const std::vector<StateWrite> piece{{"a", "1"}};
  ASSERT_TRUE(store().roll(lane, {.at = 0, .epoch = 0, .log = log_name}, 4, "", piece, false));
  expect_moved(store().roll(lane, {.at = 0, .epoch = 0, .log = log_name}, 3, "", piece, false));
  const std::optional<LanePosition> seen = *store().position(lane);
  ASSERT_TRUE(store().wipe(lane, seen, log_name));
  expect_moved(store().wipe(lane, seen, log_name));
  expect_moved(store().roll(lane, {.at = 4, .epoch = 0, .log = log_name}, 5, "", piece, true));
}

TEST_F(LaneStoreOnRedis, RefusesTheStateOfAnotherLog) {
  const std::uint64_t epoch = fresh();
  expect_moved(store().write(lane, {.at = 0, .epoch = epoch, .log = "log-2"}, 5, "p", {}));
  expect_moved(store().roll(lane, {.at = 0, .epoch = 0, .log = "log-2"}, 5, "p", {}, true));
}

TEST_F(LaneStoreOnRedis, AWipeKeepsTheEpochAndNothingElse) {
  const std::uint64_t epoch = fresh();
  ASSERT_TRUE(write(epoch, 0, 5, {{"k", "1"}}));
  ASSERT_TRUE(store().wipe(lane, *store().position(lane), "log-2"));
  const std::optional<LanePosition> position = *store().position(lane);
  ASSERT_TRUE(position);
  EXPECT_EQ(position->at, 0U);
  EXPECT_FALSE(position->is_whole);
  EXPECT_EQ(position->progress, "");
  EXPECT_EQ(position->log, "log-2");
  EXPECT_EQ(position->epoch, epoch);
  ASSERT_TRUE(store().roll(lane, {.at = 0, .epoch = 0, .log = "log-2"}, 0, "", {}, true));
  EXPECT_THAT(scan(), IsEmpty());
}

TEST_F(LaneStoreOnRedis, ScansThePrefixAsBytesInOrder) {
  const std::uint64_t epoch = fresh();
  std::vector<StateWrite> writes;
  for (const char* key : {"*", "*a", "?", "[a]", "\\", "^", "a*", "a", "-", "]"}) writes.push_back({key, "v"});
  ASSERT_TRUE(write(epoch, 0, 1, writes));
  EXPECT_THAT(scan("*"), ElementsAre(Pair("*", "v"), Pair("*a", "v")));
  EXPECT_THAT(scan("["), ElementsAre(Pair("[a]", "v")));
  EXPECT_THAT(scan("\\"), ElementsAre(Pair("\\", "v")));
  EXPECT_EQ(scan("").size(), writes.size());
}

TEST_F(LaneStoreOnRedis, GivesThePositionsOfManyLanesInOrder) {
  fresh({1, 0});
  fresh({1, 2});
  const std::vector<Lane> lanes{{1, 0}, {1, 1}, {1, 2}};
  std::vector<std::optional<LanePosition>> found;
  ASSERT_TRUE(store().positions(lanes, found));
  ASSERT_EQ(found.size(), 3U);
  EXPECT_TRUE(found[0] && !found[1] && found[2]);
}

TEST_F(LaneStoreOnRedis, SurvivesThatRedisForgetsItsScripts) {
  const std::uint64_t epoch = fresh();
  server().tell({"SCRIPT", "FLUSH"});
  EXPECT_TRUE(write(epoch, 0, 5, {{"k", "1"}}));
}

TEST_F(LaneStoreOnRedis, BothKeysOfALaneLieInOneSlotOfACluster) {
  Client client(options());
  for (const Lane one : {Lane{1, 0}, Lane{7, 15}}) {
    const Bytes tag = std::to_string(one.stage) + "." + std::to_string(one.partition);
    ASSERT_TRUE(store().wipe(one, std::nullopt, log_name));
    ASSERT_TRUE(
        store().roll(one, {.at = 0, .epoch = 0, .log = log_name}, 1, "p", std::vector<StateWrite>{{"k", "v"}}, true));
    const auto keys = client.call({Command{"KEYS", options().prefix + "{" + tag + "}*"}});
    ASSERT_TRUE(keys);
    ASSERT_EQ((*keys)[0].size(), 2U);
  }
}

// Any order of units, wipes and pieces: what is believed is what a plain map of the committed units holds.
TEST_F(LaneStoreOnRedis, HoldsWhatAPlainMapHolds) {
  EXPECT_TRUE(rc::check([this] {
    std::uint64_t epoch = fresh();
    std::map<Bytes, Bytes> model;
    std::uint64_t at = 0;
    const int units = *rc::gen::inRange(1, 12);
    for (int i = 0; i < units; ++i) {
      std::vector<StateWrite> writes;
      const int count = *rc::gen::inRange(0, 6);
      for (int w = 0; w < count; ++w) {
        const Bytes key = "k" + std::to_string(*rc::gen::inRange(0, 4));
        if (*rc::gen::arbitrary<bool>()) {
          writes.push_back({key, *rc::gen::arbitrary<std::string>()});
        } else {
          writes.push_back({key, std::nullopt});
        }
      }
      const std::uint64_t to = at + *rc::gen::inRange<std::uint64_t>(1, 5);
      const bool on_other_ground = *rc::gen::inRange(0, 4) == 0;
      RC_ASSERT(bool(write(epoch, at + (on_other_ground ? to : 0), to + (on_other_ground ? to : 0), writes)) !=
                on_other_ground);
      if (on_other_ground) continue;
      for (const StateWrite& one : writes) {
        model.erase(one.key);
        if (one.value) model[one.key] = *one.value;
      }
      at = to;
    }
    const auto pairs = scan();
    RC_ASSERT((std::map<Bytes, Bytes>(pairs.begin(), pairs.end())) == model);
  }));
}

}  // namespace
}  // namespace tijdig::redis_store
