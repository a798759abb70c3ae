// A progress bar on a terminal, one line every tenth elsewhere. Writes to standard error.
#pragma once

#include <string>

namespace tijdig::commands {

class ProgressBar {
 public:
  explicit ProgressBar(std::string what);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  // Whether somebody sees it move.
  static bool is_watched();
  void show(int percent, const std::string& detail);

 private:
  std::string what_;
  bool is_terminal_;
  int last_ = -1;
};

}  // namespace tijdig::commands
