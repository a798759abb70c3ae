// The queues of the caseworkers: every open case stands in that of its town, team and status, by its deadline.
//
//   queue_of(zoetermeer, "west", Status::on_list)       // "GM0637/west/on_list"
//   case_in(key)                                        // which case stands there
//
// Read off the case files alone (libs/flow/queue.h), so a store keeps them beside the state. Closed cases stand in
// none. Names hold no personal data; ranks are days since 1970. Pure; any thread.
#pragma once

#include <optional>
#include <string>

#include "libs/domain/ids.h"
#include "libs/flow/queue.h"
#include "services/outcome_tracker/lifecycle.h"

namespace tijdig::outcome_tracker {

std::string queue_of(MunicipalityCode municipality, std::string_view team, Status status);
std::optional<flow::QueuePlace> place_of_case(BytesView key, std::optional<BytesView> value);
std::optional<CaseId> case_in(BytesView key);

inline constexpr flow::QueueRule open_cases{.version = 1, .place = place_of_case};

}  // namespace tijdig::outcome_tracker
