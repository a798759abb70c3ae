#include "services/tijdig/importer.h"

#include <gmock/gmock.h>

#include "libs/runtime/log_hash.h"
#include "libs/runtime/state_hash.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/test_town.h"

namespace tijdig::commands {
namespace {

using testing::ElementsAre;

const Date today(2018, 11, 1);

ImportSummary taken(Embedded& town, const TestFolder& folder) {
  Importer importer(town, today);
  const auto files = doors::files_behind({folder.path()});
  EXPECT_TRUE(files);
  const auto summary = importer.take(*files);
  EXPECT_TRUE(summary);
  return *summary;
}

std::optional<Date> last_closed(Embedded& town) { return *town.calendar().last_day_closed(town.municipality()); }

TEST(Import, EndsWith0WhenEverythingWasTakenAndAgainWhenItIsRepeated) {
  auto town = town_in_memory();
  const TestFolder folder("import-all");
  folder.write("2018-10-12_signals_dunea.csv", signals_csv({signal_row("K1", "12", "100,00")}));
  EXPECT_EQ(taken(*town, folder).exit_code(), exit_done);
  const ImportSummary again = taken(*town, folder);
  EXPECT_EQ(again.exit_code(), exit_done);
  EXPECT_EQ(again.rows_taken(), 0U);
  EXPECT_EQ(again.rows_known(), 1U);
}

TEST(Import, EndsWith3WhenSomeRowsOrSomeFilesWereRefused) {
  auto town = town_in_memory();
  const TestFolder rows("import-rows");
  rows.write("2018-10-12_signals_dunea.csv",
             signals_csv({signal_row("K1", "12", "100,00"), signal_row("K2", "14", "1,00")}));
  EXPECT_EQ(taken(*town, rows).exit_code(), exit_some_refused);
  const TestFolder files("import-files");
  files.write("2018-10-13_signals_dunea.csv", signals_csv({signal_row("K4", "12", "100,00")}));
  files.write("2018-10-13_signals_vestia.csv", "niets\n");
  const ImportSummary summary = taken(*town, files);
  EXPECT_EQ(summary.exit_code(), exit_some_refused);
  EXPECT_EQ(summary.rows_refused(), 0U);
  EXPECT_EQ(summary.files_refused(), 1U);
}

TEST(Import, EndsWith2AndLeavesEverythingAsItWasWhenNothingCanBeUsed) {
  auto town = town_in_memory();
  const auto log = *runtime::hash_in_place(town->back_end());
  const auto state = *runtime::state_hash(town->back_end(), flow::stages);
  const TestFolder folder("import-nothing");
  folder.write("2018-10-12_signals_dunea.csv", "niets\n");
  folder.write("2018-10-13_register.csv", "niets\n");
  folder.write("2018-10-14_desk.csv", "zaaknummer;datum\ngeen-zaak;2018-10-14\n");
  EXPECT_EQ(taken(*town, folder).exit_code(), exit_nothing_taken);
  EXPECT_EQ(*runtime::hash_in_place(town->back_end()), log);
  EXPECT_EQ(*runtime::state_hash(town->back_end(), flow::stages), state);
  EXPECT_FALSE(last_closed(*town));
}

TEST(Import, ClosesTheDaysBetweenTheFilesAndTheLastOne) {
  auto town = town_in_memory();
  const TestFolder folder("import-days");
  folder.write("2018-10-12_signals_dunea.csv", signals_csv({signal_row("K1", "12", "100,00")}));
  folder.write("2018-10-14_signals_dunea.csv", signals_csv({signal_row("K2", "14", "100,00")}));
  Importer importer(*town, today);
  std::vector<Date> closed;
  importer.on_progress([&](Date day) { closed.push_back(day); });
  ASSERT_TRUE(importer.take(*doors::files_behind({folder.path()})));
  EXPECT_THAT(closed, ElementsAre(Date(2018, 10, 12), Date(2018, 10, 13), Date(2018, 10, 14)));
  EXPECT_EQ(last_closed(*town), Date(2018, 10, 14));
  EXPECT_TRUE(importer.close_until(Date(2018, 10, 13)));
  EXPECT_EQ(last_closed(*town), Date(2018, 10, 14));
}

TEST(Import, TellsWhatCameAfterItsDayWasClosed) {
  auto town = town_in_memory();
  const TestFolder folder("import-late");
  folder.write("2018-10-14_signals_dunea.csv", signals_csv({signal_row("K2", "14", "100,00")}));
  EXPECT_TRUE(taken(*town, folder).late().empty());
  EXPECT_TRUE(taken(*town, folder).late().empty()) << "it came in time, and is known";
  folder.write("2018-10-12_signals_dunea.csv", signals_csv({signal_row("K1", "12", "100,00")}));
  const ImportSummary summary = taken(*town, folder);
  ASSERT_EQ(summary.late().size(), 1U);
  EXPECT_EQ(summary.late().front()->name, "2018-10-12_signals_dunea.csv");
  EXPECT_EQ(summary.late().front()->closed_until, Date(2018, 10, 14));
  EXPECT_TRUE(taken(*town, folder).late().empty());
}

TEST(Import, TellsOfEntriesThatFoundNoCaseAndEndsWith3EachTime) {
  auto town = town_in_memory();
  const TestFolder folder("import-no-case");
  folder.write("2018-10-29_desk.csv",
               "zaaknummer;datum;soort;bereikt;dagdeel;flyer;resultaat;oorzaken;samenstelling;andereproblemen\n"
               "26w072gdes7aqdz2tzy1c5vjs4-2018-09;2018-10-29;Huisbezoek;nee;Middag;nee;;;;\n");
  for (int time = 0; time < 2; ++time) {
    const ImportSummary summary = taken(*town, folder);
    EXPECT_EQ(summary.dead_letters, 1U);
    EXPECT_EQ(summary.rows_taken(), 0U);
    EXPECT_EQ(summary.rows_refused(), 1U);
    EXPECT_EQ(summary.exit_code(), exit_some_refused) << "it is kept, so it is not nothing";
    ASSERT_EQ(summary.files.front().problems.size(), 1U);
    EXPECT_EQ(summary.files.front().problems.front().line, 2U);
  }
}

TEST(Import, LeavesTodayOpen) {
  auto town = town_in_memory();
  const TestFolder folder("import-today");
  folder.write("2018-10-30_signals_dunea.csv", signals_csv({signal_row("K1", "12", "100,00")}));
  folder.write("export.csv", signals_csv({"K2;Geheimpje;1970-01-02;2711 XY;14;100,00;2018-09-01;2018-10-10\n"}));
  Importer importer(*town, today);
  auto files = *doors::files_behind({folder.path()});
  files.back().partner = "dunea";
  const auto summary = importer.take(files);
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->rows_taken(), 2U);
  EXPECT_EQ(last_closed(*town), today.plus_days(-1));
}

TEST(Import, OfNothingIsDone) { EXPECT_EQ(ImportSummary().exit_code(), exit_done); }

}  // namespace
}  // namespace tijdig::commands
