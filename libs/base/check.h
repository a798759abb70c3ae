// A broken promise inside the program ends the program, also in release.
//
//   TIJDIG_CHECK(offset >= position);
//
// For programmer errors only; never reachable from input. Prints the condition and the place, never a value, because a
// value may be personal data.
#pragma once

namespace tijdig {

[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace tijdig

#define TIJDIG_CHECK(condition)                                               \
  do {                                                                        \
    if (!(condition)) ::tijdig::check_failed(#condition, __FILE__, __LINE__); \
  } while (false)
