// docs/policy.md: every key of a policy file with its type, default, meaning and source, from the declarations that
// read it. A test keeps the committed page equal to this text.
#pragma once

#include <string>

namespace tijdig::policy {

std::string policy_reference();

}  // namespace tijdig::policy
