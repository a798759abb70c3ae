// The newest blocks in memory: which of them a reader gets, and which go when there are too many. The rest of log.cc is
// held to its contract by tests/conformance. Also tests log.cc, back_end.cc.
#include "libs/backends/rocksdb/log_tail.h"

#include <gmock/gmock.h>

#include "libs/backends/rocksdb/open.h"
#include "libs/backends/rocksdb/temporary_folder.h"

namespace tijdig::rocksdb_store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TailBlock block(ports::Offset first, std::size_t bytes = 10) { return {first, std::make_shared<Bytes>(bytes, 'x')}; }

std::vector<ports::Offset> firsts(const std::vector<TailBlock>& blocks) {
  std::vector<ports::Offset> offsets;
  for (const TailBlock& one : blocks) offsets.push_back(one.first);
  return offsets;
}

TEST(LogTail, GivesTheBlocksThatHoldARange) {
  TailBudget budget;
  LogTail tail;
  budget.keep(tail, {block(10), block(20), block(30)});
  EXPECT_THAT(firsts(tail.blocks(10, 11)), ElementsAre(10U));
  EXPECT_THAT(firsts(tail.blocks(15, 21)), ElementsAre(10U, 20U));
  EXPECT_THAT(firsts(tail.blocks(20, 30)), ElementsAre(20U));
  EXPECT_THAT(firsts(tail.blocks(35, 99)), ElementsAre(30U));
  EXPECT_THAT(firsts(tail.blocks(0, 25)), ElementsAre(10U, 20U));
  EXPECT_THAT(firsts(tail.blocks(0, 10)), IsEmpty());
}

TEST(LogTail, LosesTheOldestOfAllPartitionsWhenThereIsNoRoom) {
  TailBudget budget;
  LogTail one;
  LogTail other;
  const std::size_t third = TailBudget::bytes_max / 3;
  budget.keep(one, {block(0, third)});
  budget.keep(other, {block(0, third)});
  budget.keep(one, {block(5, third), block(9, third)});
  EXPECT_THAT(firsts(one.blocks(0, 99)), ElementsAre(5U, 9U));
  EXPECT_THAT(firsts(other.blocks(0, 99)), ElementsAre(0U));
}

TEST(LogTail, KeepsNothingThatIsLargerThanTheRoom) {
  TailBudget budget;
  LogTail tail;
  budget.keep(tail, {block(0, TailBudget::bytes_max + 1)});
  EXPECT_THAT(tail.blocks(0, 99), IsEmpty());
}

TEST(Log, IsTheSameWhetherReadFromFilesMemoryOrBoth) {
  const TemporaryFolder temporary;
  const auto open = [&] { return *open_rocksdb({.folder = temporary.path(), .partitions = 1}); };
  std::vector<ports::InRecord> before;
  {
    const auto store = open();
    // Twice what stays in memory, so that reading begins in files and ends in memory.
    for (int i = 0; i < 480; ++i) {
      std::vector<ports::OutRecord> records;
      for (int part = 0; part < 10; ++part)
        records.push_back({1, 0, {}, std::to_string(i), Bytes(10'000, static_cast<char>('a' + part))});
      ASSERT_TRUE(store->append_durably(std::move(records)));
    }
    while (before.size() < 4800) ASSERT_TRUE(store->read(1, 0, before.size(), 37, before));
  }
  std::vector<ports::InRecord> after;
  const auto store = open();
  ASSERT_TRUE(store->read(1, 0, 0, 1'000'000, after));
  EXPECT_EQ(before.size(), 4800U);
  EXPECT_TRUE(before == after);
  for (std::size_t i = 0; i < after.size(); ++i) ASSERT_EQ(after[i].offset, i);
}

}  // namespace
}  // namespace tijdig::rocksdb_store
