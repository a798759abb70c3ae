// A thread that does its round every now and then, and at once when it is woken.
//
//   Keeper keeper([&] { return settle_and_close_days(); }, {});
//   keeper.wake();                     // something new to do
//   keeper.is_ready();                 // a round ended well a short while ago
//   keeper.stop();                     // after the round in hand
//
// An error ends it, and stands in `failure`; with `outlives_trouble` only an error that is neither `retry` nor
// `abort_batch` does. All calls from any thread.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "libs/base/result.h"

namespace tijdig::shell {

struct KeeperOptions {
  std::chrono::milliseconds every{500};
  bool outlives_trouble = false;
  // By the keeper's thread; once while rounds fail for the same reason.
  std::function<void(const Error&)> on_trouble = [](const Error&) {};
};

class Keeper {
 public:
  Keeper(std::function<Result<>()> round, KeeperOptions options);
  ~Keeper();
  Keeper(const Keeper&) = delete;
  Keeper& operator=(const Keeper&) = delete;

  void wake();
  bool is_ready() const;
  std::optional<Error> failure() const;
  void stop();

 private:
  using Clock = std::chrono::steady_clock;

  void loop();
  bool may_go_on_after(const Result<>& round) const;

  const std::function<Result<>()> round_;
  const KeeperOptions options_;
  std::atomic<Clock::rep> moved_at_ = 0;
  mutable std::mutex mutex_;
  std::condition_variable woken_;
  bool new_work_ = false;
  bool stopping_ = false;
  std::optional<Error> failure_;
  std::thread thread_;
};

}  // namespace tijdig::shell
