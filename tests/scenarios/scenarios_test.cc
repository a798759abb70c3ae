// Plays every *.scenario of this folder through the six services. UPDATE=1 writes what came out into the files.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/scenarios/scenario.h"

namespace tijdig::scenarios {
namespace {

std::vector<std::filesystem::path> files() {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator("tests/scenarios"))
    if (entry.path().extension() == ".scenario") found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

std::string content(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST(Scenarios, HappenAsWritten) {
  const char* update = std::getenv("UPDATE");
  ASSERT_GE(files().size(), 10u) << "run from the root of the repository";
  for (const auto& path : files()) {
    const std::string expected = content(path);
    const std::string found = play(expected);
    if (found == expected) continue;
    if (update != nullptr) {
      std::ofstream(path) << found;
    } else {
      ADD_FAILURE() << path.filename().string() << ": - expected, + happened (UPDATE=1 rewrites the file)\n"
                    << difference(expected, found);
    }
  }
}

TEST(ScenarioText, ReadsBackAsWritten) {
  for (const auto& path : files()) EXPECT_EQ(content(path), print(parse(content(path)))) << path;
}

TEST(ScenarioText, ShowsWhatDiffers) {
  EXPECT_EQ("- b\n+ x\n", difference("a\nb\nc\n", "a\nx\nc\n"));
  EXPECT_EQ("+ b\n", difference("a\n", "a\nb\n"));
  EXPECT_EQ("", difference("a\n", "a\n"));
}

}  // namespace
}  // namespace tijdig::scenarios
