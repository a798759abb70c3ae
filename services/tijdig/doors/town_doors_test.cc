#include "services/tijdig/doors/town_doors.h"

#include <gtest/gtest.h>

#include "libs/runtime/log_hash.h"
#include "services/tijdig/test_town.h"
#include "tests/harness/test_bsns.h"

namespace tijdig::doors {
namespace {

using commands::Embedded;
using commands::signal_row;
using commands::signals_csv;

InputFile from_dunea() { return *by_name("2018-10-12_signals_dunea.csv"); }

// Through the door, and what became of it.
FileOutcome sent(Embedded& town, const InputFile& file, const std::string& content) {
  TownDoors doors(town, Date(2018, 10, 12));
  std::vector<FileOutcome> outcomes;
  EXPECT_TRUE(doors.append(doors.prepare(file, content), outcomes));
  EXPECT_TRUE(town.pump().settle());
  EXPECT_TRUE(doors.collect(outcomes));
  return outcomes.at(0);
}

TEST(TownDoors, TellOfEveryRowOfAPartnerFile) {
  auto town = commands::town_in_memory();
  const std::string file = signals_csv({signal_row("K1", "12", "100,00"), signal_row("K2", "14", "10,00")});
  const FileOutcome first = sent(*town, from_dunea(), file);
  EXPECT_EQ(first.rows_taken, 1U);
  EXPECT_EQ(first.rows_refused, 1U);
  ASSERT_EQ(first.problems.size(), 1U);
  EXPECT_EQ(first.problems[0].line, 3U);
  EXPECT_EQ(first.problems[0].reason, "below_threshold");
  EXPECT_FALSE(first.already_received);
}

TEST(TownDoors, TellOfColumnsThatWereNotKeptAndOfANameThatIsNearlyRight) {
  auto town = commands::town_in_memory();
  std::string file = signals_csv({signal_row("K1", "12", "100,00")});
  const FileOutcome whole = sent(*town, from_dunea(), file);
  EXPECT_EQ(whole.excess_columns, 0U);
  EXPECT_TRUE(whole.near_misses.empty());
  file.replace(file.find("postcode"), 8, "postkode");
  const FileOutcome misspelt = sent(*town, from_dunea(), file);
  EXPECT_TRUE(misspelt.refused_whole);
  EXPECT_EQ(misspelt.excess_columns, 1U);
  ASSERT_EQ(misspelt.near_misses.size(), 1U);
  EXPECT_EQ(misspelt.near_misses[0].meant, Column::postcode);
}

TEST(TownDoors, KnowAFileAndARowThatCameBefore) {
  auto town = commands::town_in_memory();
  const std::string file = signals_csv({signal_row("K1", "12", "100,00"), signal_row("K2", "14", "10,00")});
  sent(*town, from_dunea(), file);
  const FileOutcome again = sent(*town, from_dunea(), file);
  EXPECT_TRUE(again.already_received);
  EXPECT_EQ(again.rows_taken, 0U);
  EXPECT_EQ(again.rows_repeated, 1U);
  EXPECT_EQ(again.rows_refused, 1U);
  const FileOutcome grown =
      sent(*town, from_dunea(), signals_csv({signal_row("K1", "12", "100,00"), signal_row("K3", "16", "90,00")}));
  EXPECT_EQ(grown.rows_repeated, 1U);
  EXPECT_EQ(grown.rows_taken, 1U);
}

// The rules of Zoetermeer with another threshold, in force from now on.
void set_threshold(Embedded& town, const std::string& euros) {
  std::string yaml = commands::zoetermeer_policy()->yaml;
  const std::string line = "threshold: 50.00";
  yaml.replace(yaml.find(line), line.size(), "threshold: " + euros);
  ASSERT_TRUE(town.calendar().activate(policy::parse_policy(yaml)->activation()));
}

TEST(TownDoors, TakeFromAFileThatCameBeforeWhatTheRulesOfNowAccept) {
  auto town = commands::town_in_memory();
  const std::string file = signals_csv(
      {signal_row("K1", "12", "300,00"), signal_row("K2", "14", "100,00"), signal_row("K3", "16", "10,00")});
  set_threshold(*town, "200.00");
  EXPECT_EQ(sent(*town, from_dunea(), file).rows_refused, 2U);
  set_threshold(*town, "50.00");
  const FileOutcome again = sent(*town, from_dunea(), file);
  EXPECT_TRUE(again.already_received);
  EXPECT_EQ(again.rows_taken, 1U);
  EXPECT_EQ(again.rows_repeated, 1U);
  EXPECT_EQ(again.rows_refused, 1U);
  ASSERT_EQ(again.problems.size(), 1U);
  EXPECT_EQ(again.problems[0].line, 4U);
  EXPECT_NE(again.problems[0].advice.find("EUR 50"), std::string::npos) << "the threshold of now";
  const FileOutcome thirdly = sent(*town, from_dunea(), file);
  EXPECT_EQ(thirdly.rows_taken, 0U);
  EXPECT_EQ(thirdly.rows_repeated, 2U);
  EXPECT_EQ(thirdly.rows_refused, 1U);
}

TEST(TownDoors, WriteNothingOfAFileThatIsRefusedWhole) {
  auto town = commands::town_in_memory();
  const auto before = *runtime::hash_in_place(town->back_end());
  for (const char* name :
       {"2018-10-12_signals_dunea.csv", "2018-10-12_register.csv", "2018-10-12_exclusion.csv", "2018-10-12_desk.csv"}) {
    const FileOutcome outcome = sent(*town, *by_name(name), "niet;wat;hoort\n1;2;3\n");
    EXPECT_TRUE(outcome.refused_whole) << name;
    EXPECT_FALSE(outcome.problems.empty()) << name;
  }
  EXPECT_EQ(*runtime::hash_in_place(town->back_end()), before);
}

TEST(TownDoors, BringARegisterToTheDeskThatAnswersLookUps) {
  auto town = commands::town_in_memory();
  const std::string header =
      "burgerservicenummer;geslachtsnaam;geboortedatum;postcode;huisnummer;overleden;vertrokken;geheimhouding;"
      "inonderzoek\n";
  const FileOutcome outcome =
      sent(*town, *by_name("2018-10-01_register.csv"),
           header + std::string(harness::test_bsn(0)) + ";Geheimpje;1970-01-02;2711XY;12;;;;\n");
  EXPECT_EQ(outcome.rows_taken, 1U);
  EXPECT_FALSE(outcome.refused_whole);
}

// The case number is well made, but of no case here.
std::string desk_line(const std::string& day) {
  return "26w072gdes7aqdz2tzy1c5vjs4-2018-09;" + day + ";Huisbezoek;nee;Middag;nee\n";
}

TEST(TownDoors, TellTheLineOfAnEntryThatAStageSetAside) {
  auto town = commands::town_in_memory();
  const std::string header = "zaaknummer;datum;soort;bereikt;dagdeel;flyer\n";
  const FileOutcome desk =
      sent(*town, *by_name("2018-10-12_desk.csv"), header + desk_line("2018-10-11") + "\n" + desk_line("2018-10-12"));
  EXPECT_FALSE(desk.refused_whole);
  EXPECT_EQ(desk.rows_taken, 0U);
  EXPECT_EQ(desk.rows_refused, 2U);
  ASSERT_EQ(desk.problems.size(), 2U);
  EXPECT_EQ(desk.problems[0].line, 2U);
  EXPECT_EQ(desk.problems[1].line, 4U);
  EXPECT_EQ(desk.problems[1].field, "zaaknummer");
  EXPECT_EQ(desk.problems[1].reason, "case_unknown");
  const FileOutcome answers = sent(*town, *by_name("2018-10-12_answers.csv"),
                                   "vraag;zelfdehuishouden;medewerker\n" + QuestionId().to_string() + ";ja;emma-3\n");
  ASSERT_EQ(answers.problems.size(), 1U);
  EXPECT_EQ(answers.problems[0].reason, "question_unknown");
}

TEST(TownDoors, TellAnEntryThatStandsInTwoFilesInBoth) {
  auto town = commands::town_in_memory();
  const std::string content = "zaaknummer;datum;soort;bereikt;dagdeel;flyer\n" + desk_line("2018-10-11");
  TownDoors doors(*town, Date(2018, 10, 12));
  std::vector<FileOutcome> outcomes;
  for (const char* name : {"2018-10-12_desk.csv", "2018-10-13_desk.csv"})
    ASSERT_TRUE(doors.append(doors.prepare(*by_name(name), content), outcomes));
  ASSERT_TRUE(town->pump().settle());
  ASSERT_TRUE(doors.collect(outcomes));
  for (const FileOutcome& outcome : outcomes) EXPECT_EQ(outcome.rows_refused, 1U) << outcome.name;
  ASSERT_TRUE(doors.collect(outcomes));
  for (const FileOutcome& outcome : outcomes) EXPECT_EQ(outcome.rows_refused, 1U) << "told once";
}

TEST(TownDoors, TellHowManyRowsOfAPartnerAStageSetAside) {
  auto town = commands::town_in_memory();
  std::vector<std::string> rows;
  for (int customer = 0; customer < 503; ++customer)
    rows.push_back(signal_row("K" + std::to_string(customer), "12", "100,00"));
  rows.push_back(signal_row("K-elsewhere", "14", "1,00"));
  const FileOutcome crowded = sent(*town, from_dunea(), signals_csv(rows));
  EXPECT_EQ(crowded.rows_taken, 500U);
  EXPECT_EQ(crowded.rows_refused, 4U);
  ASSERT_EQ(crowded.problems.size(), 2U);
  EXPECT_EQ(crowded.problems[0].reason, "below_threshold");
  EXPECT_EQ(crowded.problems[1].reason, "customers_crowded");
  EXPECT_EQ(crowded.problems[1].field, "huisnummer");
  EXPECT_EQ(crowded.problems[1].advice.find("3 rijen"), 0U);
  const FileOutcome again = sent(*town, from_dunea(), signals_csv(rows));
  EXPECT_EQ(again.rows_refused, 1U) << "known, and not set aside once more";
}

}  // namespace
}  // namespace tijdig::doors
