#include "services/tijdig/doors/input_file.h"

#include <gmock/gmock.h>

#include "services/tijdig/test_town.h"

namespace tijdig::doors {
namespace {

using testing::ElementsAre;

TEST(InputFileName, SaysKindPartnerAndDay) {
  const auto signals = by_name("in/2018-09-24_signals_de-goede-woning.csv");
  ASSERT_TRUE(signals);
  EXPECT_EQ(signals->kind, FileKind::signals);
  EXPECT_EQ(signals->partner, "de-goede-woning");
  EXPECT_EQ(signals->received, Date(2018, 9, 24));
  EXPECT_EQ(by_name("2018-09-01_register.csv")->kind, FileKind::register_file);
  EXPECT_EQ(by_name("2018-09-01_desk.csv")->kind, FileKind::desk);
  EXPECT_EQ(by_name("2018-09-01_answers.csv")->kind, FileKind::answers);
  EXPECT_EQ(by_name("2018-09-01_unlinks.csv")->kind, FileKind::unlinks);
  const auto list = by_name("2018-09-01_opt-out.csv");
  ASSERT_TRUE(list);
  EXPECT_EQ(list->kind, FileKind::list);
  EXPECT_EQ(list->list, ListKind::opt_out);
}

TEST(InputFileName, SaysNothingWhenThePatternIsNotThere) {
  for (const char* name : {"signals.csv", "2018-13-24_register.csv", "2018-09-24_weather.csv", "2018-09-24.csv",
                           "2018-09-24-register.csv", "24-09-2018_register.csv", ""})
    EXPECT_FALSE(by_name(name)) << name;
}

TEST(InputFile, IsKnownByItsHeaderWhenTheNameDoesNotSay) {
  const commands::TestFolder folder("input-file");
  const auto kind_of = [&](const char* text) { return look_at(folder.write("export.csv", text)).kind; };
  EXPECT_EQ(kind_of("Klantnummer;Bedrag\n"), FileKind::signals);
  EXPECT_EQ(kind_of("ZAAKNUMMER;datum\n"), FileKind::desk);
  EXPECT_EQ(kind_of("zaaknummer;partner;reden;medewerker\n"), FileKind::unlinks);
  EXPECT_EQ(kind_of("vraag;zelfdehuishouden;medewerker\n"), FileKind::answers);
  EXPECT_EQ(kind_of("geslachtsnaam;overleden\n"), FileKind::register_file);
  EXPECT_EQ(kind_of("iets;anders\nzaaknummer\n"), FileKind::signals);
  EXPECT_FALSE(look_at(folder.path() / "export.csv").received);
}

TEST(Files, ComeByDayThenRegisterListSignalsDesk) {
  const commands::TestFolder folder("files-behind");
  for (const char* name :
       {"2018-10-02_register.csv", "b/2018-10-01_desk.csv", "2018-10-01_signals_dunea.csv", "2018-10-01_debt-help.csv",
        "2018-10-01_register.csv", "unknown.csv", ".hidden", "2018-10-01_signals_dunea.csv.refused.csv"})
    folder.write(name, "kop\n");
  const auto files = files_behind({folder.path()});
  ASSERT_TRUE(files);
  std::vector<std::string> names;
  for (const InputFile& file : *files) names.push_back(file.path.filename().string());
  EXPECT_THAT(names, ElementsAre("2018-10-01_desk.csv", "2018-10-01_register.csv", "2018-10-01_debt-help.csv",
                                 "2018-10-01_signals_dunea.csv", "2018-10-02_register.csv", "unknown.csv"));
}

TEST(Files, AreRefusedWhenAPathLeadsNowhere) {
  const auto files = files_behind({"there/is/no/such/folder"});
  ASSERT_FALSE(files);
  EXPECT_EQ(files.error().severity, Severity::refused);
}

}  // namespace
}  // namespace tijdig::doors
