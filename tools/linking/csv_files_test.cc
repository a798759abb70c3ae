#include "tools/linking/csv_files.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "libs/people/seeds.h"

namespace tijdig::lab {
namespace {

TEST(CsvField, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(csv_field("Berg"), "Berg");
  EXPECT_EQ(csv_field("Berg, van den"), "\"Berg, van den\"");
  EXPECT_EQ(csv_field("a\"b"), "\"a\"\"b\"");
}

TEST(CsvFiles, KeepTheTruthInAFileOfItsOwn) {
  const std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / ("lab_csv_files_test_" + std::to_string(getpid()));
  ASSERT_TRUE(write_csv_files(people::settings[0], people::test_seed, 1'000, folder.string()));
  const auto header = [&](const char* name) {
    std::ifstream file(folder / name);
    std::string line;
    std::getline(file, line);
    return line;
  };
  EXPECT_EQ(header("truth.csv"), "record,resident,household");
  EXPECT_EQ(header("records.csv").find("household"), std::string::npos);
  EXPECT_EQ(header("records.csv").find("resident"), std::string::npos);
  EXPECT_EQ(header("register.csv").substr(0, 9), "resident,");
  std::filesystem::remove_all(folder);
}

TEST(CsvFiles, SayWhenTheFolderCannotBeWritten) {
  EXPECT_FALSE(write_csv_files(people::settings[0], people::test_seed, 1'000, "/proc/nowhere"));
}

}  // namespace
}  // namespace tijdig::lab
