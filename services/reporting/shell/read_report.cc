#include "services/reporting/shell/read_report.h"

#include "libs/flow/flow.h"
#include "libs/runtime/days.h"
#include "services/reporting/rows.h"
#include "services/reporting/tables.h"

namespace tijdig::reporting {

Result<Report> read_report(ports::BackEnd& back_end, const policy::Policy& policy) {
  const Bytes home = flow::key_bytes(flow::MunicipalityKey{policy.municipality});
  const ports::Lane lane{flow::reporting.id, flow::partition_of(home, back_end.partitions())};
  std::vector<std::pair<Bytes, Bytes>> rows;
  TIJDIG_DO(back_end.scan(lane, rows_prefix(policy.municipality), rows));
  const std::vector<Bytes> keys{runtime::day_key(policy.municipality)};
  std::vector<std::optional<Bytes>> days;
  TIJDIG_DO(back_end.load(lane, keys, days));
  std::optional<Date> as_of;
  if (days.front()) as_of = runtime::day_of(*days.front());
  TIJDIG_TRY(const Ledger ledger, ledger_from(policy.municipality, as_of, rows));
  return build_report(ledger, policy);
}

}  // namespace tijdig::reporting
