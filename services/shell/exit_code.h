// How a program of ours ends, and its last words.
//
//   if (!done) return failed("tijdig", done.error());     // one line to standard error, and the code that fits
//
// 0 done; 1 it failed for a reason outside the input; 2 nothing was done because of the input, the settings among it;
// 3 some of the input was refused.
#pragma once

#include <string_view>

#include "libs/base/result.h"

namespace tijdig::shell {

inline constexpr int exit_done = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_nothing_taken = 2;
inline constexpr int exit_some_refused = 3;

int failed(std::string_view program, const Error& error);

}  // namespace tijdig::shell
