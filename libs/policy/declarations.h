// Every key of a policy file, declared once: docs/policy.md, the reader and its messages come from here.
#pragma once

#include "libs/policy/fields.h"

namespace tijdig::policy {

const Fields<Policy>& policy_fields();

// What no single key can see: codes that must exist, days in the right order.
void check_whole(const YAML::Node& root, const Policy& policy, Reading& reading);

}  // namespace tijdig::policy
