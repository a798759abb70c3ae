// Tests rebuild.cc on a real folder.
#include <gmock/gmock.h>

#include "libs/backends/rocksdb/open.h"
#include "libs/runtime/state_hash.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/importer.h"
#include "services/tijdig/test_town.h"

namespace tijdig::commands {
namespace {

class Rebuild : public testing::Test {
 protected:
  Rebuild() {
    options_.data = folder_.path() / "data";
    files_.write("2018-10-12_signals_dunea.csv", signals_csv({signal_row("K1", "12", "100,00")}));
    rocksdb_store::RocksDbOptions store;
    store.folder = options_.data / "store";
    store.partitions = 4;
    const auto opened = Embedded::on(*rocksdb_store::open_rocksdb(store), *zoetermeer_policy(), {});
    EXPECT_TRUE(opened);
    Importer importer(**opened, Date(2018, 11, 1));
    EXPECT_TRUE(importer.take(*doors::files_behind({files_.path()})));
  }

  Hash128 hash() const {
    const auto store = open_folder_to_read(options_.data);
    return *runtime::state_hash(**store, flow::stages);
  }

  void spoil_the_matcher() const {
    const auto store = *open_folder_to_repair(options_.data);
    for (ports::Partition partition = 0; partition < store->partitions(); ++partition) {
      const ports::Lane lane{flow::matcher.id, partition};
      const ports::Progress progress = *store->recover(lane);
      const auto unit = store->begin(lane, *store->claim(lane));
      EXPECT_TRUE(unit->publish({}));
      EXPECT_TRUE(unit->save({{"stray", "nobody can read this"}}));
      EXPECT_TRUE(unit->commit(progress));
    }
  }

  TestFolder folder_{"rebuild"};
  TestFolder files_{"rebuild-files"};
  RebuildOptions options_;
};

TEST_F(Rebuild, OfASoundFolderChangesNothing) {
  const Hash128 before = hash();
  options_.repair = true;
  EXPECT_EQ(rebuild(options_), exit_done);
  EXPECT_EQ(hash(), before);
}

TEST_F(Rebuild, SaysThatStateIsSpoiltAndRepairsItWhenAsked) {
  const Hash128 before = hash();
  spoil_the_matcher();
  const Hash128 spoilt = hash();
  EXPECT_NE(spoilt, before);
  EXPECT_EQ(rebuild(options_), exit_failed);
  EXPECT_EQ(hash(), spoilt);
  options_.repair = true;
  EXPECT_EQ(rebuild(options_), exit_done);
  EXPECT_EQ(hash(), before);
  options_.repair = false;
  EXPECT_EQ(rebuild(options_), exit_done);
}

TEST_F(Rebuild, RepairsNoServers) {
  options_.repair = true;
  options_.backend = "kafka";
  EXPECT_NE(rebuild(options_), exit_done);
}

TEST_F(Rebuild, RepairsNoFolderThatAnotherProcessWorksOn) {
  spoil_the_matcher();
  const auto busy = open_folder_to_repair(options_.data);
  ASSERT_TRUE(busy);
  options_.repair = true;
  EXPECT_EQ(rebuild(options_), exit_nothing_taken);
}

}  // namespace
}  // namespace tijdig::commands
