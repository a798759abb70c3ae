// Redis is killed, comes back old, or comes back empty, while a lane is written: what a lane reads is what was
// committed, or it is told to recover. The log that the lane recovers from is a vector here.
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <thread>

#include "libs/backends/redis/lane_store.h"
#include "libs/backends/redis/test_server.h"

namespace tijdig::redis_store {
namespace {

using ports::Lane;
using ports::StateWrite;

constexpr Lane lane{4, 1};
constexpr std::string_view log_name = "log-1";

// What every unit wrote: unit n brings the lane from n to n + 1.
using Log = std::vector<std::vector<StateWrite>>;

std::vector<StateWrite> unit(std::uint64_t number) {
  const Bytes text = std::to_string(number);
  std::vector<StateWrite> writes{{"newest", text}, {"unit" + text, text}};
  if (number >= 10) writes.push_back({"unit" + std::to_string(number - 10), std::nullopt});
  return writes;
}

std::map<Bytes, Bytes> state_of(const Log& log) {
  std::map<Bytes, Bytes> state;
  for (const auto& writes : log)
    for (const StateWrite& write : writes)
      if (write.value)
        state[write.key] = *write.value;
      else
        state.erase(write.key);
  return state;
}

Result<std::map<Bytes, Bytes>> state_in(LaneStore& store) {
  std::vector<std::pair<Bytes, Bytes>> pairs;
  TIJDIG_DO(store.scan(lane, "", pairs));
  return std::map<Bytes, Bytes>(pairs.begin(), pairs.end());
}

// As the back end does it: a position that the log does not know is wiped, then the rest of the log is laid on.
Result<> recover(LaneStore& store, const Log& log) {
  TIJDIG_TRY(std::optional<LanePosition> position, store.position(lane));
  if (!position || position->at > log.size() || position->log != log_name) {
    TIJDIG_DO(store.wipe(lane, position, log_name));
    position = LanePosition{};
  }
  for (std::uint64_t at = position->at; at < log.size(); ++at)
    TIJDIG_DO(store.roll(lane, {.at = at, .epoch = 0, .log = log_name}, at + 1, "", log[at], false));
  return store.roll(lane, {.at = log.size(), .epoch = 0, .log = log_name}, log.size(), "p", {}, true);
}

// Commits a unit to the log, then to Redis; recovers when Redis is elsewhere.
struct Owner {
  LaneStore& store;
  Log log;
  std::uint64_t epoch = 0;
  std::uint64_t trouble = 0;

  void step() {
    const std::uint64_t at = log.size();
    std::vector<std::optional<Bytes>> values;
    const std::vector<Bytes> keys{"newest"};
    while (true) {
      const auto loaded = store.load(lane, {.at = at, .epoch = epoch, .log = log_name}, keys, values);
      if (loaded) break;
      ++trouble;
      ASSERT_NE(loaded.error().severity, Severity::fatal) << loaded.error().detail;
      static_cast<void>(try_recover());
    }
    ASSERT_EQ(values[0], at == 0 ? std::nullopt : std::optional<Bytes>(std::to_string(at - 1)));
    log.push_back(unit(at));
    const auto written = store.write(lane, {.at = at, .epoch = epoch, .log = log_name}, at + 1, "p", log.back());
    if (!written) ++trouble;
  }
  bool try_recover() { return recover(store, log).has_value(); }
};

TEST(LaneStoreFaults, KilledAndStartedWhileItIsWrittenItComesBackToTheLog) {
  TestServer server({"--appendonly", "yes", "--appendfsync", "no"});
  const auto store = *LaneStore::open(server.options());
  Owner owner{*store, {}, *store->claim(lane)};
  for (int round = 0; round < 5; ++round) {
    for (int i = 0; i < 20; ++i) owner.step();
    owner.log.push_back(unit(owner.log.size()));  // committed, but Redis was not there to hear of it
    server.kill();
    server.start();
    for (int i = 0; i < 20; ++i) owner.step();
    EXPECT_EQ(*state_in(*store), state_of(owner.log));
  }
}

TEST(LaneStoreFaults, KilledAtAnyMomentOfAStreamOfWritesItComesBackToTheLog) {
  TestServer server({"--appendonly", "yes", "--appendfsync", "no"});
  const auto store = *LaneStore::open(server.options());
  Owner owner{*store, {}, *store->claim(lane)};
  std::atomic<bool> done{false};
  std::thread writer([&] {
    while (!done) owner.step();
  });
  for (int round = 0; round < 5; ++round) {
    const auto store_of_watcher = *LaneStore::open(server.options());
    const auto before = *store_of_watcher->position(lane);
    while (true) {  // until it has moved on a little
      const auto now = store_of_watcher->position(lane);
      if (now && *now && (*now)->at > (before ? before->at : 0) + 50) break;
    }
    server.kill();
    server.start();
  }
  done = true;
  writer.join();
  while (!owner.try_recover()) {
  }
  EXPECT_EQ(*state_in(*store), state_of(owner.log));
  EXPECT_GE(owner.trouble, 1U);
}

TEST(LaneStoreFaults, WithoutFilesItComesBackEmptyAndIsBuiltAgain) {
  TestServer server;
  const auto store = *LaneStore::open(server.options());
  Owner owner{*store, {}, *store->claim(lane)};
  for (int i = 0; i < 30; ++i) owner.step();
  server.kill();
  server.start();
  for (int i = 0; i < 30; ++i) owner.step();
  EXPECT_EQ(*state_in(*store), state_of(owner.log));
}

TEST(LaneStoreFaults, AnOldDumpTakesPositionAndStateBackTogether) {
  TestServer server;
  const auto store = *LaneStore::open(server.options());
  Owner owner{*store, {}, *store->claim(lane)};
  for (int i = 0; i < 30; ++i) owner.step();
  server.tell({"SAVE"});
  for (int i = 0; i < 30; ++i) owner.step();
  server.kill();  // nothing was saved since
  server.start();
  EXPECT_EQ((*store->position(lane))->at, 30U);
  std::vector<std::optional<Bytes>> values;
  const auto believed = store->load(lane, {.at = 60, .epoch = owner.epoch, .log = log_name}, {}, values);
  ASSERT_FALSE(believed);
  EXPECT_EQ(believed.error().severity, Severity::abort_batch);
  EXPECT_EQ(*state_in(*store), state_of(Log(owner.log.begin(), owner.log.begin() + 30))) << "old, but in itself right";
  owner.step();
  EXPECT_EQ(*state_in(*store), state_of(owner.log));
}

TEST(LaneStoreFaults, APositionBeyondTheLogIsNotBelieved) {
  TestServer server;
  const auto store = *LaneStore::open(server.options());
  Owner owner{*store, {}, *store->claim(lane)};
  for (int i = 0; i < 30; ++i) owner.step();
  owner.log.resize(20);  // the log lost its end
  owner.step();
  EXPECT_EQ(*state_in(*store), state_of(owner.log));
}

TEST(LaneStoreFaults, AScanBesideWritesShowsOneMoment) {
  TestServer server;
  const auto store = *LaneStore::open(server.options());
  Owner owner{*store, {}, *store->claim(lane)};
  owner.step();
  std::atomic<bool> done{false};
  std::thread writer([&] {
    while (!done) owner.step();
  });
  for (int i = 0; i < 50; ++i) {
    const auto seen = state_in(*store);
    ASSERT_TRUE(seen) << seen.error().detail;
    const std::uint64_t newest = std::stoull(seen->at("newest"));
    Log until;
    for (std::uint64_t number = 0; number <= newest; ++number) until.push_back(unit(number));
    EXPECT_EQ(*seen, state_of(until));
  }
  done = true;
  writer.join();
}

}  // namespace
}  // namespace tijdig::redis_store
