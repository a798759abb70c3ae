#include "services/shell/interrupts.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>

namespace tijdig::shell {
namespace {

std::atomic<int> came = -1;  // one per process, as signals are

}  // namespace

Interrupts::Interrupts() {
  came = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  struct sigaction note {};
  note.sa_handler = [](int) {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(came, &one, sizeof one);
  };
  note.sa_flags = SA_RESTART;
  sigaction(SIGINT, &note, &interrupt_before_);
  sigaction(SIGTERM, &note, &terminate_before_);
}

Interrupts::~Interrupts() {
  sigaction(SIGINT, &interrupt_before_, nullptr);
  sigaction(SIGTERM, &terminate_before_, nullptr);
  close(came);
}

bool Interrupts::came_within_a_second() const {
  pollfd waiting{came, POLLIN, 0};
  return poll(&waiting, 1, 1000) > 0;
}

}  // namespace tijdig::shell
