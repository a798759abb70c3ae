// Dead letters of all partitions, in the order of each, from where reading stopped the last time.
//
//   NewDeadLetters letters(back_end);                 // from the first one on
//   TIJDIG_DO(letters.skip_to_end());                 // or only what comes from now on
//   TIJDIG_DO(letters.each_new([](const runtime::DeadLetter& letter) { ... }));
//
// Errors: those of the store, and a dead letter that is none. One thread.
#pragma once

#include <functional>
#include <vector>

#include "libs/ports/back_end.h"
#include "libs/runtime/dead_letter.h"

namespace tijdig::doors {

class NewDeadLetters {
 public:
  explicit NewDeadLetters(ports::BackEnd& back_end) : back_end_(back_end), next_(back_end.partitions(), 0) {}

  Result<> skip_to_end();
  Result<> each_new(const std::function<void(const runtime::DeadLetter&)>& take);

 private:
  ports::BackEnd& back_end_;
  std::vector<ports::Offset> next_;  // of each partition
};

}  // namespace tijdig::doors
