#include "services/tijdig/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <utility>

namespace tijdig::commands {

ProgressBar::ProgressBar(std::string what) : what_(std::move(what)), is_terminal_(is_watched()) {}

bool ProgressBar::is_watched() { return isatty(STDERR_FILENO) == 1; }

ProgressBar::~ProgressBar() {
  if (is_terminal_ && last_ >= 0) fmt::print(stderr, "\n");
}

void ProgressBar::show(int percent, const std::string& detail) {
  constexpr int width = 40;
  if (is_terminal_) {
    if (percent == last_) return;
    const auto filled = static_cast<std::size_t>(percent * width / 100);
    fmt::print(stderr, "\r{} [{}{}] {:3}%  {}", what_, std::string(filled, '#'), std::string(width - filled, '.'),
               percent, detail);
    std::fflush(stderr);
  } else if (percent / 10 != last_ / 10 || last_ < 0) {
    fmt::print(stderr, "{}: {}% ({})\n", what_, percent, detail);
  }
  last_ = percent;
}

}  // namespace tijdig::commands
