// Time, as a record. A day is over: everything received on it has passed the stages above this inbox (docs/adr/0006).
//
// Match runs, quotas, clocks and closings happen here, in canonical order, so that the order in which records arrived
// within the day cannot matter.
#pragma once

#include "libs/domain/ids.h"

namespace tijdig {

struct DayClosed {
  MunicipalityCode municipality;
  Date day;
  bool operator==(const DayClosed&) const = default;
};

}  // namespace tijdig
