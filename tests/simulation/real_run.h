// One seeded run of the six services on the small town. Whatever goes wrong on the way, the matches must be those of
// the plain rule, and the report must be the same for every seed, every number of partitions and every way to commit.
//
//   EXPECT_EQ(complaint_about(run_small_town(7), run_small_town(8)), "");
//   EXPECT_NE(complaint_about(run_small_town(7, {.skip_fence = true}), run_small_town(8)), "");   // for some seed
#pragma once

#include "tests/simulation/small_town.h"
#include "tests/simulation/world.h"

namespace tijdig::simulation {

struct RealOutcome {
  Verdict verdict;
  std::set<std::pair<std::string, YearMonth>> matched;
  std::vector<Bytes> walk_list;  // encoded assignments, sorted
  std::set<std::string> news;    // why cases were not to be visited any more; "" where one has a new door
  std::size_t merged = 0;        // cases that ended because another one of their household goes on
  Hash128 report{};              // of all that reporting remembers
};

RealOutcome run_small_town(std::uint64_t seed, const PlantedBugs& bugs = {});

// What a run says that is not right; `right` is one of a seed without bugs. "" when there is nothing.
std::string complaint_about(const RealOutcome& outcome, const RealOutcome& right);

}  // namespace tijdig::simulation
