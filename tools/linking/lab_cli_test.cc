#include "tools/linking/lab_cli.h"

#include <gtest/gtest.h>

namespace tijdig::lab {
namespace {

TEST(LabCli, RefusesWhatItDoesNotKnow) {
  const char* unknown[] = {"tijdig_lab", "evaluate", "--setting", "harder"};
  EXPECT_EQ(run_lab(4, unknown), 2);
  const char* nothing[] = {"tijdig_lab"};
  EXPECT_EQ(run_lab(1, nothing), 2);
}

TEST(LabCli, EvaluatesASmallTown) {
  const char* small[] = {"tijdig_lab", "evaluate", "--setting", "hard", "--households", "3000", "--seed", "42"};
  EXPECT_EQ(run_lab(8, small), 0);
}

}  // namespace
}  // namespace tijdig::lab
