// Runs a linker over one municipality and holds its answers against the truth.
#pragma once

#include "tools/linking/linker_under_test.h"
#include "tools/linking/tally.h"

namespace tijdig::lab {

// Told of every wrong automatic link, for those who look for patterns; may be empty.
struct WrongLink {
  const people::CustomerVersion& version;
  const Answer& answer;
  std::uint32_t human;
  std::uint32_t slices;
  bool other_household;
};
struct WrongEvent {
  int month = 0;
  std::uint32_t slices = 0;      // of all its signals together
  std::uint32_t households = 0;  // true ones
  bool by_link = false;
};
class Witness {
 public:
  virtual ~Witness() = default;
  virtual void saw(const WrongLink&, const LinkerUnderTest&) {}
  virtual void saw(const WrongEvent&) {}
  virtual void saw_missed(std::uint32_t /*slices*/, bool /*apart*/) {}
};

Tally judge(const people::World& world, LinkerUnderTest& linker, Witness* witness = nullptr);

}  // namespace tijdig::lab
