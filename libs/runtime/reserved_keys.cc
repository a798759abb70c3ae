#include "libs/runtime/reserved_keys.h"

#include "libs/flow/tables.h"

namespace tijdig::runtime {

Bytes policy_key(MunicipalityCode municipality) { return flow::tables::policies.key(municipality); }
Bytes day_key(MunicipalityCode municipality) { return flow::tables::days.key(municipality); }

}  // namespace tijdig::runtime
