// When several workers feed each other: is there really nothing left to do?
//
//   const auto seen = quiet.generation();
//   const bool worked = look_through_my_lanes();       // publishes to other workers' lanes
//   if (worked) quiet.something_moved();
//   else if (quiet.wait_for_work(worker, seen) == Quiet::Next::done) return;
//
// A worker is idle *at a generation*: it looked through its lanes after that generation began and found nothing. All is
// quiet when every worker is idle at the newest one, for whoever published anything since would have begun another.
// Thread-safe.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <vector>

namespace tijdig::runtime {

class Quiet {
 public:
  enum class Next { look_again, done };

  explicit Quiet(unsigned workers) : idle_at_(workers, 0) {}

  std::uint64_t generation();
  void something_moved();
  Next wait_for_work(unsigned worker, std::uint64_t looked_at_generation);
  void give_up();  // a worker failed: everybody ends

 private:
  bool all_idle() const;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t generation_ = 1;
  std::vector<std::uint64_t> idle_at_;  // newest generation at which the worker found nothing; 0: never
  bool done_ = false;
};

}  // namespace tijdig::runtime
