#include "libs/base/read_file.h"

#include <gtest/gtest.h>

#include <fstream>

namespace tijdig {
namespace {

const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "read_file_test";

TEST(ReadFile, GivesEveryByte) {
  std::filesystem::create_directories(folder);
  const std::string bytes("a\r\n\0b", 5);
  std::ofstream(folder / "bytes", std::ios::binary) << bytes;
  std::ofstream(folder / "empty");
  EXPECT_EQ(*read_file(folder / "bytes"), bytes);
  EXPECT_EQ(*read_file(folder / "empty"), "");
}

TEST(ReadFile, RefusesWhatIsNotThereAndAFolder) {
  std::filesystem::create_directories(folder);
  for (const std::filesystem::path& path : {folder / "nowhere", folder}) {
    const auto read = read_file(path);
    ASSERT_FALSE(read) << path;
    EXPECT_EQ(read.error().severity, Severity::refused);
    EXPECT_EQ(read.error().detail, path.string() + ": the file cannot be read");
  }
}

}  // namespace
}  // namespace tijdig
