// With the fake clock linked in, and set to two days ago by the environment of this test (CMakeLists.txt).
#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <threads.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <ctime>
#include <mutex>

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr time_t offset_seconds = -2 * 24 * 60 * 60;
constexpr milliseconds pause{100};

time_t true_time() {
  timespec now{};
  syscall(SYS_clock_gettime, CLOCK_REALTIME, &now);
  return now.tv_sec;
}

timespec soon() {
  timespec until{};
  timespec_get(&until, TIME_UTC);
  until.tv_nsec += std::chrono::nanoseconds(pause).count();
  until.tv_sec += until.tv_nsec / 1'000'000'000;
  until.tv_nsec %= 1'000'000'000;
  return until;
}

void expect_pause(steady_clock::time_point began) {
  const auto took = steady_clock::now() - began;
  EXPECT_GE(took, pause * 9 / 10);
  EXPECT_LT(took, pause * 100);
}

TEST(FakeClock, SaysTheSameWhicheverWayOneAsks) {
  timeval by_day{};
  gettimeofday(&by_day, nullptr);
  timespec by_clock{};
  clock_gettime(CLOCK_REALTIME, &by_clock);
  for (const time_t told : {std::time(nullptr), by_day.tv_sec, by_clock.tv_sec, soon().tv_sec,
                            std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())})
    EXPECT_NEAR(static_cast<double>(told - true_time()), static_cast<double>(offset_seconds), 2);
}

TEST(FakeClock, LeavesSteadyClocksAlone) {
  timespec told{};
  clock_gettime(CLOCK_MONOTONIC, &told);
  timespec truth{};
  syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &truth);
  EXPECT_NEAR(static_cast<double>(told.tv_sec), static_cast<double>(truth.tv_sec), 2);
}

TEST(FakeClock, LetsWaitsLastAsLongAsEver) {
  mtx_t mutex;
  ASSERT_EQ(mtx_init(&mutex, mtx_plain), thrd_success);
  cnd_t condition;
  ASSERT_EQ(cnd_init(&condition), thrd_success);
  mtx_lock(&mutex);
  const auto began = steady_clock::now();
  const timespec until = soon();
  EXPECT_EQ(cnd_timedwait(&condition, &mutex, &until), thrd_timedout);
  expect_pause(began);
  mtx_unlock(&mutex);
  cnd_destroy(&condition);
  mtx_destroy(&mutex);
}

TEST(FakeClock, LetsWaitsOfEveryStandardClockLastAsLongAsEver) {
  std::mutex mutex;
  std::condition_variable condition;
  std::unique_lock lock(mutex);
  const auto began = steady_clock::now();
  EXPECT_EQ(condition.wait_until(lock, std::chrono::system_clock::now() + pause), std::cv_status::timeout);
  expect_pause(began);
  const auto again = steady_clock::now();
  EXPECT_EQ(condition.wait_for(lock, pause), std::cv_status::timeout);
  expect_pause(again);
}

}  // namespace
