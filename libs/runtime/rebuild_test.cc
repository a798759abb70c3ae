// Also tests state_hash.cc and replay_back_end.cc.
#include "libs/runtime/rebuild.h"

#include <gtest/gtest.h>

#include "libs/backends/memory/memory.h"
#include "libs/runtime/calendar.h"
#include "tests/simulation/toy_messages.h"
#include "tests/simulation/toy_stages.h"

namespace tijdig::runtime {
namespace {

using memory::Memory;
using simulation::toy_stages;

class RebuildTest : public testing::TestWithParam<memory::Commit> {
 protected:
  RebuildTest() {
    auto engine = Engine::open(memory_, toy_stages({}), {});
    EXPECT_TRUE(engine.has_value());
    engine_ = *std::move(engine);
    for (std::int32_t day = 1; day <= 8; ++day) live_through(day);
  }

  void live_through(std::int32_t day) {
    for (std::uint32_t i = 0; i < 10; ++i) {
      simulation::ToyMessage signal;
      signal.partner = i % 3;
      signal.house = (static_cast<std::uint32_t>(day) + i) % 7;
      signal.day = signal.received = day;
      signal.id = static_cast<std::uint64_t>(day) * 100 + i;
      Bytes key = flow::key_bytes(simulation::partner_key(signal.partner));
      const auto partition = flow::partition_of(key, 2);
      EXPECT_TRUE(memory_.append_durably({{1, partition, {}, key, simulation::encode_toy({signal})}}).has_value());
    }
    std::vector<MunicipalityCode> towns;
    for (std::uint32_t house = 0; house < 3; ++house) towns.push_back(simulation::town_of(house));
    EXPECT_TRUE(Calendar(*engine_).close_day(towns, Date::from_days(day)).has_value());
  }

  RebuildReport rebuild_with(const std::vector<std::unique_ptr<const Stage>>& stages, unsigned workers) {
    Memory fresh({.partitions = 2});
    RebuildOptions options;
    options.workers = workers;
    auto report = rebuild(memory_, stages, &fresh, options);
    EXPECT_TRUE(report.has_value());
    EXPECT_EQ(report->rebuilt, *state_hash(fresh, flow::stages));
    return *report;
  }

  Memory memory_{{.partitions = 2, .commit = GetParam(), .deliver_twice = true}};
  std::unique_ptr<Engine> engine_;
};

TEST_P(RebuildTest, GivesTheLiveStateAndTheLoggedOutputs) {
  for (const unsigned workers : {1U, 3U}) {
    const RebuildReport report = rebuild_with(toy_stages({}), workers);
    EXPECT_EQ(report.live, report.rebuilt);
    EXPECT_TRUE(report.outputs_equal);
    EXPECT_GT(report.records, 500U);
    EXPECT_GT(report.outputs, 200U);
  }
}

TEST_P(RebuildTest, WithoutComparingGivesTheSameHash) {
  RebuildOptions options;
  options.compare_outputs = false;
  options.compare_state = false;
  const auto report = rebuild(memory_, toy_stages({}), nullptr, options);
  ASSERT_TRUE(report.has_value());
  EXPECT_FALSE(report->live.has_value());
  EXPECT_EQ(report->rebuilt, rebuild_with(toy_stages({}), 1).live);
}

TEST_P(RebuildTest, WritesOverWhatDoesNotFollowFromTheLog) {
  const Hash128 lived = *state_hash(memory_, flow::stages);
  const ports::Lane lane{toy_stages({}).front()->info().id, 1};
  std::vector<std::pair<Bytes, Bytes>> pairs;
  ASSERT_TRUE(memory_.scan(lane, {}, pairs));
  ASSERT_FALSE(pairs.empty());
  const ports::Progress progress = *memory_.recover(lane);
  const auto unit = memory_.begin(lane, *memory_.claim(lane));
  ASSERT_TRUE(unit->publish({}));
  ASSERT_TRUE(unit->save({{pairs.front().first, std::nullopt}, {pairs.back().first, "spoilt"}, {"stray", "left"}}));
  ASSERT_TRUE(unit->commit(progress));
  const auto spoilt = rebuild(memory_, toy_stages({}), &memory_, {});
  ASSERT_TRUE(spoilt);
  EXPECT_FALSE(spoilt->is_equal());
  EXPECT_TRUE(spoilt->outputs_equal);
  EXPECT_EQ(*state_hash(memory_, flow::stages), lived);
  EXPECT_TRUE(rebuild(memory_, toy_stages({}), nullptr, {})->is_equal());
}

TEST_P(RebuildTest, NoticesAStageThatDecidesOtherwiseNow) {
  const std::uint64_t second_start = 2;
  simulation::ToyBugs bugs;
  bugs.wall_clock = true;
  bugs.incarnation = &second_start;
  EXPECT_FALSE(rebuild_with(toy_stages(bugs), 1).is_equal());
}

INSTANTIATE_TEST_SUITE_P(EveryCommit, RebuildTest,
                         testing::Values(memory::Commit::atomic, memory::Commit::log_then_state,
                                         memory::Commit::visible_at_publish));

TEST(StateHash, ChangesWithAnyPairAndWithThePosition) {
  const std::span stages(&flow::matcher, 1);
  const ports::Lane lane{flow::matcher.id, 0};
  Memory memory({.partitions = 1});
  const auto write = [&](std::vector<ports::StateWrite> writes, ports::Offset next) {
    const auto unit = memory.begin(lane, *memory.claim(lane));
    ports::Progress progress;
    progress.next = next;
    EXPECT_TRUE(unit->save(std::move(writes)).has_value());
    EXPECT_TRUE(unit->commit(progress).has_value());
  };
  const Hash128 empty = *state_hash(memory, stages);
  write({{"a", "1"}}, 1);
  const Hash128 one = *state_hash(memory, stages);
  const Hash128 one_content = *content_hash(memory, stages);
  EXPECT_NE(one, empty);
  write({}, 2);
  EXPECT_NE(*state_hash(memory, stages), one);
  EXPECT_EQ(*content_hash(memory, stages), one_content);
  write({{"a", std::nullopt}}, 2);
  EXPECT_NE(*content_hash(memory, stages), one_content);
}

// What `state-hash` printed ten years ago must be what it prints then of the same state.
TEST(StateHash, IsThatOfThePairsFramedInPiecesOf64KiB) {
  Memory memory({.partitions = 1});
  std::vector<ports::StateWrite> state;
  for (int i = 1000; i < 5000; ++i) state.push_back({std::to_string(i), Bytes(40, 'x')});
  Hash128 hash{};
  Bytes piece;
  const auto fold = [&] {
    const BytesView before = bytes_of(hash);
    hash = StableHasher("state").add(before).add(piece).finish();
    piece.clear();
  };
  for (const auto& [key, value] : state) {
    append_framed(piece, key);
    append_framed(piece, *value);
    if (piece.size() >= 64 * 1024) fold();
  }
  fold();
  const auto unit = memory.begin({flow::matcher.id, 0}, *memory.claim({flow::matcher.id, 0}));
  ASSERT_TRUE(unit->save(state));
  ASSERT_TRUE(unit->commit({}));
  EXPECT_EQ(*content_hash(memory, std::span(&flow::matcher, 1)), hash_of_lanes(std::span(&hash, 1)));
}

void save(Memory& memory, ports::Lane lane, std::vector<ports::StateWrite> writes) {
  const auto unit = memory.begin(lane, *memory.claim(lane));
  ASSERT_TRUE(unit->save(std::move(writes)));
  ASSERT_TRUE(unit->commit({}));
}

std::vector<StatePair> pairs_of(const std::vector<ports::StateWrite>& state) {
  std::vector<StatePair> pairs;
  for (const auto& [key, value] : state) pairs.emplace_back(key, *value);
  return pairs;
}

TEST(StateHash, OfWhatIsInHandTellsItApartWhereverItDiffers) {
  const ports::Lane lane{flow::matcher.id, 0};
  Memory memory({.partitions = 1});
  std::vector<ports::StateWrite> state;  // more than is hashed at once
  for (int i = 1000; i < 9000; ++i) state.push_back({std::to_string(i), Bytes(40, 'x')});
  save(memory, lane, state);
  const auto equal = *lane_hashes(memory, lane, pairs_of(state), {});
  EXPECT_EQ(equal.first, equal.second);
  EXPECT_EQ(equal.first, lane_hash(pairs_of(state), {}));
  EXPECT_EQ(*state_hash(memory, std::span(&flow::matcher, 1)), hash_of_lanes(std::span(&equal.first, 1)));
  for (const std::size_t place : {std::size_t{0}, std::size_t{4000}, std::size_t{7999}}) {
    auto other = state;
    other[place].value = Bytes(40, 'y');
    auto apart = *lane_hashes(memory, lane, pairs_of(other), {});
    EXPECT_EQ(apart.first, equal.first);
    EXPECT_NE(apart.second, equal.first);
    save(memory, lane, other);
    EXPECT_EQ(*lane_hashes(memory, lane, pairs_of(other), {}), std::pair(apart.second, apart.second));
    save(memory, lane, state);
    other.erase(other.begin() + static_cast<std::ptrdiff_t>(place));
    EXPECT_NE(lane_hashes(memory, lane, pairs_of(other), {})->second, equal.first);
  }
  ports::Progress further;
  further.next = 1;
  EXPECT_NE(lane_hashes(memory, lane, pairs_of(state), further)->second, equal.first);
}

}  // namespace
}  // namespace tijdig::runtime
