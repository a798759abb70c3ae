// The rules in force, as the log knows them.
//
//   TIJDIG_TRY(const auto policies, policies_in(*back_end));   // one per municipality, in any order
//
// Any thread; errors are those of the store, and rules that do not read.
#pragma once

#include <vector>

#include "libs/policy/policy.h"
#include "libs/ports/back_end.h"

namespace tijdig::shell {

// The newest rules of every municipality in a store.
Result<std::vector<policy::Policy>> policies_in(ports::BackEnd& back_end);

}  // namespace tijdig::shell
