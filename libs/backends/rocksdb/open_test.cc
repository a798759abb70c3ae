// Opening a folder: what is refused, in one line that names it, and looking while another works. Also tests
// database.cc, folder.cc, log.cc, tuning.cc.
#include <gmock/gmock.h>

#include <rocksdb/write_batch.h>

#include <algorithm>
#include <fstream>
#include <initializer_list>

#include "libs/backends/rocksdb/database.h"
#include "libs/backends/rocksdb/log_format.h"
#include "libs/backends/rocksdb/open.h"
#include "libs/backends/rocksdb/temporary_folder.h"

namespace tijdig::rocksdb_store {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

ports::OutRecord record(Bytes value) { return {1, 0, {}, "key", std::move(value)}; }

std::string refusal(const RocksDbOptions& options) {
  const auto opened = open_rocksdb(options);
  if (opened) return "opened";
  EXPECT_EQ(opened.error().severity, Severity::refused);
  EXPECT_THAT(opened.error().detail, Not(HasSubstr("\n")));
  EXPECT_THAT(opened.error().detail, HasSubstr(options.folder.string()));
  return opened.error().detail;
}

TEST(OpenRocksDb, MakesTheFolderAndRemembersItsPartitions) {
  const TemporaryFolder temporary;
  const auto folder = temporary.path() / "deep" / "store";
  ASSERT_TRUE(open_rocksdb({.folder = folder, .partitions = 5}));
  const auto again = open_rocksdb({.folder = folder});
  ASSERT_TRUE(again);
  EXPECT_EQ((*again)->partitions(), 5U);
}

TEST(OpenRocksDb, RefusesAFolderThatAnotherHasOpen) {
  const TemporaryFolder temporary;
  const auto first = open_rocksdb({.folder = temporary.path(), .partitions = 2});
  ASSERT_TRUE(first);
  EXPECT_THAT(refusal({.folder = temporary.path(), .partitions = 2}), HasSubstr("in use"));
}

TEST(OpenRocksDb, RefusesAnotherNumberOfPartitions) {
  const TemporaryFolder temporary;
  ASSERT_TRUE(open_rocksdb({.folder = temporary.path(), .partitions = 2}));
  EXPECT_THAT(refusal({.folder = temporary.path(), .partitions = 3}), AllOf(HasSubstr("2"), HasSubstr("3")));
}

TEST(OpenRocksDb, RefusesANewFolderWithoutANumberOfPartitions) {
  const TemporaryFolder temporary;
  EXPECT_THAT(refusal({.folder = temporary.path()}), HasSubstr("how many partitions"));
}

TEST(OpenRocksDb, RefusesAFolderWithoutAStoreUnlessItMayMakeOne) {
  const TemporaryFolder temporary;
  EXPECT_THAT(refusal({.folder = temporary.path() / "none", .partitions = 2, .create_if_missing = false}),
              HasSubstr("no tijdig data folder"));
  EXPECT_THAT(refusal({.folder = temporary.path() / "none", .read_only = true}), HasSubstr("no tijdig data folder"));
}

TEST(OpenRocksDb, RefusesAFolderThatCannotBeMade) {
  const TemporaryFolder temporary;
  std::ofstream(temporary.path() / "a_file") << "x";
  EXPECT_THAT(refusal({.folder = temporary.path() / "a_file" / "store", .partitions = 2}), HasSubstr("cannot make"));
}

TEST(OpenRocksDb, LooksWhileAnotherWorks) {
  const TemporaryFolder temporary;
  const auto worker = open_rocksdb({.folder = temporary.path(), .partitions = 2});
  ASSERT_TRUE(worker);
  ASSERT_TRUE((*worker)->append_durably({record("a"), record("b")}));
  const auto looker = open_rocksdb({.folder = temporary.path(), .read_only = true});
  ASSERT_TRUE(looker) << looker.error().detail;
  EXPECT_EQ((*looker)->partitions(), 2U);
  std::vector<ports::InRecord> records;
  ASSERT_TRUE((*looker)->read(1, 0, 0, 10, records));
  EXPECT_EQ(records.size(), 2U);
  EXPECT_TRUE((*looker)->sync());
  EXPECT_FALSE((*looker)->append_durably({record("c")}));
  EXPECT_FALSE((*looker)->claim({1, 0}));
  ASSERT_TRUE((*worker)->append_durably({record("d")}));
}

// A folder as format 1 had it: one database, with one record that a door brought.
void make_old_folder(const std::filesystem::path& folder) {
  const auto database = Database::open({.folder = folder}, Role::lanes, tuned_memory());
  ASSERT_TRUE(database);
  const ports::OutRecord old = record("old");
  const ports::OutRecord* const records[] = {&old};
  Bytes block;
  encode_log_block(records, block);
  rocksdb::WriteBatch batch;
  ASSERT_TRUE(batch.Put((*database)->log(), log_key(1, 0, 0), block).ok());
  ASSERT_TRUE(batch.Put((*database)->meta(), "format", Bytes("\x01\0\x02", 3)).ok());
  ASSERT_TRUE((*database)->write(batch));
}

std::vector<Bytes> values_in(ports::BackEnd& store) {
  std::vector<ports::InRecord> records;
  EXPECT_TRUE(store.read(1, 0, 0, 10, records));
  std::vector<Bytes> values;
  for (const ports::InRecord& read : records) values.push_back(read.value);
  return values;
}

TEST(OpenRocksDb, TakesOverAnOlderFolderWhenItMayWrite) {
  const TemporaryFolder temporary;
  make_old_folder(temporary.path());
  {
    const auto looker = open_rocksdb({.folder = temporary.path(), .read_only = true});
    ASSERT_TRUE(looker) << looker.error().detail;
    EXPECT_THAT(values_in(**looker), ElementsAre("old"));
    EXPECT_TRUE((*looker)->sync());
  }
  for (const char* value : {"new", "newer"}) {
    const auto store = open_rocksdb({.folder = temporary.path()});
    ASSERT_TRUE(store) << store.error().detail;
    ASSERT_TRUE((*store)->append_durably({record(value)}));
  }
  const auto store = open_rocksdb({.folder = temporary.path()});
  ASSERT_TRUE(store);
  EXPECT_THAT(values_in(**store), ElementsAre("old", "new", "newer"));
}

TEST(OpenRocksDb, GoesOnWhereTheMakingOfAFolderWasCutOff) {
  const TemporaryFolder temporary;
  ASSERT_TRUE(Database::open({.folder = temporary.path()}, Role::lanes, tuned_memory()));
  EXPECT_THAT(refusal({.folder = temporary.path(), .read_only = true}), HasSubstr("names no format"));
  for (const ports::Partition asked : std::initializer_list<ports::Partition>{3, 5}) {  // the second is too late
    const auto store = open_rocksdb({.folder = temporary.path(), .partitions_if_new = asked});
    ASSERT_TRUE(store) << store.error().detail;
    EXPECT_EQ((*store)->partitions(), 3U);
  }
}

TEST(OpenRocksDb, RefusesAFolderWhoseDoorsAreGone) {
  const TemporaryFolder temporary;
  ASSERT_TRUE(open_rocksdb({.folder = temporary.path(), .partitions = 2}));
  std::filesystem::remove_all(temporary.path() / "doors");
  EXPECT_THAT(refusal({.folder = temporary.path()}), HasSubstr("doors"));
}

TEST(OpenRocksDb, ReadsOnAcrossBothLogsHoweverTheyAlternate) {
  const TemporaryFolder temporary;
  const auto fill = [&](ports::BackEnd& store) {
    for (const char* value : {"a", "b", "c"}) ASSERT_TRUE(store.append_durably({record(value), record("-")}));
    ASSERT_TRUE(store.append({record("d")}));
    ASSERT_TRUE(store.sync());
    ASSERT_TRUE(store.append_durably({record("e")}));
    ASSERT_TRUE(store.append({record("f")}));
  };
  fill(**open_rocksdb({.folder = temporary.path(), .partitions = 2}));
  const auto store = open_rocksdb({.folder = temporary.path()});  // nothing of it is in memory now
  ASSERT_TRUE(store);
  const std::vector<Bytes> all{"a", "-", "b", "-", "c", "-", "d", "e", "f"};
  for (std::size_t from = 0; from <= all.size(); ++from) {
    for (std::size_t count = 1; count <= all.size(); ++count) {
      std::vector<ports::InRecord> records;
      ASSERT_TRUE((*store)->read(1, 0, from, count, records));
      ASSERT_EQ(records.size(), std::min(count, all.size() - from));
      for (std::size_t i = 0; i < records.size(); ++i) EXPECT_EQ(records[i].value, all[from + i]);
    }
  }
}

// The lanes' database as it was opened first, the doors' as it was a moment later.
TEST(OpenRocksDb, WhoLooksOnSeesNoRecordBehindOneThatIsMissing) {
  const TemporaryFolder temporary;
  const auto folder = temporary.path() / "store";
  const auto seen = temporary.path() / "seen";
  const auto worker = open_rocksdb({.folder = folder, .partitions = 2});
  ASSERT_TRUE(worker);
  ASSERT_TRUE((*worker)->append_durably({record("a")}));
  std::filesystem::copy(folder, seen, std::filesystem::copy_options::recursive);
  ASSERT_TRUE((*worker)->append({record("missing")}));
  ASSERT_TRUE((*worker)->sync());
  ASSERT_TRUE((*worker)->append_durably({record("behind it")}));
  std::filesystem::remove_all(seen / "doors");
  std::filesystem::copy(folder / "doors", seen / "doors", std::filesystem::copy_options::recursive);
  const auto looker = open_rocksdb({.folder = seen, .read_only = true});
  ASSERT_TRUE(looker) << looker.error().detail;
  EXPECT_THAT(values_in(**looker), ElementsAre("a"));
  EXPECT_EQ((*looker)->end(1, 0).value_or(9), 1U);
}

TEST(OpenRocksDb, AnAppendToAPartitionThatIsNotThereLeavesNothing) {
  const TemporaryFolder temporary;
  const auto store = open_rocksdb({.folder = temporary.path(), .partitions = 2});
  ASSERT_TRUE(store);
  EXPECT_FALSE((*store)->append_durably({record("fits"), {1, 2, {}, "key", "nowhere"}}));
  EXPECT_FALSE((*store)->claim({1, 2}));
  EXPECT_EQ((*store)->end(1, 0).value_or(9), 0U);
  EXPECT_TRUE((*store)->append_durably({record("next")}));
  EXPECT_EQ((*store)->end(1, 0).value_or(9), 1U);
}

TEST(OpenRocksDb, ANearlyFullDiskClosesTheDoorsAndNotTheLanes) {
  const TemporaryFolder temporary;
  const auto store = open_rocksdb({.folder = temporary.path(), .partitions = 2, .free_bytes_min = ~std::uint64_t{0}});
  ASSERT_TRUE(store);
  const Result<> refused = (*store)->append_durably({record("a")});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().severity, Severity::retry);
  const auto epoch = (*store)->claim({1, 0});
  ASSERT_TRUE(epoch);
  EXPECT_TRUE((*store)->begin({1, 0}, *epoch)->commit({}));
}

}  // namespace
}  // namespace tijdig::rocksdb_store
