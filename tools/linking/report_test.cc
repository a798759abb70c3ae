#include "tools/linking/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tijdig::lab {
namespace {

using testing::HasSubstr;

TEST(Report, SaysWhichGoalsAreNotReached) {
  Column column{"hard: somebody", true, {}};
  column.tally.events = {.fired = 1000, .wrong = 2, .truth = 1000, .found = 990};
  const std::string text = goals(column);
  EXPECT_THAT(text, HasSubstr("NOT reached: wrong contacts"));
  EXPECT_THAT(text, HasSubstr("- reached: event recall"));
}

TEST(Report, LeavesOutWhatALinkerWithoutResidentsCannotAnswer) {
  const std::string text = summary_table({{"hard: address practice", false, {}}});
  EXPECT_THAT(text, HasSubstr("| person recall at precision .999          |                          - |"));
}

TEST(Report, GivesEverySliceThatOccursALine) {
  Column column{"hard: somebody", true, {}};
  column.tally.slices[3] = {.versions = 100, .automatic = 90, .wrong = 9};
  EXPECT_THAT(slice_table(column), HasSubstr("10.000"));
  EXPECT_THAT(slice_table(column), HasSubstr("twins"));
}

}  // namespace
}  // namespace tijdig::lab
