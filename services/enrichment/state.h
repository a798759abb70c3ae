// What enrichment remembers of a household: matches that wait for an answer, its open case as it was last looked up,
// its last closed one with its arrears, and the last time that it said no. Written by state_codec.cc; plain values.
#pragma once

#include <optional>
#include <vector>

#include "libs/base/bytes.h"
#include "libs/base/result.h"
#include "libs/domain/case.h"

namespace tijdig::enrichment {

// The household refused, or said that it solves it alone (L21).
struct Refusal {
  CaseId id;  // of the case in which it did: a corrected result takes the refusal back
  Date day;
  Cents debt;  // then; a rise re-opens the door
  bool operator==(const Refusal&) const = default;
};

struct PartnerDebt {
  PartnerId partner;
  Cents amount;
  bool operator==(const PartnerDebt&) const = default;
};

struct ClosedCase {
  CaseId id;
  Date day;
  bool picked_up = false;          // then its arrears need not be picked up again (L20); a correction may change it
  std::vector<PartnerDebt> debts;  // when it closed; by partner
  bool operator==(const ClosedCase&) const = default;
};

struct HouseholdState {
  std::vector<Match> waiting;  // by month; for an answer of the register desk
  std::optional<CaseId> open_case;
  std::optional<Refusal> last_refusal;
  std::optional<ClosedCase> last_closed;
  std::optional<EnrichedCase> looked_up;  // the open case, as registers and lists describe it; without evidence
  std::vector<SignalId> taken_back;       // by their partners since the newest match; sorted
  bool operator==(const HouseholdState&) const = default;
};

Bytes encode(const HouseholdState& state);
Result<HouseholdState> decode_household(BytesView wire);

}  // namespace tijdig::enrichment
