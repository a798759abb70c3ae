// The rules of Zoetermeer as deploy/policies/zoetermeer.yaml has them, built into the program so that `demo` and
// `simulate` work from any folder. The text is that file, byte for byte: CMake puts it in.
#pragma once

#include "libs/policy/policy.h"

namespace tijdig::commands {

Result<policy::Policy> zoetermeer_policy();

}  // namespace tijdig::commands
