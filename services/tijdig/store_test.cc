#include "services/tijdig/store.h"

#include <gtest/gtest.h>

#include "services/tijdig/test_town.h"

namespace tijdig::commands {
namespace {

StoreOptions store_in(const TestFolder& folder, std::vector<std::string> set) {
  StoreOptions options;
  options.data = folder.path() / "data";
  options.set = std::move(set);
  return options;
}

std::filesystem::path rules_in(const TestFolder& folder) {
  return folder.write("zoetermeer.yaml", zoetermeer_policy()->yaml);
}

TEST(OpenTown, MakesAFolderWithAsManyPartitionsAsTheSettingsSay) {
  const TestFolder folder("store");
  {
    const auto town = open_town(store_in(folder, {"engine.partitions=4"}), rules_in(folder));
    ASSERT_TRUE(town) << town.error().detail;
    EXPECT_EQ((*town)->back_end().partitions(), 4);
  }
  const auto again = open_town(store_in(folder, {}), std::nullopt);
  ASSERT_TRUE(again) << again.error().detail;
  EXPECT_EQ((*again)->back_end().partitions(), 4) << "fixed when the folder was made";
}

TEST(EmbeddedOptions, TakeEverySettingOfTheEngine) {
  StoreOptions store;
  store.set = {"engine.partitions=4", "engine.workers=3", "engine.batch_records=77"};
  store.set.emplace_back("engine.cache_bytes_max=5 MiB");
  const auto settings = settings_of(store);
  ASSERT_TRUE(settings) << settings.error().detail;
  const EmbeddedOptions options = embedded_options(*settings, "data", "rules.yaml");
  EXPECT_EQ(options.data, "data");
  EXPECT_EQ(options.policy_file, "rules.yaml");
  EXPECT_EQ(options.partitions, 4);
  EXPECT_EQ(options.workers, 3U);
  EXPECT_EQ(options.batch_records, 77U);
  EXPECT_EQ(options.cache_bytes_max, std::size_t{5} << 20);
}

TEST(OpenTown, NeedsADataFolderToBeNamed) {
  const auto town = open_town({}, std::nullopt);
  ASSERT_FALSE(town);
  EXPECT_EQ(town.error().detail, "--data DIR is needed");
}

}  // namespace
}  // namespace tijdig::commands
