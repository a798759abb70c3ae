#include "libs/runtime/workers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <utility>

namespace tijdig::runtime {
namespace {

TEST(Workers, DoEveryTaskAllTogetherAndEndBeforeTheNext) {
  Workers workers(4);
  for (int turn = 0; turn < 100; ++turn) {
    std::atomic<unsigned> numbers{0};
    workers.do_together([&](unsigned number) { numbers += 1U << number; });
    EXPECT_EQ(numbers, 0b1111U);
  }
}

TEST(Workers, AreTheSameThreadsEachTimeAndTheFirstIsTheCaller) {
  Workers workers(3);
  std::mutex mutex;
  std::set<std::pair<unsigned, std::thread::id>> seen;
  for (int turn = 0; turn < 5; ++turn)
    workers.do_together([&](unsigned number) {
      const std::lock_guard lock(mutex);
      seen.emplace(number, std::this_thread::get_id());
    });
  EXPECT_EQ(seen.size(), 3U);
  EXPECT_TRUE(seen.contains({0, std::this_thread::get_id()}));
}

TEST(Workers, OfOneIsTheCallerAlone) {
  Workers workers(1);
  unsigned calls = 0;
  workers.do_together([&](unsigned) { ++calls; });
  EXPECT_EQ(calls, 1U);
}

}  // namespace
}  // namespace tijdig::runtime
