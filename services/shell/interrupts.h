// SIGINT and SIGTERM, noted instead of ending the process.
//
//   Interrupts interrupts;
//   while (!interrupts.came_within_a_second()) look_around();
//
// A handler and not a mask: threads of libraries may be older than this object and would take a masked signal with its
// default action. One at a time in a process; the destructor puts back what was there.
#pragma once

#include <csignal>

namespace tijdig::shell {

class Interrupts {
 public:
  Interrupts();
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  bool came_within_a_second() const;

 private:
  struct sigaction interrupt_before_ {};
  struct sigaction terminate_before_ {};
};

}  // namespace tijdig::shell
