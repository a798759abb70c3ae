// What wrong links, wrong events and missed events have in common: counts of slices and of what agreed.
//
// For who improves a linker: the commonest pattern is the next thing to understand. Bears calls from all threads.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "tools/linking/judge.h"

namespace tijdig::lab {

class Patterns final : public Witness {
 public:
  void saw(const WrongLink& wrong, const LinkerUnderTest& linker) override;
  void saw(const WrongEvent& wrong) override;
  void saw_missed(std::uint32_t slices, bool apart) override;
  std::string text() const;  // the commonest twenty of each

 private:
  std::mutex counting_;
  std::map<std::string, std::map<std::string, std::uint64_t>> counts_;  // heading, pattern
};

}  // namespace tijdig::lab
