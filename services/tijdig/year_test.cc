// A whole simulated year through the six services: the same bytes wherever and however it is run. The processors, doors
// and commands of town_year.cc, importer.cc, embedded.cc and doors/ are under test together here.
#include <gtest/gtest.h>
#include <unistd.h>

#include "libs/backends/memory/memory.h"
#include "libs/runtime/log_hash.h"
#include "libs/runtime/rebuild.h"
#include "services/reporting/print.h"
#include "services/reporting/shell/read_report.h"
#include "services/tijdig/importer.h"
#include "services/tijdig/published.h"
#include "services/tijdig/town_year.h"
#include "services/tijdig/zoetermeer_policy.h"

namespace tijdig::commands {
namespace {

constexpr std::uint64_t seed = 41;

struct Lived {
  std::unique_ptr<Embedded> town;
  std::string report;
  runtime::TopicHashes in_place;
  runtime::TopicHashes by_key;
};

std::unique_ptr<Embedded> empty_town(ports::Partition partitions, unsigned workers) {
  memory::MemoryOptions memory;
  memory.partitions = partitions;
  EmbeddedOptions options;
  options.workers = workers;
  auto town = Embedded::on(std::make_unique<memory::Memory>(memory), *zoetermeer_policy(), options);
  EXPECT_TRUE(town);
  return *std::move(town);
}

Lived live(ports::Partition partitions, unsigned workers = 1) {
  Lived lived;
  lived.town = empty_town(partitions, workers);
  town::YearOfZoetermeer year(seed);
  EXPECT_TRUE(live_through(year, *lived.town, {}));
  lived.report = print(*reporting::read_report(lived.town->back_end(), lived.town->policy()), reporting::Format::json);
  lived.in_place = *runtime::hash_in_place(lived.town->back_end());
  lived.by_key = *runtime::hash_by_key(lived.town->back_end());
  return lived;
}

// One life of the year for all tests that only look at it.
const Lived& sixteen_partitions() {
  static const Lived lived = live(16);
  return lived;
}

TEST(Year, GivesTheSameBytesInTheSamePlacesTheSecondTime) {
  const Lived again = live(16);
  EXPECT_EQ(again.in_place, sixteen_partitions().in_place);
  EXPECT_EQ(again.report, sixteen_partitions().report);
}

TEST(Year, SaysTheSameOfEveryKeyWithOnePartition) {
  const Lived one = live(1);
  EXPECT_EQ(one.by_key, sixteen_partitions().by_key);
  EXPECT_EQ(one.report, sixteen_partitions().report);
}

TEST(Year, SaysTheSameOfEveryKeyWithFourThreads) {
  const Lived threaded = live(16, 4);
  EXPECT_EQ(threaded.by_key, sixteen_partitions().by_key);
  EXPECT_EQ(threaded.report, sixteen_partitions().report);
}

TEST(Year, FollowsFromItsLogAlone) {
  const auto report = runtime::rebuild(sixteen_partitions().town->back_end(), all_stages(), nullptr, {});
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->is_equal());
}

TEST(Year, DeliversExactlyTheCountsOfTable21) {
  const auto report =
      reporting::read_report(sixteen_partitions().town->back_end(), sixteen_partitions().town->policy());
  ASSERT_TRUE(report);
  int cells = 0;
  for (const Compared& one : compare(*report, Published(published_zoetermeer))) {
    if (one.table != "2.1") continue;
    EXPECT_EQ(one.ours.text(), one.published.value_or("nothing")) << one.row << ", " << one.ours.column;
    ++cells;
  }
  EXPECT_EQ(cells, 13 * 8);
}

TEST(Year, MatchesWithinATenthOfThePublishedHouseholds) {
  const auto report =
      reporting::read_report(sixteen_partitions().town->back_end(), sixteen_partitions().town->policy());
  ASSERT_TRUE(report);
  const reporting::Figure* matches = report->find("funnel")->find("matches", "n");
  ASSERT_NE(matches, nullptr);
  EXPECT_NEAR(static_cast<double>(matches->numerator), 572.0, 57.2);
}

TEST(Year, ChangesNothingWhenItIsImportedAfterItWasLived) {
  const std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / ("tijdig-year-test-" + std::to_string(getpid()));
  std::filesystem::remove_all(folder);
  auto lived = empty_town(16, 1);
  town::YearOfZoetermeer year(seed);
  YearOptions options;
  options.out = folder;
  ASSERT_TRUE(live_through(year, *lived, options));
  const auto files = doors::files_behind({folder});
  ASSERT_TRUE(files);

  auto imported = empty_town(16, 1);
  ASSERT_TRUE(Importer(*imported, year.last_day().plus_days(1)).take(*files));
  EXPECT_EQ(*runtime::hash_in_place(imported->back_end()), *runtime::hash_in_place(lived->back_end()));

  const auto before = print(*reporting::read_report(lived->back_end(), lived->policy()), reporting::Format::json);
  ASSERT_TRUE(Importer(*lived, year.last_day().plus_days(1)).take(*files));
  EXPECT_EQ(print(*reporting::read_report(lived->back_end(), lived->policy()), reporting::Format::json), before);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace tijdig::commands
