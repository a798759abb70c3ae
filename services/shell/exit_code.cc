#include "services/shell/exit_code.h"

#include <fmt/format.h>

#include <cstdio>

namespace tijdig::shell {

int failed(std::string_view program, const Error& error) {
  fmt::print(stderr, "{}: {}\n", program, error.detail);
  return error.severity == Severity::refused ? exit_nothing_taken : exit_failed;
}

}  // namespace tijdig::shell
