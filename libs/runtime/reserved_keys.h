// State keys that belong to the runtime in every lane (flow::tables::policies and days): their first byte is 0, and no
// stage's own table begins so.
//
//   turn.load(policy_key(municipality))   // the YAML of the active policy
//   turn.load(day_key(municipality))      // the newest closed day, 4 bytes big endian, days since 1970
#pragma once

#include "libs/base/bytes.h"
#include "libs/domain/ids.h"

namespace tijdig::runtime {

Bytes policy_key(MunicipalityCode municipality);
Bytes day_key(MunicipalityCode municipality);

}  // namespace tijdig::runtime
