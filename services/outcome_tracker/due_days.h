// Which cases must be looked at when a day closes: a list per town and day, and per town the days that have one. A town
// in which nothing falls due answers from that one index, however many days are closed at once.
//
//   TIJDIG_DO(mark_due(municipality, id, day, turn));
//   for (auto day = next_due_day(town, from, until, turn); ...; )    // ascending, see Processor::close
//     TIJDIG_TRY(DueList due, take_due(town, day, turn));            // and it is gone
//
// Law: the index names a day exactly when its list is there. Errors: state that cannot be read, and those of the store.
#pragma once

#include <optional>

#include "libs/runtime/stage.h"
#include "services/outcome_tracker/state.h"

namespace tijdig::outcome_tracker {

Bytes due_days_key(MunicipalityCode municipality);
Bytes due_list_key(MunicipalityCode municipality, Date day);

Result<> mark_due(MunicipalityCode municipality, const CaseId& id, Date day, runtime::Turn& turn);

// The first day from `from` to `until`, both included, that has a list.
Result<std::optional<Date>> next_due_day(MunicipalityCode municipality, Date from, Date until, runtime::Turn& turn);

// The list of a day that has one, which is erased.
Result<DueList> take_due(MunicipalityCode municipality, Date day, runtime::Turn& turn);

}  // namespace tijdig::outcome_tracker
