// Every planted bug must come out wrong, on the toy stages and on the real services, and for its own reason.
#include "tests/simulation/planted_bugs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <set>

#include "tests/simulation/real_run.h"
#include "tests/simulation/toy_run.h"

namespace tijdig::simulation {
namespace {

constexpr std::uint64_t seeds_max = 400;

// The first seed that shows the bug must show it in one of the expected ways.
template <class ComplaintOf>
void expect_caught(const NamedBug& bug, const std::vector<std::string>& expected, ComplaintOf complaint_of) {
  std::uint64_t seed = 0;
  std::string complaint;
  while (seed < seeds_max && complaint.empty()) complaint = complaint_of(++seed, bug.alone());
  ASSERT_NE(complaint, "") << bug.name << " went unnoticed in " << seeds_max << " seeds";
  EXPECT_TRUE(is_among(complaint, expected)) << bug.name << " was noticed for another reason: " << complaint;
  std::printf("%s: caught at seed %llu: %s\n", std::string(bug.name).c_str(), static_cast<unsigned long long>(seed),
              complaint.c_str());
}

std::vector<NamedBug> bugs_of_services() {
  std::vector<NamedBug> bugs = named_bugs();
  std::erase_if(bugs, [](const NamedBug& bug) { return bug.on_services.empty(); });
  return bugs;
}

std::string name_of(const testing::TestParamInfo<NamedBug>& bug) { return std::string(bug.param.name); }

class PlantedBug : public testing::TestWithParam<NamedBug> {};
class PlantedBugOfServices : public testing::TestWithParam<NamedBug> {};

TEST_P(PlantedBug, IsCaught) {
  expect_caught(GetParam(), GetParam().on_toys,
                [](std::uint64_t seed, const PlantedBugs& bugs) { return run_toy_town(seed, bugs).wrong; });
}

TEST_P(PlantedBugOfServices, IsCaught) {
  static const RealOutcome right = run_small_town(1);
  ASSERT_EQ(complaint_about(right, right), "");
  expect_caught(GetParam(), GetParam().on_services, [](std::uint64_t seed, const PlantedBugs& bugs) {
    return complaint_about(run_small_town(seed, bugs), right);
  });
}

INSTANTIATE_TEST_SUITE_P(Each, PlantedBug, testing::ValuesIn(named_bugs()), name_of);
INSTANTIATE_TEST_SUITE_P(Each, PlantedBugOfServices, testing::ValuesIn(bugs_of_services()), name_of);

TEST(PlantedBugs, AreAllNamedOnce) {
  std::set<std::string_view> names;
  for (const NamedBug& bug : named_bugs()) {
    EXPECT_TRUE(names.insert(bug.name).second) << bug.name;
    for (const NamedBug& other : named_bugs())
      EXPECT_EQ(bug.alone().*other.on, bug.name == other.name) << bug.name << ", " << other.name;
  }
  static_assert(sizeof(bool) == 1);
  EXPECT_EQ(names.size(), sizeof(PlantedBugs)) << "a switch that no test turns on";
}

TEST(PlantedBugs, StandInTheTableOfFaults) {
  std::ifstream page("docs/faults.md");
  std::set<std::string> in_table;
  std::string line;
  while (std::getline(page, line) && line != "| bug | switch in the simulator | on the real back ends |") continue;
  ASSERT_TRUE(page) << "docs/faults.md has no table of bugs any more";
  while (std::getline(page, line) && line.starts_with("|")) {
    const std::size_t first = line.find('|', 1);
    const std::string cell = line.substr(first + 1, line.find('|', first + 1) - first - 1);
    const std::size_t open = cell.find('`');
    if (open == std::string::npos) continue;  // not planted
    const bool is_new = in_table.insert(cell.substr(open + 1, cell.find('`', open + 1) - open - 1)).second;
    EXPECT_TRUE(is_new) << line;
  }
  std::set<std::string> planted;
  for (const NamedBug& bug : named_bugs()) planted.emplace(bug.name);
  EXPECT_EQ(in_table, planted);
}

TEST(PlantedBugs, AreNotNoticedByWhatIsSaidOfSomethingElse) {
  for (const NamedBug& bug : named_bugs())
    for (const char* complaint : {"the dead letters are not exactly the poison", "the state cannot be read", ""}) {
      EXPECT_FALSE(is_among(complaint, bug.on_toys)) << bug.name << ": " << complaint;
      EXPECT_FALSE(is_among(complaint, bug.on_services)) << bug.name << ": " << complaint;
    }
}

}  // namespace
}  // namespace tijdig::simulation
