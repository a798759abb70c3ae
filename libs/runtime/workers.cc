#include "libs/runtime/workers.h"

namespace tijdig::runtime {

Workers::Workers(unsigned count) {
  for (unsigned number = 1; number < count; ++number) threads_.emplace_back([this, number] { work(number); });
}

Workers::~Workers() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Workers::do_together(const Task& task) {
  {
    const std::lock_guard lock(mutex_);
    task_ = &task;
    busy_ = threads_.size();
    ++round_;
  }
  changed_.notify_all();
  task(0);
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return busy_ == 0; });
}

void Workers::work(unsigned number) {
  std::uint64_t done = 0;
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return ending_ || round_ != done; });
    if (ending_) return;
    done = round_;
    const Task& task = *task_;
    lock.unlock();
    task(number);
    lock.lock();
    if (--busy_ == 0) changed_.notify_all();
  }
}

}  // namespace tijdig::runtime
