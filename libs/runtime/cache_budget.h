// How much of their state lanes keep in memory: each a little of its own, and all of them together much more.
//
//   CacheLimits limits{.bytes_max = 512 * 1024, .together = std::make_shared<CacheBudget>(256 * mib)};
//   limits.together->changed(before, after);    // what one lane keeps
//   limits.allow(after)                         // false: this lane has more than its own, and all is spent
//
// Bytes are as LaneState counts them, about. Any thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>

namespace tijdig::runtime {

class CacheBudget {
 public:
  explicit CacheBudget(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  void changed(std::size_t before, std::size_t after) { bytes_.fetch_add(after - before, std::memory_order_relaxed); }
  bool is_spent() const { return bytes_.load(std::memory_order_relaxed) > bytes_max_; }

 private:
  std::size_t bytes_max_;
  std::atomic<std::size_t> bytes_{0};
};

struct CacheLimits {
  std::size_t bytes_max = 512 * 1024;       // of one lane, between batches
  std::shared_ptr<CacheBudget> together{};  // a lane may keep more while this is not spent

  bool allow(std::size_t bytes) const { return bytes <= bytes_max || (together && !together->is_spent()); }
};

}  // namespace tijdig::runtime
