#include "libs/runtime/quiet.h"

#include <algorithm>

namespace tijdig::runtime {

std::uint64_t Quiet::generation() {
  const std::lock_guard lock(mutex_);
  return generation_;
}

void Quiet::something_moved() {
  {
    const std::lock_guard lock(mutex_);
    ++generation_;
  }
  changed_.notify_all();
}

Quiet::Next Quiet::wait_for_work(unsigned worker, std::uint64_t looked_at_generation) {
  std::unique_lock lock(mutex_);
  idle_at_[worker] = looked_at_generation;
  if (all_idle()) {
    done_ = true;
    changed_.notify_all();
  }
  changed_.wait(lock, [&] { return done_ || generation_ != looked_at_generation; });
  return done_ ? Next::done : Next::look_again;
}

void Quiet::give_up() {
  {
    const std::lock_guard lock(mutex_);
    done_ = true;
  }
  changed_.notify_all();
}

bool Quiet::all_idle() const {
  return std::all_of(idle_at_.begin(), idle_at_.end(), [this](std::uint64_t at) { return at == generation_; });
}

}  // namespace tijdig::runtime
