// What enrichment remembers of a household: matches that wait for an answer, the open case, and the last time that it
// said no. Written by state_codec.cc; plain values.
#pragma once

#include <optional>
#include <vector>

#include "libs/base/bytes.h"
#include "libs/base/result.h"
#include "libs/domain/match.h"

namespace tijdig::enrichment {

// The household refused, or said that it solves it alone (L21).
struct Refusal {
  Date day;
  Cents debt;  // then; a rise re-opens the door
  bool operator==(const Refusal&) const = default;
};

struct HouseholdState {
  std::vector<Match> waiting;  // by month; for an answer of the register desk
  std::optional<CaseId> open_case;
  std::optional<Refusal> last_refusal;
  bool operator==(const HouseholdState&) const = default;
};

Bytes encode(const HouseholdState& state);
Result<HouseholdState> decode_household(BytesView wire);

}  // namespace tijdig::enrichment
