// What the tests of this room hear from the outcome-tracker about a case.
#pragma once

#include "libs/domain/case.h"

namespace tijdig::enrichment {

inline CaseNotice open_notice(const CaseId& id, MunicipalityCode municipality, Date day) {
  return {.id = id, .municipality = municipality, .open = true, .day = day, .debt = Cents()};
}

inline CaseNotice closed_notice(const CaseId& id, MunicipalityCode municipality, EndResult result, Date day,
                                Cents debt) {
  return {.id = id, .municipality = municipality, .result = result, .day = day, .debt = debt};
}

inline CaseNotice with_refusal(CaseNotice closed) {
  closed.refused_or_alone = true;
  return closed;
}

}  // namespace tijdig::enrichment
