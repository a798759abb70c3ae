// The memory back end used in the wrong order: the planted bugs of the commit protocol, kept outside the real step.
//
//   WrongOrderBackEnd wrong(memory, bugs);   // an ordinary pass-through when no such bug is on
//
// The planted order costs a second unit, and the time between the two is where a crash shows it.
#pragma once

#include "libs/backends/memory/memory.h"
#include "libs/ports/forwarding_back_end.h"
#include "tests/simulation/planted_bugs.h"

namespace tijdig::simulation {

class WrongOrderBackEnd final : public ports::ForwardingBackEnd {
 public:
  WrongOrderBackEnd(memory::Memory& memory, const PlantedBugs& bugs)
      : ForwardingBackEnd(memory), memory_(memory), bugs_(bugs) {}

  std::unique_ptr<ports::Unit> begin(ports::Lane lane, std::uint64_t epoch) override;

 private:
  memory::Memory& memory_;
  PlantedBugs bugs_;
};

}  // namespace tijdig::simulation
