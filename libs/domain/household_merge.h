// Two households that turn out to be one: what the household that goes on must know, and how two open cases become one
// (ADR 0018).
//
// The matcher says it of the household that goes on: `HouseholdMerged`. Enrichment asks for what is known of the other
// one (`MemoryAsked`) and gets it (`HouseholdMemory`); all three are records, because the two may lie on different
// partitions. Where both have an open case the outcome-tracker is asked, case by case, until one of them ends:
// `CaseMergeAsked`, `CaseStands`, `CaseGoesOn`. A repeat of any of them changes nothing.
#pragma once

#include <optional>
#include <vector>

#include "libs/domain/case.h"

namespace tijdig {

// matcher -> enrichment, of `into`: it goes on, and those of `from` are of it from now on.
struct HouseholdMerged {
  MunicipalityCode municipality;
  HouseholdId into;
  HouseholdId from;
  Date day;         // that closed when it was found, or of the answer by which a person said so
  Address address;  // the door behind which they are one
  bool operator==(const HouseholdMerged&) const = default;
  friend void PrintTo(const HouseholdMerged&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

// enrichment -> enrichment, of `from`: whatever is known of it now or becomes known later is known of `into`.
struct MemoryAsked {
  MunicipalityCode municipality;
  HouseholdId from;
  HouseholdId into;
  Date day;
  Address address;
  bool operator==(const MemoryAsked&) const = default;
  friend void PrintTo(const MemoryAsked&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

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

// enrichment -> enrichment, of `into`: all that was known of `from`.
struct HouseholdMemory {
  MunicipalityCode municipality;
  HouseholdId into;
  HouseholdId from;
  Date day;
  Address address;
  std::vector<Match> waiting;             // for an answer of the register desk
  std::optional<CaseId> open_case;        //
  std::optional<EnrichedCase> looked_up;  // the open case
  std::vector<TakenBack> taken_back;      //
  std::vector<ClosedCase> closed;         //
  std::vector<EnrichedCase> beside;       // open cases that are being merged with the open one
  std::vector<HouseholdId> awaited;       // households that go on in `from`, whose memory did not come yet
  bool operator==(const HouseholdMemory&) const = default;
  friend void PrintTo(const HouseholdMemory&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

// How far somebody came with an open case; more goes before less.
enum class CaseStanding : unsigned char { on_list, trying, in_contact, count_ };

// enrichment -> outcome-tracker: the household has another open case; may this one end?
struct CaseMergeAsked {
  CaseId id;
  CaseId other;
  MunicipalityCode municipality;
  CaseStanding other_standing = CaseStanding::on_list;  // as far as known
  bool yields_when_equal = false;
  Date day;
  bool operator==(const CaseMergeAsked&) const = default;
};

// outcome-tracker -> enrichment: `id` does not end because of `other`; somebody came at least as far with it.
struct CaseStands {
  CaseId id;
  CaseId other;
  HouseholdId household;  // that it is of now, where that is not the one of its id
  MunicipalityCode municipality;
  CaseStanding standing = CaseStanding::on_list;
  Date day;
  bool operator==(const CaseStands&) const = default;
};

// enrichment -> outcome-tracker: the case is that of `household` now, which lives at `address`. Where another one ended
// because the two became one, with what that one stood on.
struct CaseGoesOn {
  CaseId id;
  HouseholdId household;
  MunicipalityCode municipality;
  Date day;
  std::optional<Address> address;
  bool is_alone = false;         // the household has no other open case
  std::optional<CaseId> other;   // that ended
  std::optional<Match> match;    // of `other`, without evidence
  std::optional<Date> deadline;  // of `other`, for the offer of help
  std::uint32_t attempts = 0;    // made because of `other`
  bool operator==(const CaseGoesOn&) const = default;
  friend void PrintTo(const CaseGoesOn&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

}  // namespace tijdig
