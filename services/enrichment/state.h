// What enrichment remembers of a household: matches that wait for an answer, its open case as it was last looked up,
// and how its closed ones ended. Written by state_codec.cc; plain values.
#pragma once

#include <optional>
#include <vector>

#include "libs/base/bytes.h"
#include "libs/base/result.h"
#include "libs/domain/case.h"

namespace tijdig::enrichment {

struct PartnerDebt {
  PartnerId partner;
  Cents amount;
  bool operator==(const PartnerDebt&) const = default;
};

struct ClosedCase {
  CaseId id;
  Date day;
  bool refused = false;            // or they solve it alone: left alone for a while (L21)
  bool picked_up = false;          // its arrears need not be picked up again (L20)
  Cents debt;                      // then; a rise re-opens the door
  std::vector<PartnerDebt> debts;  // the same by partner
  std::vector<SignalId> crises;    // that its caseworker knew of; sorted
  bool operator==(const ClosedCase&) const = default;
};

// By its partner, since the newest match; not known whether anybody is to go there because of it.
struct TakenBack {
  SignalId signal;
  bool moved = false;  // it stands, at another address
  auto operator<=>(const TakenBack&) const = default;
};

struct HouseholdState {
  std::vector<Match> waiting;  // by month; for an answer of the register desk
  std::optional<CaseId> open_case;
  std::optional<EnrichedCase> looked_up;  // the open case: signals that stand, and what registers say; no evidence
  std::vector<TakenBack> taken_back;      // sorted
  std::vector<ClosedCase> closed;         // by id, those of the last years
  bool operator==(const HouseholdState&) const = default;
};

Bytes encode(const HouseholdState& state);
Result<HouseholdState> decode_household(BytesView wire);

}  // namespace tijdig::enrichment
