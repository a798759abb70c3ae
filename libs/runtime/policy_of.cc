#include "libs/runtime/policy_of.h"

namespace tijdig::runtime {

Result<> remember_policy(const PolicyActivated& activated, Turn& turn) {
  turn.save(policy_key(activated.municipality), activated.yaml);
  return {};
}

Result<std::shared_ptr<const policy::Policy>> policy_of(MunicipalityCode municipality, Turn& turn,
                                                        const policy::PolicyCache& cache) {
  const auto yaml = turn.load(policy_key(municipality));
  if (!yaml) return Error::fatal("no policy is active for " + municipality.to_string() + "; activate one first");
  return cache.get(municipality, *yaml);
}

}  // namespace tijdig::runtime
