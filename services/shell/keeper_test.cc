#include "services/shell/keeper.h"

#include <gtest/gtest.h>

namespace tijdig::shell {
namespace {

// Lets a test wait for a number of rounds.
struct Rounds {
  std::mutex mutex;
  std::condition_variable changed;
  int count = 0;

  void one_more() {
    const std::lock_guard lock(mutex);
    ++count;
    changed.notify_all();
  }
  bool reach(int wanted) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, std::chrono::seconds(60), [&] { return count >= wanted; });
  }
};

TEST(Keeper, DoesARoundAtOnceWhenItIsWoken) {
  Rounds rounds;
  KeeperOptions options;
  options.every = std::chrono::hours(1);
  Keeper keeper(
      [&]() -> Result<> {
        rounds.one_more();
        return {};
      },
      options);
  for (int i = 1; i <= 3; ++i) {
    EXPECT_TRUE(rounds.reach(i));
    keeper.wake();
  }
  keeper.stop();
  EXPECT_TRUE(keeper.is_ready());
  EXPECT_FALSE(keeper.failure());
}

TEST(Keeper, EndsAtAnErrorAndIsNotReadyThen) {
  Rounds rounds;
  KeeperOptions options;
  options.on_trouble = [&](const Error&) { rounds.one_more(); };
  Keeper keeper([]() -> Result<> { return Error::retry("not now"); }, options);
  EXPECT_TRUE(rounds.reach(1));
  keeper.stop();
  EXPECT_EQ(keeper.failure()->detail, "not now");
  EXPECT_FALSE(keeper.is_ready());
  EXPECT_EQ(rounds.count, 1);
}

TEST(Keeper, TellsATroubleOnceWhileItLasts) {
  Rounds rounds;
  Rounds told;
  KeeperOptions options;
  options.every = std::chrono::milliseconds(1);
  options.outlives_trouble = true;
  options.on_trouble = [&](const Error&) { told.one_more(); };
  Keeper keeper(
      [&]() -> Result<> {
        rounds.one_more();
        if (rounds.count == 3) return {};
        return Error::retry("away");
      },
      options);
  EXPECT_TRUE(rounds.reach(6));
  keeper.stop();
  EXPECT_EQ(told.count, 2);
}

TEST(Keeper, OutlivesWhatMaySucceedLaterAndNothingElse) {
  Rounds rounds;
  KeeperOptions options;
  options.every = std::chrono::milliseconds(1);
  options.outlives_trouble = true;
  Keeper keeper(
      [&]() -> Result<> {
        rounds.one_more();
        if (rounds.count < 3) return Error::abort_batch("again");
        return Error::fatal("over");
      },
      options);
  EXPECT_TRUE(rounds.reach(3));
  keeper.stop();
  EXPECT_EQ(keeper.failure()->detail, "over");
}

}  // namespace
}  // namespace tijdig::shell
