// One clear line for everything that can be wrong with a server, and no busy loop while it is away.
// Also tests connection.cc
#include "libs/backends/redis/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "libs/backends/redis/lane_store.h"
#include "libs/backends/redis/test_server.h"

namespace tijdig::redis_store {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

RedisOptions at(std::string address) {
  RedisOptions options;
  options.address = std::move(address);
  return options;
}

// What a start with these options says.
Error refusal(const RedisOptions& options) {
  const auto opened = LaneStore::open(options);
  EXPECT_FALSE(opened);
  return opened ? Error{} : opened.error();
}

TEST(RedisClient, SaysThatNobodyIsThere) {
  const Error error = refusal(at("unix:/nowhere/at/all"));
  EXPECT_EQ(error.severity, Severity::retry);
  EXPECT_THAT(error.detail, HasSubstr("cannot reach Redis at unix:/nowhere/at/all: No such file"));
  EXPECT_THAT(refusal(at("127.0.0.1:1")).detail, HasSubstr("cannot reach Redis at 127.0.0.1:1: Connection refused"));
}

TEST(RedisClient, SaysThatAnAddressIsNone) {
  for (const char* wrong : {"", "redis", "redis:", ":6379", "redis:0", "redis:65536", "redis:6379x"}) {
    const Error error = refusal(at(wrong));
    EXPECT_EQ(error.severity, Severity::fatal) << wrong;
    EXPECT_THAT(error.detail, HasSubstr("is neither host:port nor unix:/path")) << wrong;
  }
}

TEST(RedisClient, SaysThatThePrefixWouldScatterLanes) {
  RedisOptions options;
  options.prefix = "a{b}";
  EXPECT_THAT(refusal(options).detail, HasSubstr("redis.prefix"));
}

TEST(RedisClient, SaysThatThePasswordIsWrongAndNeverShowsIt) {
  const TestServer server({"--user", "tijdig", "on", ">right", "~tijdig:*", "+@all", "--user", "default", "off"});
  RedisOptions options = server.options();
  EXPECT_THAT(refusal(options).detail, HasSubstr("asks for a password: set redis.password_file"));
  options.user = "tijdig";
  options.password = "hunter2";
  const Error error = refusal(options);
  EXPECT_EQ(error.severity, Severity::fatal);
  EXPECT_THAT(error.detail, AllOf(HasSubstr("refuses the user or the password"), Not(HasSubstr("hunter2"))));
  options.password = "right";
  EXPECT_TRUE(LaneStore::open(options));
}

TEST(RedisClient, SaysThatAPasswordIsNotAskedFor) {
  const TestServer server;
  RedisOptions options = server.options();
  options.user = "tijdig";
  options.password = "something";
  EXPECT_THAT(refusal(options).detail, HasSubstr("refuses the user or the password"));
}

TEST(RedisClient, NeedsNoMoreThanTheAclOfItsReadme) {
  const TestServer server({"--user", "tijdig",  "on",       ">right",       "~tijdig:*", "+ping",    "+info",
                           "+multi", "+exec",   "+evalsha", "+script|load", "+hmget",    "+hget",    "+hset",
                           "+hdel",  "+hlen",   "+hscan",   "+hgetall",     "+hkeys",    "+hincrby", "+zadd",
                           "+zrem",  "+zrange", "+unlink",  "+time",        "+watch",    "+unwatch", "+eval",
                           "--user", "default", "off"});
  RedisOptions options = server.options();
  options.user = "tijdig";
  options.password = "right";
  const auto store = LaneStore::open(options);
  ASSERT_TRUE(store) << store.error().detail;
  const ports::Lane lane{1, 2};
  ASSERT_TRUE((*store)->wipe(lane, std::nullopt, "log"));
  const std::vector<ports::StateWrite> writes{{"a", "1"}, {"b", std::nullopt}};
  ASSERT_TRUE((*store)->roll(lane, {.at = 0, .epoch = 0, .log = "log"}, 1, "p", writes, true));
  ASSERT_TRUE((*store)->claim(lane));
  std::vector<std::pair<Bytes, Bytes>> pairs;
  ASSERT_TRUE((*store)->scan(lane, "", pairs));
  EXPECT_EQ(pairs.size(), 1U);
  options.prefix = "somebody-elses:";
  const auto elsewhere = LaneStore::open(options);
  ASSERT_TRUE(elsewhere);
  const auto refused = (*elsewhere)->claim(lane);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().detail, HasSubstr("does not allow this user"));
}

TEST(RedisClient, ChangesOnlyWhatStandsAsItWasSeen) {
  TestServer server;
  server.tell({"HSET", "position", "at", "1"});
  Client client(server.options());
  const Command look{"HGET", "position", "at"};
  const std::vector<Command> transaction{{"MULTI"}, {"SET", "state", "mine"}, {"EXEC"}};
  const auto changed = [&](const std::function<bool(const Reply&)>& is_wanted) {
    return client.change("position", look, is_wanted, transaction).value();
  };
  EXPECT_EQ(changed([&](const Reply& seen) {
              EXPECT_EQ(seen.text(), "1");
              server.tell({"HSET", "position", "at", "2"});
              return true;
            }),
            Client::Change::overtaken);
  EXPECT_EQ(changed([](const Reply& seen) { return seen.text() == "1"; }), Client::Change::not_wanted);
  EXPECT_TRUE(client.call({Command{"GET", "state"}}).value()[0].is_nil());
  EXPECT_EQ(changed([](const Reply& seen) { return seen.text() == "2"; }), Client::Change::done);
  EXPECT_EQ(client.call({Command{"GET", "state"}}).value()[0].text(), "mine");
}

TEST(RedisClient, WatchesNothingAnyMoreWhenItChangedNothing) {
  TestServer server;
  server.tell({"SET", "position", "no hash"});
  Client client(server.options());
  const auto later_transaction_is_done = [&] {
    server.tell({"SET", "position", "another"});
    return client.call({Command{"MULTI"}, Command{"PING"}, Command{"EXEC"}}).value()[2].size() == 1;
  };
  const std::vector<Command> transaction{{"MULTI"}, {"SET", "state", "mine"}, {"EXEC"}};
  const auto unwanted = client.change(
      "position", {"GET", "position"}, [](const Reply&) { return false; }, transaction);
  EXPECT_EQ(unwanted.value(), Client::Change::not_wanted);
  EXPECT_TRUE(later_transaction_is_done());
  const auto of_another_kind = client.change(
      "position", {"HGET", "position", "at"}, [](const Reply&) { return true; }, transaction);
  ASSERT_FALSE(of_another_kind);
  EXPECT_THAT(of_another_kind.error().detail, HasSubstr("a key of another kind"));
  EXPECT_TRUE(later_transaction_is_done());
  EXPECT_TRUE(client.call({Command{"GET", "state"}}).value()[0].is_nil());
}

TEST(RedisClient, TellsWhichCommandOfATransactionWentWrong) {
  TestServer server;
  server.tell({"SET", "position", "no hash"});
  Client client(server.options());
  const auto changed = client.change("position", {"GET", "position"}, [](const Reply&) { return true; },
                                     {{"MULTI"}, {"PING"}, {"HSET", "position", "at", "2"}, {"EXEC"}});
  ASSERT_FALSE(changed);
  EXPECT_THAT(changed.error().detail, HasSubstr("a key of another kind"));
}

TEST(RedisClient, RefusesAServerThatMayThrowKeysAway) {
  const TestServer server({"--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru"});
  EXPECT_THAT(refusal(server.options()).detail, HasSubstr("set maxmemory-policy noeviction"));
}

TEST(RedisClient, SaysRetryWhenTheServerIsFullAndWritesNothing) {
  TestServer server;
  const auto store = *LaneStore::open(server.options());
  const ports::Lane lane{1, 2};
  ASSERT_TRUE(store->wipe(lane, std::nullopt, "log"));
  server.tell({"CONFIG", "SET", "maxmemory", "1mb"});
  const std::vector<ports::StateWrite> writes{{"a", Bytes(2'000'000, 'x')}};
  const auto full = store->roll(lane, {.at = 0, .epoch = 0, .log = "log"}, 1, "p", writes, true);
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().severity, Severity::retry);
  EXPECT_THAT(full.error().detail, HasSubstr("is full"));
  server.tell({"CONFIG", "SET", "maxmemory", "0"});
  EXPECT_EQ((*store->position(lane))->at, 0U);
  EXPECT_TRUE(store->roll(lane, {.at = 0, .epoch = 0, .log = "log"}, 1, "p", writes, true));
}

TEST(RedisClient, SaysRetryInTimeWhenTheServerDoesNotAnswer) {
  TestServer server;
  RedisOptions options = server.options();
  options.answer_timeout = std::chrono::milliseconds(50);
  Client client(options);
  ASSERT_TRUE(client.call({Command{"PING"}}));
  server.stop_answering();
  const auto answer = client.call({Command{"PING"}});
  server.go_on();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().severity, Severity::retry);
  EXPECT_THAT(answer.error().detail, HasSubstr("no answer in time"));
}

TEST(RedisClient, GoesOnByItselfAfterTheServerWasKilled) {
  TestServer server;
  Client client(server.options());
  ASSERT_TRUE(client.call({Command{"PING"}}));
  server.kill();
  const auto away = client.call({Command{"PING"}});
  ASSERT_FALSE(away);
  EXPECT_EQ(away.error().severity, Severity::retry);
  server.start();
  EXPECT_TRUE(client.call({Command{"PING"}})) << "the old connection is dead; a new one is made";
}

TEST(RedisClient, TriesSeldomWhileTheServerIsAway) {
  RedisOptions options = at("unix:/nowhere/at/all");
  options.wait_min = std::chrono::milliseconds(10);
  options.wait_max = std::chrono::milliseconds(40);
  Client client(options);
  const auto begin = std::chrono::steady_clock::now();
  const auto many = [&client] {
    for (int i = 0; i < 4; ++i) EXPECT_FALSE(client.call({Command{"PING"}}));
  };
  std::thread other(many);
  many();
  other.join();
  // Eight tries of both together: the waits between them are 10, 20, 40, 40, 40, 40, 40.
  EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(230));
}

TEST(RedisClient, TellsWhatEachErrorMeans) {
  EXPECT_EQ(error_of("LOADING", "here").severity, Severity::retry);
  EXPECT_EQ(error_of("READONLY", "here").severity, Severity::retry);
  EXPECT_EQ(error_of("WRONGTYPE", "here").severity, Severity::fatal);
  EXPECT_EQ(error_of("SOMETHING", "here"), Error::fatal("Redis at here answered with the error SOMETHING"));
}

}  // namespace
}  // namespace tijdig::redis_store
