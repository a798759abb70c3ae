#include "libs/runtime/quiet.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace tijdig::runtime {
namespace {

TEST(Quiet, IsReachedWhenTheOnlyWorkerFindsNothing) {
  Quiet quiet(1);
  EXPECT_EQ(quiet.wait_for_work(0, quiet.generation()), Quiet::Next::done);
}

TEST(Quiet, IsNotReachedWhileSomethingMovedAfterTheLook) {
  Quiet quiet(1);
  const auto seen = quiet.generation();
  quiet.something_moved();
  EXPECT_EQ(quiet.wait_for_work(0, seen), Quiet::Next::look_again);
}

TEST(Quiet, EndsForAllWhenOneGivesUp) {
  Quiet quiet(2);
  quiet.give_up();
  EXPECT_EQ(quiet.wait_for_work(0, quiet.generation()), Quiet::Next::done);
}

// Two workers hand a ball to each other a thousand times; nobody may go home while it is in the air.
TEST(Quiet, LetsNobodyLeaveWhileWorkIsUnderWay) {
  Quiet quiet(2);
  std::atomic<int> ball = 0;
  const auto play = [&](unsigned worker) {
    for (;;) {
      const auto seen = quiet.generation();
      const int at = ball;
      if (at < 1000 && at % 2 == static_cast<int>(worker)) {
        ball = at + 1;
        quiet.something_moved();
      } else if (quiet.wait_for_work(worker, seen) == Quiet::Next::done) {
        return;
      }
    }
  };
  std::thread other(play, 1U);
  play(0);
  other.join();
  EXPECT_EQ(ball, 1000);
}

}  // namespace
}  // namespace tijdig::runtime
