// What it shares with the other back ends is in tests/conformance; here are its faults. Also tests memory_faults.cc.
#include "libs/backends/memory/memory.h"

#include <gtest/gtest.h>

namespace tijdig::memory {
namespace {

using ports::Lane;
using ports::OutRecord;

constexpr Lane lane{2, 0};

OutRecord record(const Bytes& value) { return {1, 0, {}, "key", value}; }

Result<> write(Memory& memory, const Bytes& value, ports::Offset next) {
  const auto unit = memory.begin(lane, memory.epoch(lane));
  ports::Progress progress;
  progress.next = next;
  TIJDIG_DO(unit->publish({record(value)}));
  TIJDIG_DO(unit->save({{"last", value}}));
  return unit->commit(progress);
}

std::vector<Bytes> log_of(Memory& memory) {
  std::vector<ports::InRecord> records;
  EXPECT_TRUE(memory.read(1, 0, 0, 100, records).has_value());
  std::vector<Bytes> values;
  for (const auto& one : records) values.push_back(one.value);
  return values;
}

Bytes last(Memory& memory) {
  std::vector<std::optional<Bytes>> values;
  const Bytes key = "last";
  EXPECT_TRUE(memory.recover(lane).has_value());
  EXPECT_TRUE(memory.load(lane, std::span(&key, 1), values).has_value());
  return values[0].value_or("");
}

TEST(PowerLoss, SparesWhatWasSyncedAndAPrefixOfTheRest) {
  Memory memory({.partitions = 1, .keep_journal = true});
  ASSERT_TRUE(memory.claim(lane).has_value());
  ASSERT_TRUE(memory.append_durably({record("synced")}).has_value());
  for (const Bytes value : {"first", "torn", "behind it"}) ASSERT_TRUE(write(memory, value, 1).has_value());
  ASSERT_EQ(memory.unsynced(), 3U);
  memory.power_loss({true, false, true});
  EXPECT_EQ(log_of(memory), (std::vector<Bytes>{"synced", "first"}));
  EXPECT_EQ(last(memory), "first");
  EXPECT_EQ(memory.unsynced(), 0U);
}

TEST(PowerLoss, TakesAnAcknowledgedRecordOnlyWhenTheDoorDidNotSync) {
  Memory memory({.partitions = 1, .keep_journal = true, .sync_doors = false});
  ASSERT_TRUE(memory.append_durably({record("acknowledged")}).has_value());
  memory.power_loss({false});
  EXPECT_TRUE(log_of(memory).empty());
}

TEST(PowerLoss, TakesAnAppendThatNobodyWaitedForUnlessASyncFollowed) {
  Memory memory({.partitions = 1, .keep_journal = true});
  ASSERT_TRUE(memory.append({record("synced later")}).has_value());
  ASSERT_TRUE(memory.sync().has_value());
  ASSERT_TRUE(memory.append({record("not waited for")}).has_value());
  memory.power_loss({false});
  EXPECT_EQ(log_of(memory), std::vector<Bytes>{"synced later"});
}

TEST(PowerLoss, SparesWhatADoorSyncedApartFromWhatLanesWroteElsewhere) {
  Memory memory({.partitions = 1, .keep_journal = true, .doors_apart = true});
  ASSERT_TRUE(memory.claim(lane).has_value());
  ASSERT_TRUE(write(memory, "by a lane", 1).has_value());
  ASSERT_TRUE(memory.append_durably({{7, 0, {}, "key", "elsewhere"}}).has_value());
  EXPECT_EQ(memory.unsynced(), 2U);
  memory.power_loss({false, false});
  EXPECT_TRUE(log_of(memory).empty());
  EXPECT_EQ(memory.end(7, 0).value_or(0), 1U);
}

TEST(PowerLoss, SparesWhatStoodInThePartitionBeforeADoorAndWhatWasAnnouncedAnywhere) {
  Memory memory({.partitions = 1, .keep_journal = true, .doors_apart = true});
  ASSERT_TRUE(memory.claim(lane).has_value());
  ASSERT_TRUE(write(memory, "by a lane", 1).has_value());
  ASSERT_TRUE(memory.append_durably({record("behind it")}).has_value());
  EXPECT_EQ(memory.unsynced(), 0U);
  ASSERT_TRUE(memory.append({record("day closed")}).has_value());
  ASSERT_TRUE(memory.append_durably({{7, 0, {}, "key", "of the next day"}}).has_value());
  EXPECT_EQ(memory.unsynced(), 0U);
}

TEST(LosingState, IsRolledForwardFromTheChangelog) {
  Memory memory({.partitions = 1, .commit = Commit::log_then_state});
  ASSERT_TRUE(memory.claim(lane).has_value());
  for (const Bytes value : {"one", "two", "three"}) ASSERT_TRUE(write(memory, value, 1).has_value());
  memory.lose_state(lane, 0);
  EXPECT_EQ(last(memory), "three");
}

TEST(LosingState, TakesThePositionBackWhereThereIsNoChangelog) {
  Memory memory({.partitions = 1, .commit = Commit::visible_at_publish, .keep_journal = true});
  ASSERT_TRUE(memory.claim(lane).has_value());
  ASSERT_TRUE(write(memory, "one", 1).has_value());
  ASSERT_TRUE(write(memory, "two", 2).has_value());
  memory.lose_state(lane, 1);
  EXPECT_EQ(last(memory), "one");
  EXPECT_EQ(memory.recover(lane)->next, 1U);
  EXPECT_EQ(log_of(memory).size(), 2U);
}

TEST(LosingState, IsNoticedByTheOwnerBeforeItReadsAgain) {
  Memory memory({.partitions = 1, .commit = Commit::log_then_state});
  ASSERT_TRUE(memory.claim(lane).has_value());
  ASSERT_TRUE(write(memory, "one", 1).has_value());
  memory.lose_state(lane, 0);
  std::vector<std::optional<Bytes>> values;
  const Bytes key = "last";
  const auto loaded = memory.load(lane, std::span(&key, 1), values);
  ASSERT_FALSE(loaded.has_value());
  EXPECT_EQ(loaded.error().severity, Severity::abort_batch);
}

// Fails the first commit after it took effect, as a lost answer does.
class LoseOneAnswer final : public Hook {
 public:
  Result<> before(Call, Lane) override { return {}; }
  Result<> after(Call call, Lane) override {
    if (call != Call::commit || lost_) return {};
    lost_ = true;
    return Error::abort_batch("the answer was lost");
  }

 private:
  bool lost_ = false;
};

TEST(LostAnswer, TearsTheNextTransactionOfAProducerThatGoesOnInPlace) {
  LoseOneAnswer hook;
  Memory memory({.partitions = 1, .commit = Commit::log_then_state, .hook = &hook});
  ASSERT_TRUE(memory.claim(lane).has_value());
  ASSERT_FALSE(write(memory, "one", 1).has_value());
  ASSERT_TRUE(write(memory, "two", 2).has_value());
  EXPECT_EQ(log_of(memory), std::vector<Bytes>{"one"});  // "two" is gone although its commit was answered
}

TEST(LostAnswer, DoesNoHarmToAProducerThatRecoversFirst) {
  LoseOneAnswer hook;
  Memory memory({.partitions = 1, .commit = Commit::log_then_state, .hook = &hook});
  ASSERT_TRUE(memory.claim(lane).has_value());
  ASSERT_FALSE(write(memory, "one", 1).has_value());
  ASSERT_EQ(memory.recover(lane)->next, 1U);
  ASSERT_TRUE(write(memory, "two", 2).has_value());
  EXPECT_EQ(log_of(memory), (std::vector<Bytes>{"one", "two"}));
}

}  // namespace
}  // namespace tijdig::memory
