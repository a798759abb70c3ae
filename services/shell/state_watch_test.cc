#include "services/shell/state_watch.h"

#include <gtest/gtest.h>

#include <condition_variable>

namespace tijdig::shell {
namespace {

// A Redis that says what the test lets it say, and lets the test wait until it has been asked again.
class StateWatchOf : public testing::Test {
 protected:
  // From when this returns, `said` was the answer to a look that has been taken in.
  void say(const Result<bool>& said) {
    std::unique_lock lock(mutex_);
    said_ = said;
    const int wanted = asked_ + 2;  // the first may have begun before
    ASSERT_TRUE(changed_.wait_for(lock, std::chrono::seconds(60), [&] { return asked_ >= wanted; }));
  }
  Result<bool> look() {
    const std::lock_guard lock(mutex_);
    ++asked_;
    changed_.notify_all();
    return said_;
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  Result<bool> said_ = Error::retry("not asked yet");
  int asked_ = 0;
  telemetry::Log log_{telemetry::Log::Level::error, [](const std::string&) {}};
  telemetry::Metrics metrics_;
  telemetry::Telemetry telemetry_{log_, metrics_};
  StateWatch watch_{[this] { return look(); }, telemetry_, std::chrono::milliseconds(1)};
};

TEST_F(StateWatchOf, IsReadyWhileAllIsThereAndNotWhileSomethingIsMissing) {
  EXPECT_FALSE(watch_.is_ready()) << "nobody has looked yet";
  say(true);
  EXPECT_TRUE(watch_.is_ready());
  EXPECT_NE(metrics_.text().find("tijdig_state_missing 0"), std::string::npos);
  say(false);
  EXPECT_FALSE(watch_.is_ready());
  EXPECT_NE(metrics_.text().find("tijdig_state_missing 1"), std::string::npos);
  say(true);
  EXPECT_TRUE(watch_.is_ready());
}

TEST_F(StateWatchOf, KnowsOfNothingMissingWhileNobodyAnswersAndAsksOn) {
  say(true);
  say(Error::fatal("another password"));
  EXPECT_TRUE(watch_.is_ready());
  say(false);
  EXPECT_FALSE(watch_.is_ready());
}

}  // namespace
}  // namespace tijdig::shell
