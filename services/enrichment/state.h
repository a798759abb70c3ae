// What enrichment remembers of a household: matches that wait for an answer, its open case as it was last looked up,
// and how its closed ones ended. Written by state_codec.cc; plain values.
#pragma once

#include <optional>
#include <vector>

#include "libs/base/bytes.h"
#include "libs/base/result.h"
#include "libs/domain/household_merge.h"

namespace tijdig::enrichment {

struct HouseholdState {
  std::vector<Match> waiting;  // by month; for an answer of the register desk
  std::optional<CaseId> open_case;
  std::optional<EnrichedCase> looked_up;  // the open case: signals that stand, and what registers say; no evidence
  std::vector<TakenBack> taken_back;      // sorted
  std::vector<ClosedCase> closed;         // by id, those of the last years
  // Where two households became one (merging.h).
  std::vector<EnrichedCase> beside;  // open cases beside the open one, until one of each two ends
  std::vector<HouseholdId> awaited;  // that go on in this one, while their memory is under way
  HouseholdId merged_into;           // this one went on in that: whatever comes is passed on, and nothing else is kept
  bool operator==(const HouseholdState&) const = default;
};

Bytes encode(const HouseholdState& state);
Result<HouseholdState> decode_household(BytesView wire);

}  // namespace tijdig::enrichment
