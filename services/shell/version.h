// The version of this program: what `project(VERSION)` in CMakeLists.txt says, and nothing else.
//
//   version().text()   // "0.1.0"
#pragma once

#include "libs/telemetry/word.h"

namespace tijdig::shell {

telemetry::Word version();

}  // namespace tijdig::shell
