#include "services/tijdig/doors/refused_rows.h"

#include <gtest/gtest.h>

#include "services/tijdig/test_town.h"

namespace tijdig::doors {
namespace {

using commands::TestFolder;
using commands::text_of;

FileOutcome outcome_of(const std::filesystem::path& path, std::uint32_t line) {
  FileOutcome outcome;
  outcome.path = path;
  outcome.name = path.filename().string();
  RowReceipt row;
  row.line = line;
  row.verdict = RowVerdict::refused;
  row.problems = {{"bedrag", "below_threshold", "Te laag; meld later."}, {"", "row_repeated", "Dubbel."}};
  outcome.refused_rows = {row};
  return outcome;
}

TEST(RefusedRows, AreGivenBackAsTheyWereWithALinePerProblem) {
  const TestFolder folder("refused-rows");
  const auto path = folder.write("in.csv", "klant;bedrag\nK1;100\n\"K;2\";10\nK3;100\n");
  const auto written = write_refused_rows(outcome_of(path, 3), folder.path() / "refused");
  ASSERT_TRUE(written);
  EXPECT_EQ(*written, folder.path() / "refused" / "in.csv.refused.csv");
  EXPECT_EQ(text_of(*written),
            "klant;bedrag;regel;veld;reden;advies\n"
            "\"K;2\";10;3;bedrag;below_threshold;\"Te laag; meld later.\"\n"
            "\"K;2\";10;3;;row_repeated;Dubbel.\n");
}

TEST(RefusedRows, NeverHandAFormulaToASpreadsheet) {
  const TestFolder folder("refused-formula");
  const auto path = folder.write("in.csv", "klant;bedrag\n=1+1;10\n");
  const auto written = write_refused_rows(outcome_of(path, 2), folder.path());
  ASSERT_TRUE(written);
  EXPECT_NE(text_of(*written).find("\n'=1+1;10;2;"), std::string::npos);
}

TEST(RefusedRows, StandInOneColumnWhenTheyCameAsJson) {
  const TestFolder folder("refused-json");
  const auto path = folder.write("in.ndjson", "{\"a\":1}\n{\"a\":2}\n");
  const auto written = write_refused_rows(outcome_of(path, 2), folder.path());
  ASSERT_TRUE(written);
  EXPECT_EQ(text_of(*written).substr(0, 50), "rij;regel;veld;reden;advies\n\"{\"\"a\"\":2}\";2;bedrag;b");
}

TEST(RefusedRows, LeaveNothingBehindWhenTheFileComesAgainAndAllIsTaken) {
  const TestFolder folder("refused-again");
  FileOutcome outcome = outcome_of(folder.write("in.csv", "a\n1\n"), 2);
  const auto written = write_refused_rows(outcome, folder.path());
  ASSERT_TRUE(written && std::filesystem::exists(*written));
  outcome.refused_rows.clear();
  ASSERT_TRUE(write_refused_rows(outcome, folder.path()));
  EXPECT_TRUE(std::filesystem::exists(*written)) << "another file of that name";
  outcome.already_received = true;
  ASSERT_TRUE(write_refused_rows(outcome, folder.path()));
  EXPECT_FALSE(std::filesystem::exists(*written));
}

TEST(RefusedRows, LeaveNoFileWhenThereAreNone) {
  const TestFolder folder("refused-none");
  FileOutcome outcome = outcome_of(folder.write("in.csv", "a\n1\n"), 2);
  outcome.refused_rows.clear();
  const auto written = write_refused_rows(outcome, folder.path() / "refused");
  ASSERT_TRUE(written);
  EXPECT_TRUE(written->empty());
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "refused"));
}

}  // namespace
}  // namespace tijdig::doors
