// What a failing disk may take, and what it may not.
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <future>
#include <random>
#include <thread>

#include "libs/backends/rocksdb/faulty_disk.h"
#include "libs/backends/rocksdb/open.h"
#include "libs/backends/rocksdb/temporary_folder.h"

namespace tijdig::rocksdb_store {
namespace {

using ports::Lane;
using ::testing::HasSubstr;

constexpr Lane lane{1, 0};
constexpr flow::TopicId inbox = 1;
constexpr flow::TopicId outbox = 2;

ports::OutRecord record(flow::TopicId topic, Bytes value) { return {topic, 0, {}, "key", std::move(value)}; }

struct FailingDisk : ::testing::Test {
  void SetUp() override {
    auto opened = open_rocksdb({.folder = temporary.path() / "store", .partitions = 2, .env = disk.env()});
    ASSERT_TRUE(opened) << opened.error().detail;
    store = *std::move(opened);
    epoch = store->claim(lane).value_or(0);
  }

  // One unit: the next output, a count in the state, progress one further.
  Result<> commit_unit(std::uint64_t number) {
    ports::Progress progress;
    progress.next = number + 1;
    const auto unit = store->begin(lane, epoch);
    TIJDIG_DO(unit->publish({record(outbox, std::to_string(number))}));
    TIJDIG_DO(unit->save({{"count", std::to_string(number + 1)}}));
    return unit->commit(progress);
  }

  std::unique_ptr<ports::BackEnd> open_after_power_loss(const FaultyDisk::Left& left = FaultyDisk::only_synced) {
    const auto copy = temporary.path() / ("copy" + std::to_string(copies++));
    disk.copy_after_power_loss(temporary.path() / "store", copy, left);
    auto opened = open_rocksdb({.folder = copy, .partitions = 2});
    EXPECT_TRUE(opened) << opened.error().detail;
    return *std::move(opened);
  }

  TemporaryFolder temporary;
  FaultyDisk disk;
  std::unique_ptr<ports::BackEnd> store;
  std::uint64_t epoch = 0;
  int copies = 0;
};

TEST_F(FailingDisk, APowerLossTakesNothingThatWasAcknowledged) {
  for (std::uint64_t i = 0; i < 20; ++i) {
    ASSERT_TRUE(store->append_durably({record(inbox, std::to_string(i)), record(inbox, "pair")}));
    ASSERT_TRUE(commit_unit(i));
    const auto survivor = open_after_power_loss();
    EXPECT_EQ(survivor->end(inbox, 0).value_or(0), 2 * (i + 1));
  }
}

TEST_F(FailingDisk, APowerLossLeavesOutputsStateAndProgressInStep) {
  for (std::uint64_t i = 0; i < 20; ++i) {
    ASSERT_TRUE(commit_unit(i));
    if (i % 7 == 3) {
      ASSERT_TRUE(store->sync());
    }
    const auto survivor = open_after_power_loss();
    const auto progress = survivor->recover(lane);
    ASSERT_TRUE(progress);
    EXPECT_EQ(survivor->end(outbox, 0).value_or(99), progress->next);
    std::vector<std::optional<Bytes>> values;
    const Bytes key = "count";
    ASSERT_TRUE(survivor->load(lane, std::span(&key, 1), values));
    EXPECT_EQ(values[0].value_or("0"), std::to_string(progress->next));
    EXPECT_EQ(progress->next, i < 3 ? 0 : (i - 3) / 7 * 7 + 4);  // what stood before the last sync
  }
}

TEST_F(FailingDisk, APowerLossTakesAnAppendThatNobodyWaitedForWithAllThatFollowedIt) {
  ASSERT_TRUE(store->append_durably({record(inbox, "signal")}));
  ASSERT_TRUE(store->append({record(inbox, "day closed")}));
  ASSERT_TRUE(commit_unit(0));
  const auto before_sync = open_after_power_loss();
  EXPECT_EQ(before_sync->end(inbox, 0).value_or(0), 1U);
  EXPECT_EQ(before_sync->end(outbox, 0).value_or(9), 0U);
  EXPECT_EQ(before_sync->recover(lane).value_or(ports::Progress{}).next, 0U);
  ASSERT_TRUE(store->append_durably({record(inbox, "signal")}));
  const auto after = open_after_power_loss();
  EXPECT_EQ(after->end(inbox, 0).value_or(0), 3U);
  EXPECT_EQ(after->end(outbox, 0).value_or(0), 1U);
}

TEST_F(FailingDisk, ADoorDoesNotWaitForWhatLanesWroteElsewhere) {
  ASSERT_TRUE(commit_unit(0));
  ASSERT_TRUE(store->append_durably({record(inbox, "signal")}));
  const auto survivor = open_after_power_loss();
  EXPECT_EQ(survivor->end(inbox, 0).value_or(0), 1U);
  EXPECT_EQ(survivor->end(outbox, 0).value_or(9), 0U);
}

TEST_F(FailingDisk, ADoorTakesAlongWhatLanesWroteBeforeItInThePartition) {
  ASSERT_TRUE(commit_unit(0));
  ASSERT_TRUE(store->append_durably({record(outbox, "result of a visit")}));
  const auto survivor = open_after_power_loss();
  EXPECT_EQ(survivor->end(outbox, 0).value_or(0), 2U);
  EXPECT_EQ(survivor->recover(lane).value_or(ports::Progress{}).next, 1U);
}

TEST_F(FailingDisk, ADoorTakesAlongWhatWasAnnouncedBeforeItAnywhere) {
  ASSERT_TRUE(store->append({record(outbox, "day closed")}));
  ASSERT_TRUE(store->append_durably({record(inbox, "signal of the next day")}));
  const auto survivor = open_after_power_loss();
  EXPECT_EQ(survivor->end(outbox, 0).value_or(0), 1U);
  EXPECT_EQ(survivor->end(inbox, 0).value_or(0), 1U);
}

TEST_F(FailingDisk, WhatARestartFoundUnsyncedStays) {
  ASSERT_TRUE(commit_unit(0));
  store.reset();
  store = *open_rocksdb({.folder = temporary.path() / "store", .partitions = 2, .env = disk.env()});
  ASSERT_EQ(store->end(outbox, 0).value_or(0), 1U);
  const auto survivor = open_after_power_loss();
  EXPECT_EQ(survivor->end(outbox, 0).value_or(0), 1U);
}

TEST_F(FailingDisk, ASyncKeepsAllThatCouldBeSeen) {
  ASSERT_TRUE(store->append({record(inbox, "day closed")}));
  ASSERT_TRUE(commit_unit(0));
  ASSERT_TRUE(store->sync());
  const auto survivor = open_after_power_loss();
  EXPECT_EQ(survivor->end(inbox, 0).value_or(0), 1U);
  EXPECT_EQ(survivor->end(outbox, 0).value_or(0), 1U);
}

TEST_F(FailingDisk, ASyncOfNothingNewAsksNothingOfTheDisk) {
  ASSERT_TRUE(store->append({record(inbox, "a")}));
  ASSERT_TRUE(store->sync());
  disk.fail_syncs();
  EXPECT_TRUE(store->sync());
  ASSERT_TRUE(store->append({record(inbox, "b")}));
  EXPECT_FALSE(store->sync());
  EXPECT_FALSE(store->sync());
}

TEST_F(FailingDisk, AFailedSyncIsNeitherAcknowledgedNorTriedAgain) {
  disk.fail_syncs();
  const Result<> first = store->append_durably({record(inbox, "a")});
  ASSERT_FALSE(first);
  EXPECT_EQ(first.error().severity, Severity::fatal);
  EXPECT_FALSE(store->append_durably({record(inbox, "b")}));
  EXPECT_FALSE(commit_unit(0));
}

TEST_F(FailingDisk, NoDoorTakesAnythingOnceASyncBesideTheStateFailed) {
  ASSERT_TRUE(commit_unit(0));
  disk.fail_syncs();
  ASSERT_FALSE(store->sync());
  disk.mend_syncs();
  EXPECT_FALSE(store->append_durably({record(inbox, "a")})) << "the kernel may have dropped what was to be synced";
}

TEST_F(FailingDisk, AFullDiskStopsTheProcessAndARestartGoesOn) {
  ASSERT_TRUE(store->append_durably({record(inbox, "a")}));
  disk.fill();
  const Result<> full = store->append_durably({record(inbox, "b")});
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().severity, Severity::fatal);
  EXPECT_THAT(full.error().detail, HasSubstr("full"));
  EXPECT_FALSE(commit_unit(0));
  store.reset();
  const auto again = open_rocksdb({.folder = temporary.path() / "store", .partitions = 2});
  ASSERT_TRUE(again) << again.error().detail;
  EXPECT_EQ((*again)->end(inbox, 0).value_or(0), 1U);
  EXPECT_TRUE((*again)->append_durably({record(inbox, "b")}));
}

// The kernel writes pages whenever it likes: of each file some of what was not synced may be left, or all, or none.
TEST_F(FailingDisk, WhateverAPowerLossLeavesThePartitionsHaveNoHoles) {
  std::mt19937 chance(2112);
  const auto up_to = [&chance](std::uint64_t most) {
    return std::uniform_int_distribution<std::uint64_t>(0, most)(chance);
  };
  const auto some = [&up_to](const std::string& file, FileFate fate) {
    const std::uint64_t unsynced = fate.written_bytes - fate.synced_bytes;
    if (!file.ends_with(".log") || up_to(2) == 0) return fate.synced_bytes;
    return fate.synced_bytes + (up_to(1) == 0 ? unsynced : up_to(unsynced));
  };
  std::uint64_t units = 0;
  std::ptrdiff_t announced = 0;
  std::ptrdiff_t announced_before_a_door = 0;
  std::array<ports::Offset, 3> acknowledged{};  // end of each topic
  for (int turn = 0; turn < 150; ++turn) {
    const flow::TopicId topic = up_to(1) == 0 ? inbox : outbox;
    const std::uint64_t what = up_to(9);
    if (what < 4) {
      ASSERT_TRUE(commit_unit(units++));
    } else if (what < 8) {
      ASSERT_TRUE(store->append_durably({record(topic, "by a door")}));
      acknowledged[topic] = store->end(topic, 0).value_or(0);
      announced_before_a_door = announced;
    } else if (what == 8) {
      ASSERT_TRUE(store->append({record(topic, "day closed")}));
      ++announced;
    } else {
      ASSERT_TRUE(store->sync());
    }
    const auto survivor = open_after_power_loss(some);
    std::ptrdiff_t announcements_left = 0;
    for (const flow::TopicId read : {inbox, outbox}) {
      std::vector<ports::InRecord> records;
      const auto end = survivor->read(read, 0, 0, 1000, records);
      ASSERT_TRUE(end) << end.error().detail;
      EXPECT_EQ(records.size(), survivor->end(read, 0).value_or(0));
      EXPECT_GE(records.size(), acknowledged[read]);
      announcements_left += std::count_if(records.begin(), records.end(),
                                          [](const ports::InRecord& one) { return one.value == "day closed"; });
    }
    EXPECT_GE(announcements_left, announced_before_a_door);
    std::vector<std::optional<Bytes>> values;
    const Bytes key = "count";
    ASSERT_TRUE(survivor->load(lane, std::span(&key, 1), values));
    EXPECT_EQ(values[0].value_or("0"), std::to_string(survivor->recover(lane)->next));
  }
}

TEST(SharedSync, NobodySeesADoorsRecordBeforeItIsSynced) {
  const TemporaryFolder temporary;
  FaultyDisk disk;
  std::atomic<ports::BackEnd*> opened{nullptr};
  std::vector<ports::Offset> seen;
  disk.before_each_log_sync([&] {
    if (opened != nullptr) seen.push_back(opened.load()->end(inbox, 0).value_or(99));
  });
  const auto store = open_rocksdb({.folder = temporary.path(), .partitions = 2, .env = disk.env()});
  ASSERT_TRUE(store);
  opened = store->get();
  ASSERT_TRUE((*store)->append_durably({record(inbox, "a")}));
  ASSERT_TRUE((*store)->append_durably({record(inbox, "b"), record(inbox, "c")}));
  EXPECT_EQ(seen, (std::vector<ports::Offset>{0, 1}));
  EXPECT_EQ((*store)->end(inbox, 0).value_or(0), 3U);
}

// While a door waits for the disk somebody appends behind it; `disk_holds` says what the disk answers the door then.
struct BehindADoor {
  Result<> door;
  Result<> behind;
  ports::Offset seen_meanwhile;
  ports::Offset end;
};
BehindADoor append_behind_a_door(bool disk_holds) {
  const TemporaryFolder temporary;
  FaultyDisk disk;
  std::promise<void> door_waits;
  std::promise<void> door_may_go_on;
  std::atomic<bool> armed{false};
  disk.before_each_log_sync([&] {
    if (!armed.exchange(false)) return;
    door_waits.set_value();
    door_may_go_on.get_future().wait();
  });
  const auto store = *open_rocksdb({.folder = temporary.path(), .partitions = 2, .env = disk.env()});
  armed = true;
  BehindADoor seen;
  std::thread door([&] { seen.door = store->append_durably({record(outbox, "a")}); });
  door_waits.get_future().wait();
  std::thread behind([&] { seen.behind = store->append({record(outbox, "b")}); });
  for (int turn = 0; turn < 200; ++turn) std::this_thread::yield();  // who does not wait has time to be wrong
  seen.seen_meanwhile = store->end(outbox, 0).value_or(9);
  if (!disk_holds) disk.fail_syncs();
  door_may_go_on.set_value();
  door.join();
  behind.join();
  seen.end = store->end(outbox, 0).value_or(9);
  return seen;
}

TEST(SharedSync, WhoAppendsBehindADoorWaitsForItsSync) {
  const BehindADoor seen = append_behind_a_door(true);
  EXPECT_TRUE(seen.door && seen.behind);
  EXPECT_EQ(seen.seen_meanwhile, 0U);
  EXPECT_EQ(seen.end, 2U);
}

TEST(SharedSync, NothingIsAppendedBehindADoorWhoseSyncFails) {
  for (int turn = 0; turn < 10; ++turn) {
    const BehindADoor seen = append_behind_a_door(false);
    EXPECT_FALSE(seen.door);
    EXPECT_FALSE(seen.behind);
    EXPECT_EQ(seen.end, 0U);
  }
}

TEST(SharedSync, LanesGoOnWritingWhileADoorWaitsForTheDisk) {
  const TemporaryFolder temporary;
  FaultyDisk disk;
  std::promise<void> sync_begun;
  std::promise<void> unit_committed;
  std::atomic<bool> armed{false};
  disk.before_each_log_sync([&] {
    if (!armed.exchange(false)) return;
    sync_begun.set_value();
    unit_committed.get_future().wait();
  });
  const auto store = open_rocksdb({.folder = temporary.path(), .partitions = 2, .env = disk.env()});
  ASSERT_TRUE(store);
  const auto epoch = (*store)->claim(lane);
  ASSERT_TRUE(epoch);
  armed = true;
  std::thread door([&store] { EXPECT_TRUE((*store)->append_durably({record(inbox, "a")})); });
  sync_begun.get_future().wait();
  EXPECT_TRUE((*store)->begin(lane, *epoch)->commit({}));
  unit_committed.set_value();
  door.join();
}

}  // namespace
}  // namespace tijdig::rocksdb_store
