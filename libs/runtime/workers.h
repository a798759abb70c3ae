// Threads that stay: a task is done by all of them at once, again and again.
//
//   Workers workers(4);                                      // three threads and the caller
//   workers.do_together([&](unsigned number) { ... });       // number: 0 is the caller; returns when all have ended
//
// A new thread would cost more than most tasks: a store and an allocator keep something for each. One caller at a time.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tijdig::runtime {

class Workers {
 public:
  using Task = std::function<void(unsigned number)>;

  explicit Workers(unsigned count);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  void do_together(const Task& task);

 private:
  void work(unsigned number);

  std::mutex mutex_;
  std::condition_variable changed_;
  const Task* task_ = nullptr;
  std::uint64_t round_ = 0;
  std::size_t busy_ = 0;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace tijdig::runtime
