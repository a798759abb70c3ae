#include "tests/simulation/real_run.h"

#include <gtest/gtest.h>

#include <cstdio>

#include "tests/simulation/seeds.h"

namespace tijdig::simulation {
namespace {

TEST(RealServices, ComeToTheSameReportWhateverGoesWrong) {
  const Seeds seeds = seeds_to_run(5);
  const RealOutcome first = run_small_town(1);
  ASSERT_EQ(first.verdict.wrong, "");
  EXPECT_FALSE(first.walk_list.empty());
  const std::set<std::string> all_news{"", "deceased", "not_resident", "opted_out", "signals_withdrawn"};
  EXPECT_EQ(first.news, all_news) << "else nothing is shown about them";
  EXPECT_EQ(first.merged, 1U) << "two households became one while both had a case";
  Verdict sum;
  for (std::uint64_t seed = seeds.first; seed <= seeds.last; ++seed) {
    const std::string repeat = how_to_repeat(seed, "RealServices.ComeToTheSameReportWhateverGoesWrong");
    const RealOutcome outcome = run_small_town(seed);
    ASSERT_EQ(complaint_about(outcome, first), "") << repeat;
    sum.add(outcome.verdict);
  }
  std::printf("%llu seeds: %s\n", static_cast<unsigned long long>(seeds.last - seeds.first + 1), sum.counts().c_str());
}

}  // namespace
}  // namespace tijdig::simulation
