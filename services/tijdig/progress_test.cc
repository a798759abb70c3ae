#include "services/tijdig/progress.h"

#include <gtest/gtest.h>

namespace tijdig::commands {
namespace {

TEST(ProgressBar, SaysEveryTenthOnceWhereThereIsNoTerminal) {
  testing::internal::CaptureStderr();
  {
    ProgressBar bar("a year");
    for (int percent : {0, 3, 9, 10, 11, 35, 100}) bar.show(percent, "day");
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "a year: 0% (day)\na year: 10% (day)\na year: 35% (day)\na year: 100% (day)\n");
}

}  // namespace
}  // namespace tijdig::commands
