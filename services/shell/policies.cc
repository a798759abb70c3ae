#include "services/shell/policies.h"

#include "libs/flow/flow.h"

namespace tijdig::shell {

Result<std::vector<policy::Policy>> policies_in(ports::BackEnd& back_end) {
  std::vector<policy::Policy> found;
  for (ports::Partition partition = 0; partition < back_end.partitions(); ++partition) {
    std::vector<std::pair<Bytes, Bytes>> rows;
    TIJDIG_DO(back_end.scan({flow::reporting.id, partition}, flow::tables::policies.info.prefix, rows));
    for (const auto& [key, yaml] : rows) {
      TIJDIG_TRY(policy::Policy rules, policy::parse_policy(yaml));
      const Bytes home = flow::key_bytes(flow::MunicipalityKey{rules.municipality});
      if (flow::partition_of(home, back_end.partitions()) == partition) found.push_back(std::move(rules));
    }
  }
  return found;
}

}  // namespace tijdig::shell
