#include "libs/runtime/policy_of.h"

namespace tijdig::runtime {
namespace {

// The text, and what it says: kept decoded (kept.h), so that a record compares no texts. One that cannot be read is the
// business of the record that needs it.
struct ActivePolicy {
  Bytes yaml;
  std::shared_ptr<const policy::Policy> rules;
  std::optional<Error> why_not;
};

Bytes encode(const ActivePolicy& active) { return active.yaml; }

Result<> decode(BytesView wire, ActivePolicy& active) {
  active.yaml = wire;
  auto rules = policy::PolicyCache().get(wire);
  if (rules)
    active.rules = *std::move(rules);
  else
    active.why_not = rules.error();
  return {};
}

}  // namespace

Result<> remember_policy(const PolicyActivated& activated, Turn& turn) {
  turn.save(policy_key(activated.municipality), activated.yaml);
  return {};
}

Result<std::shared_ptr<const policy::Policy>> policy_of(MunicipalityCode municipality, Turn& turn) {
  TIJDIG_TRY(const auto* active, turn.look<ActivePolicy>(policy_key(municipality)));
  if (active == nullptr)
    return Error::fatal("no policy is active for " + municipality.to_string() + "; activate one first");
  if (active->why_not) return *active->why_not;
  return active->rules;
}

}  // namespace tijdig::runtime
