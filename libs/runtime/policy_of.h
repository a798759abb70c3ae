// How every stage keeps the rules it decides by: PolicyActivated is saved in the lane's state, and read back parsed.
//
//   if (auto* activated = std::get_if<PolicyActivated>(&message)) return remember_policy(*activated, turn);
//   TIJDIG_TRY(auto policy, policy_of(municipality, turn));
//
// A record that needs rules before any were activated is an operating mistake: the lane stops with `fatal`.
#pragma once

#include "libs/policy/policy.h"
#include "libs/runtime/reserved_keys.h"
#include "libs/runtime/stage.h"

namespace tijdig::runtime {

Result<> remember_policy(const PolicyActivated& activated, Turn& turn);
Result<std::shared_ptr<const policy::Policy>> policy_of(MunicipalityCode municipality, Turn& turn);

}  // namespace tijdig::runtime
