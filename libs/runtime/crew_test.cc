// Also tests slot_worker.cc, shared_pump.cc and the group of tests/harness/fake_group.cc.
#include "libs/runtime/crew.h"

#include <gmock/gmock.h>

#include <atomic>
#include <random>

#include "libs/backends/memory/memory.h"
#include "libs/ports/forwarding_back_end.h"
#include "libs/runtime/calendar.h"
#include "libs/runtime/shared_pump.h"
#include "libs/runtime/state_hash.h"
#include "tests/harness/fake_group.h"
#include "tests/simulation/toy_messages.h"
#include "tests/simulation/toy_stages.h"

namespace tijdig::runtime {
namespace {

using harness::FakeGroup;
using memory::Memory;
using simulation::toy_stages;
using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr ports::Partition partitions = 6;
constexpr ports::Slot slots = 3;
constexpr milliseconds patience{60'000};

// One process's view of a shared store, which refuses lanes that a newer owner has; and steps can be held.
class Process final : public ports::ForwardingBackEnd {
 public:
  explicit Process(Memory& memory) : ForwardingBackEnd(memory), memory_(memory) {}

  Result<std::uint64_t> claim(ports::Lane lane) override {
    TIJDIG_TRY(const std::uint64_t epoch, behind().claim(lane));
    const std::lock_guard lock(mutex_);
    claimed_[lane] = epoch;
    ++claims_;
    changed_.notify_all();
    return epoch;
  }
  Result<ports::Progress> recover(ports::Lane lane) override {
    TIJDIG_DO(check_owner(lane));
    return behind().recover(lane);
  }
  Result<> load(ports::Lane lane, std::span<const Bytes> keys, std::vector<std::optional<Bytes>>& values) override {
    TIJDIG_DO(check_owner(lane));
    hold_while(hold_loads_);
    return behind().load(lane, keys, values);
  }
  std::unique_ptr<ports::Unit> begin(ports::Lane lane, std::uint64_t epoch) override {
    ++units_;
    hold_while(hold_steps_);
    return behind().begin(lane, epoch);
  }

  void hold_steps(bool yes) {
    const std::lock_guard lock(mutex_);
    hold_steps_ = yes;
    changed_.notify_all();
  }
  void hold_loads(bool yes) {
    const std::lock_guard lock(mutex_);
    hold_loads_ = yes;
    changed_.notify_all();
  }
  int units() const { return units_; }
  bool holds_one() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [this] { return holds_; });
  }
  bool claims_reach(int count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [&] { return claims_ >= count; });
  }
  int claims() {
    const std::lock_guard lock(mutex_);
    return claims_;
  }

 private:
  Result<> check_owner(ports::Lane lane) {
    const std::lock_guard lock(mutex_);
    if (claimed_[lane] != memory_.epoch(lane)) return Error::fatal("a newer owner has this lane");
    return {};
  }

  void hold_while(const bool& held) {
    std::unique_lock lock(mutex_);
    if (!held) return;
    holds_ = true;
    changed_.notify_all();
    changed_.wait(lock, [&] { return !held; });
    holds_ = false;
  }

  Memory& memory_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<ports::Lane, std::uint64_t> claimed_;
  std::atomic<int> units_ = 0;  // begun
  int claims_ = 0;
  bool hold_steps_ = false;
  bool hold_loads_ = false;
  bool holds_ = false;
};

// What the memory of all processes knows, with the caller's process in between for nothing.
struct Shared {
  Memory memory{{.partitions = partitions, .commit = memory::Commit::log_then_state}};
  ports::LaneByLaneSurvey survey{memory};
  SharedPump pump{memory, survey, flow::stages, {}};
};

CrewOptions quick() {
  CrewOptions options;
  options.worker.limits.records_max = 7;
  options.worker.threads_max = 2;
  options.worker.fenced_wait_max = patience;
  options.poll_wait_max = milliseconds(2);
  return options;
}

using Groups = std::map<flow::StageId, std::unique_ptr<FakeGroup>>;

Groups groups_of_all_stages() {
  Groups groups;
  for (const flow::StageInfo& stage : flow::stages) groups[stage.id] = std::make_unique<FakeGroup>(slots);
  return groups;
}

std::unique_ptr<Crew> crew_of(Process& process, Groups& groups, const std::string& name,
                              const CrewOptions& options = quick()) {
  std::vector<Berth> berths;
  for (auto& stage : toy_stages({})) {
    auto membership = groups.at(stage->info().id)->join(name);
    berths.push_back({std::move(stage), std::move(membership)});
  }
  return std::make_unique<Crew>(process, std::move(berths), options);
}

void deal_all(Groups& groups, const FakeGroup::Deal& deal) {
  for (auto& [stage, group] : groups) group->deal(deal);
}

void deliver(Memory& memory, std::int32_t day, std::uint32_t count) {
  ASSERT_TRUE(memory.append_durably(simulation::toy_deliveries(day, count, partitions)).has_value());
}

void live_six_days(Memory& memory, Pump& pump) {
  Calendar calendar(pump);
  for (std::int32_t day = 1; day <= 6; ++day) {
    deliver(memory, day, 200);
    const auto closed = calendar.close_day(simulation::toy_towns(), Date::from_days(day));
    ASSERT_TRUE(closed.has_value()) << closed.error().detail;
  }
}

Hash128 content_of_one_engine() {
  Memory memory({.partitions = partitions});
  const auto engine = Engine::open(memory, toy_stages({}), {});
  live_six_days(memory, **engine);
  return *content_hash(memory, flow::stages);
}

// Deals anew at random moments until it is destroyed; now and then a member is taken for dead first.
class Unrest {
 public:
  Unrest(Groups& groups, std::vector<std::string> members, unsigned seed)
      : groups_(groups), members_(std::move(members)), random_(seed), thread_([this] { stir(); }) {}
  ~Unrest() {
    stopping_.wait_until(milliseconds(0), [this] { return done_ = true; });
    stopping_.ring();
    thread_.join();
    deal_all(groups_, {{members_[0], {0, 1, 2}}});
  }
  std::atomic<int> deals = 0;

 private:
  void stir() {
    while (!done_) {
      for (auto& [stage, group] : groups_) {
        if (random_() % 8 == 0) group->believe_dead(members_[random_() % members_.size()]);
        FakeGroup::Deal deal;
        for (ports::Slot slot = 0; slot < slots; ++slot) deal[members_[random_() % members_.size()]].push_back(slot);
        group->deal(std::move(deal));
        ++deals;
      }
      stopping_.wait_until(milliseconds(random_() % 8), [this] { return done_.load(); });
    }
  }

  Groups& groups_;
  std::vector<std::string> members_;
  std::mt19937 random_;
  Bell stopping_;
  std::atomic<bool> done_ = false;
  std::thread thread_;
};

TEST(Crew, ComesToTheSameStateAsOneEngineHoweverSlotsAreHandedOver) {
  const Hash128 alone = content_of_one_engine();
  for (unsigned seed = 1; seed <= 3; ++seed) {
    Shared shared;
    Groups groups = groups_of_all_stages();
    Process first(shared.memory), second(shared.memory), third(shared.memory);
    const auto one = crew_of(first, groups, "one"), two = crew_of(second, groups, "two"),
               three = crew_of(third, groups, "three");
    {
      Unrest unrest(groups, {"one", "two", "three"}, seed);
      live_six_days(shared.memory, shared.pump);
      EXPECT_GT(unrest.deals, 7);
    }
    for (const auto* crew : {&one, &two, &three}) {
      EXPECT_FALSE((*crew)->failure()) << (*crew)->failure()->detail;
      EXPECT_TRUE((*crew)->stop(patience));
    }
    EXPECT_EQ(*content_hash(shared.memory, flow::stages), alone) << "seed " << seed;
  }
}

// One stage, two processes: `one` owns slot 0 at first.
struct OneStage : testing::Test {
  std::unique_ptr<Crew> crew(Process& process, const std::string& name, CrewOptions options = quick()) {
    std::vector<Berth> berths;
    berths.push_back({std::move(toy_stages({})[0]), group.join(name)});
    return std::make_unique<Crew>(process, std::move(berths), options);
  }
  static bool fails(const Crew& crew) {
    Bell bell;
    for (int i = 0; i < 30'000 && !crew.failure(); ++i) bell.wait_until(milliseconds(2), [] { return false; });
    return crew.failure().has_value();
  }
  bool drained() { return pump.settle().has_value(); }

  Shared shared;
  FakeGroup group{1};
  SharedPump pump{shared.memory, shared.survey, std::span(&flow::signal_ingest, 1), {}};
  Process first{shared.memory};
  Process second{shared.memory};
};

TEST_F(OneStage, GivesASlotBackOnlyAfterTheStepInHand) {
  const auto one = crew(first, "one"), two = crew(second, "two");
  group.deal({{"one", {0}}});
  first.hold_steps(true);
  deliver(shared.memory, 1, 50);
  ASSERT_TRUE(first.holds_one());
  group.deal({{"two", {0}}});
  while (!one->report().stages[0].slots.empty()) continue;  // it was told to stop
  EXPECT_EQ(second.claims(), 0);
  first.hold_steps(false);
  EXPECT_TRUE(second.claims_reach(partitions));
  EXPECT_TRUE(drained());
  EXPECT_FALSE(one->failure());
  EXPECT_THAT(one->report().stages[0].slots, IsEmpty());
  EXPECT_THAT(two->report().stages[0].slots, ElementsAre(0));
}

TEST_F(OneStage, GoesOnWithoutAProcessThatSleeps) {
  const auto one = crew(first, "one"), two = crew(second, "two");
  group.deal({{"one", {0}}});
  ASSERT_TRUE(first.claims_reach(partitions));  // who claims later is the newer owner
  first.hold_steps(true);
  deliver(shared.memory, 1, 50);
  ASSERT_TRUE(first.holds_one());
  group.believe_dead("one");
  group.deal({{"two", {0}}});
  EXPECT_TRUE(drained());
  const Hash128 after = *content_hash(shared.memory, flow::stages);
  first.hold_steps(false);  // it wakes up and commits what it had in hand
  EXPECT_TRUE(one->stop(patience));
  EXPECT_FALSE(one->failure());
  EXPECT_EQ(*content_hash(shared.memory, flow::stages), after);
}

TEST_F(OneStage, FailsWhenNobodyTakesAwayWhatItMayNotCommit) {
  CrewOptions options = quick();
  options.worker.fenced_wait_max = milliseconds(5);
  const auto one = crew(first, "one", options);
  group.deal({{"one", {0}}});
  ASSERT_TRUE(first.claims_reach(partitions));
  for (ports::Partition partition = 0; partition < partitions; ++partition)
    ASSERT_TRUE(shared.memory.claim({flow::signal_ingest.id, partition}).has_value());
  deliver(shared.memory, 1, 50);
  ASSERT_TRUE(fails(*one));
  EXPECT_EQ(one->failure()->severity, Severity::fatal);
}

TEST_F(OneStage, GivesItsSlotsBackAndSaysThatAStepHangs) {
  CrewOptions options = quick();
  options.revoke_wait_max = milliseconds(5);
  const auto one = crew(first, "one", options), two = crew(second, "two");
  group.deal({{"one", {0}}});
  ASSERT_TRUE(first.claims_reach(partitions));  // who claims later is the newer owner
  first.hold_steps(true);
  deliver(shared.memory, 1, 50);
  ASSERT_TRUE(first.holds_one());
  EXPECT_FALSE(one->stop(milliseconds(50)));
  group.deal({{"two", {0}}});
  EXPECT_TRUE(drained());
  first.hold_steps(false);
  EXPECT_TRUE(one->stop(patience));
}

// A step that asks the store for one thing after the other ends at the next of them.
TEST_F(OneStage, GivesUpAStepThatTakesTooLong) {
  CrewOptions options = quick();
  options.revoke_wait_max = milliseconds(5);
  const auto one = crew(first, "one", options);
  group.deal({{"one", {0}}});
  first.hold_loads(true);
  deliver(shared.memory, 1, 50);
  ASSERT_TRUE(first.holds_one());
  EXPECT_FALSE(one->stop(milliseconds(50)));
  first.hold_loads(false);
  EXPECT_TRUE(one->stop(patience));
  EXPECT_EQ(first.units(), 0) << "nothing was committed any more";
}

TEST_F(OneStage, TriesAgainWhenTheGroupCannotBeAsked) {
  const auto one = crew(first, "one");
  group.fail("one", Error::retry("nobody there"));
  group.deal({{"one", {0}}});
  deliver(shared.memory, 1, 50);
  EXPECT_TRUE(drained());
  EXPECT_FALSE(one->failure());
}

TEST_F(OneStage, EndsWhenAnotherHasItsPlaceInTheGroup) {
  const auto one = crew(first, "one");
  group.deal({{"one", {0}}});
  ASSERT_TRUE(first.claims_reach(partitions));
  group.fail("one", Error::fatal("fenced"));
  ASSERT_TRUE(fails(*one));
  EXPECT_EQ(one->failure()->detail, "fenced");
}

TEST_F(OneStage, SaysWhatItOwnsAndThatItMoves) {
  const auto one = crew(first, "one");
  EXPECT_FALSE(one->owns(flow::signal_ingest.id, 0));
  group.deal({{"one", {0}}});
  ASSERT_TRUE(first.claims_reach(partitions));
  EXPECT_TRUE(one->owns(flow::signal_ingest.id, 0));
  EXPECT_FALSE(one->owns(flow::matcher.id, 0));
  deliver(shared.memory, 1, 50);
  EXPECT_TRUE(drained());
  EXPECT_GT(one->report().stages[0].polls, 0U);
  EXPECT_TRUE(one->report().stages[0].was_assigned);
}

TEST(SharedPump, SaysWhoDoesNotMove) {
  Memory memory({.partitions = partitions});
  ports::LaneByLaneSurvey survey(memory);
  SharedPump pump(memory, survey, flow::stages, {.still_ms_max = 5});
  EXPECT_TRUE(pump.settle().has_value());
  deliver(memory, 1, 3);
  const auto settled = pump.settle();
  ASSERT_FALSE(settled.has_value());
  EXPECT_EQ(settled.error().severity, Severity::retry);
  EXPECT_THAT(settled.error().detail, HasSubstr("signal-ingest has 3 unread"));
  std::uint64_t unread = 0;
  const auto lags = pump.lag();
  ASSERT_TRUE(lags.has_value());
  for (const StageLag& lag : *lags) unread += lag.records;
  EXPECT_EQ(unread, 3U);
}

TEST(SharedPump, StopsWaitingWhenAsked) {
  Memory memory({.partitions = partitions});
  ports::LaneByLaneSurvey survey(memory);
  deliver(memory, 1, 3);
  SharedPump pump(memory, survey, flow::stages, {});
  std::thread stopper([&] { pump.stop(); });
  EXPECT_EQ(pump.settle().error().severity, Severity::abort_batch);
  stopper.join();
}

}  // namespace
}  // namespace tijdig::runtime
