// Whom the register desk tells when its answer changes: households whose case is open.
//
//   TIJDIG_DO(keep_watch({request, keys}, turn));                           // and whatever was kept of it before goes
//   TIJDIG_TRY(auto watches, watches_of(municipality, touched_keys, turn)); // in the order of their households
//   TIJDIG_DO(end_watch(ended, turn));
//
// A watch knows the keys of the records that its answer was read from; an entry that changes one of them may change the
// answer. Kept in flow::tables::watchers and watches. Errors: state that does not read is
// fatal.
#pragma once

#include <vector>

#include "libs/runtime/stage.h"
#include "services/enrichment/register_state.h"

namespace tijdig::enrichment {

Bytes watchers_key(MunicipalityCode municipality);
Bytes watch_key(MunicipalityCode municipality, HouseholdId household);

Result<> keep_watch(const Watch& watch, runtime::Turn& turn);
Result<> end_watch(const WatchEnded& ended, runtime::Turn& turn);
Result<std::vector<Watch>> watches_of(MunicipalityCode municipality, const std::vector<Bytes>& touched,
                                      runtime::Turn& turn);

}  // namespace tijdig::enrichment
