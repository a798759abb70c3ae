// The six services on a real Kafka broker and a real Redis that forgets, dies and comes back old at moments that a seed
// chooses, while rivals take the lanes: the small town comes to what it comes to in memory, and nothing stands twice.
// Also tests town_run.cc.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdio>

#include "libs/backends/kafka/broker_for_test.h"
#include "libs/backends/kafka_redis/kafka_redis.h"
#include "libs/backends/memory/memory.h"
#include "libs/backends/redis/test_server.h"
#include "libs/flow/flow.h"
#include "libs/ports/forwarding_back_end.h"
#include "libs/ports/scanned_queues.h"
#include "services/outcome_tracker/queues.h"
#include "services/tijdig/stages.h"
#include "tests/simulation/chance.h"
#include "tests/simulation/town_run.h"

namespace tijdig::simulation {
namespace {

constexpr ports::Partition partitions = 2;

struct Torments {
  std::atomic<int> forgotten{0};
  std::atomic<int> killed{0};
  std::atomic<int> dumps{0};
  std::atomic<int> rivals{0};
  std::atomic<int> restarts{0};
};

// Before some calls something happens to Redis, or to who owns the lane.
class TormentedBackEnd final : public ports::ForwardingBackEnd {
 public:
  TormentedBackEnd(ports::BackEnd& behind, redis_store::TestServer& redis, Chance& chance, Torments& torments,
                   std::function<void(ports::Lane)> rival, std::uint32_t per_mille)
      : ForwardingBackEnd(behind),
        redis_(redis),
        chance_(chance),
        torments_(torments),
        rival_(std::move(rival)),
        per_mille_(per_mille) {}

  Result<ports::Progress> recover(ports::Lane lane) override {
    bring_redis_back();
    return behind().recover(lane);
  }
  Result<> scan(ports::Lane lane, BytesView prefix, std::vector<std::pair<Bytes, Bytes>>& into) override {
    bring_redis_back();
    return behind().scan(lane, prefix, into);
  }
  Result<> scan_each(ports::Lane lane, BytesView prefix, const EachPair& each) override {
    bring_redis_back();
    return behind().scan_each(lane, prefix, each);
  }
  Result<> load(ports::Lane lane, std::span<const Bytes> keys, std::vector<std::optional<Bytes>>& values) override {
    torment(lane);
    return behind().load(lane, keys, values);
  }
  std::unique_ptr<ports::Unit> begin(ports::Lane lane, std::uint64_t epoch) override {
    torment(lane);
    return behind().begin(lane, epoch);
  }

 private:
  void torment(ports::Lane lane) {
    bring_redis_back();
    if (!chance_.per_mille(per_mille_)) return;
    switch (chance_.below(5)) {
      case 0:
        ++torments_.forgotten;
        return redis_.tell({"FLUSHALL"});
      case 1:
        ++torments_.dumps;
        return redis_.tell({"SAVE"});
      case 2:  // away until somebody recovers: units commit and Redis does not hear of it
        ++torments_.killed;
        away_ = true;
        return redis_.kill();
      case 3:  // back at once, with the last dump, or with nothing
        ++torments_.killed;
        redis_.kill();
        return redis_.start();
      default:
        ++torments_.rivals;
        return rival_(lane);
    }
  }
  void bring_redis_back() {
    if (away_) redis_.start();
    away_ = false;
  }

  redis_store::TestServer& redis_;
  Chance& chance_;
  Torments& torments_;
  std::function<void(ports::Lane)> rival_;
  std::uint32_t per_mille_;
  bool away_ = false;
};

// A process that is started again whenever a rival has made it end.
class TormentedTown final : public runtime::Pump {
 public:
  TormentedTown(const kafka_redis::KafkaRedisOptions& options, redis_store::TestServer& redis, std::uint64_t seed,
                std::uint32_t per_mille)
      : options_(options), redis_(redis), chance_(seed), per_mille_(per_mille) {
    restart();
  }

  Result<> settle() override { return engine_->settle(); }
  ports::BackEnd& back_end() override { return *tormented_; }

  kafka_redis::KafkaRedis& kafka_redis() { return *back_end_; }

  void until_done(const std::function<Result<>()>& work) {
    constexpr int tries = 200;
    for (int i = 0; i < tries; ++i) {
      const auto done = work();
      if (done) return;
      ASSERT_NE(done.error().severity, Severity::refused) << done.error().detail;
      if (done.error().severity == Severity::fatal) restart();
    }
    FAIL() << "it never gets done";
  }

  Torments torments;

 private:
  std::unique_ptr<kafka_redis::KafkaRedis> open() {
    auto opened = kafka_redis::KafkaRedis::open(options_);
    for (int i = 0; !opened && i < 20; ++i) opened = kafka_redis::KafkaRedis::open(options_);
    TIJDIG_CHECK(opened.has_value());
    return *std::move(opened);
  }
  void restart() {
    ++torments.restarts;
    engine_.reset();
    tormented_.reset();
    back_end_ = open();
    tormented_ = std::make_unique<TormentedBackEnd>(
        *back_end_, redis_, chance_, torments,
        [this](ports::Lane lane) {
          rival_ = open();
          const auto claimed = rival_->claim(lane);
          TIJDIG_CHECK(claimed || claimed.error().severity != Severity::fatal);
        },
        per_mille_);
    for (bool up = false; !up;) {
      auto opened = runtime::Engine::open(*tormented_, commands::all_stages(), {});
      up = opened.has_value();
      if (up) engine_ = *std::move(opened);
    }
  }

  kafka_redis::KafkaRedisOptions options_;
  redis_store::TestServer& redis_;
  Chance chance_;
  std::uint32_t per_mille_;
  std::unique_ptr<kafka_redis::KafkaRedis> back_end_;
  std::unique_ptr<kafka_redis::KafkaRedis> rival_;
  std::unique_ptr<TormentedBackEnd> tormented_;
  std::unique_ptr<runtime::Engine> engine_;
};

class SmallTownOnServers : public kafka::BrokerTest {
 protected:
  TownResult live_through(std::uint64_t seed, std::uint32_t per_mille) {
    kafka_redis::KafkaRedisOptions options;
    options.kafka = connection();
    options.redis = redis_.options();
    options.partitions = partitions;
    options.slots = 1;
    options.queues = queue_rules();
    const Result<> made =
        kafka::apply_topics(options.kafka, kafka::plan_topics({.partitions = partitions, .slots = 1}));
    EXPECT_TRUE(made) << made.error().detail;
    TormentedTown town(options, redis_, seed, per_mille);
    std::size_t calls = 0;
    std::size_t queues_seen = 0;
    const TownResult result = live_through_small_town(town, [&](const auto& work) {
      town.until_done(work);
      constexpr std::size_t look_every = 6;
      if (++calls % look_every == 0) queues_seen += expect_queues_of_the_state(town);
    });
    EXPECT_GT(queues_seen, 0U);
    std::printf("seed %llu: Redis forgot %d times, was killed %d times, saved %d times; %d rivals, %d starts\n",
                static_cast<unsigned long long>(seed), town.torments.forgotten.load(), town.torments.killed.load(),
                town.torments.dumps.load(), town.torments.rivals.load(), town.torments.restarts.load());
    return result;
  }

  static ports::QueueRules queue_rules() { return {{flow::outcome_tracker.id, outcome_tracker::open_cases}}; }

  // The queues that were kept on the way are those that the state says. Gives how many there are.
  static std::size_t expect_queues_of_the_state(TormentedTown& town) {
    ports::ScannedQueues expected(town.back_end(), queue_rules());
    std::map<std::string, std::uint64_t> sizes;
    town.until_done([&]() -> Result<> {
      TIJDIG_TRY(sizes, expected.sizes(flow::outcome_tracker.id));
      return {};
    });
    EXPECT_EQ(*town.kafka_redis().sizes(flow::outcome_tracker.id), sizes);
    for (const auto& [name, size] : sizes)
      EXPECT_EQ(*town.kafka_redis().first(flow::outcome_tracker.id, name, 100),
                *expected.first(flow::outcome_tracker.id, name, 100));
    return sizes.size();
  }

  static TownResult in_memory() {
    memory::Memory memory({.partitions = partitions});
    const auto engine = *runtime::Engine::open(memory, commands::all_stages(), {});
    return live_through_small_town(*engine, [](const auto& work) { ASSERT_TRUE(work()); });
  }

 private:
  redis_store::TestServer redis_;
};

TEST_F(SmallTownOnServers, ComesToTheSameWhateverBefallsRedisAndItsOwners) {
  const TownResult expected = in_memory();
  EXPECT_EQ(expected.matched, small_town().must_match);
  const TownResult result = live_through(4, 60);
  EXPECT_EQ(result.matched, expected.matched);
  EXPECT_EQ(result.walk_list, expected.walk_list);
  EXPECT_EQ(result.derived_twice, 0U);
  EXPECT_EQ(result.dead_letters, 0U);
  EXPECT_EQ(result.report, expected.report);
}

}  // namespace
}  // namespace tijdig::simulation
