// The case of one household, from enriched match to closed (DDAS `Vroegsignaalzaak`): what the stages tell each other
// of it, in the order in which it lives.
//
//   EnrichedCase -> Assignment -> DeskEntry... -> CaseNotice         // chosen, on the list, visited, over
//   door_of(assignment.enriched)                                     // where to go, also after a move
//
// What goes from stage to stage is one kind of an inbox (inboxes.h); the comment above it says who tells whom. Amounts
// are whole cents (Cents), dates are calendar days. What holds a match or an address is about people, and its PrintTo
// hides it. Plain values that check nothing: what is impossible is refused where it is read (libs/codec). Any thread.
// Sources: docs/rules.md (the numbers L..), docs/lifecycle.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libs/domain/match.h"
#include "libs/domain/register_facts.h"

namespace tijdig {

// enrichment -> assignment: may be approached.
struct EnrichedCase {
  CaseId id;
  Match match;
  Date enriched_on;
  bool re_approach = false;  // refused within the cool-down, but the debt rose (L21)
  bool secrecy = false;
  std::uint32_t residents = 0;
  std::vector<EvidenceRow> facts;                // what was asked, what came back, in words without personal data
  std::optional<Address> now_at = std::nullopt;  // where they live now, when they moved within the municipality
  std::uint64_t answered = 0;                    // what the register desk answered (said_by), to tell news by
  bool operator==(const EnrichedCase&) const = default;
  friend void PrintTo(const EnrichedCase&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

// The door to go to. The match keeps the address of its signals: links are kept, undone and explained there.
inline const Address& door_of(const EnrichedCase& enriched) {
  return enriched.now_at ? *enriched.now_at : enriched.match.address;
}

// assignment -> outcome-tracker: on the walk list since `assigned_on`.
struct Assignment {
  EnrichedCase enriched;
  std::string team;
  Date assigned_on;
  Date deadline;           // help offer: 28 days after the first receipt (L13), or what policy says
  std::uint32_t rank = 0;  // place on the list, from 1; reserve addresses come after the quota
  bool reserve = false;
  std::string reason;          // in words: why this one, why now
  std::string policy_version;  // of the rules by which it was chosen; the match carries those of its own day
  bool operator==(const Assignment&) const = default;
  friend void PrintTo(const Assignment&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

// enrichment -> outcome-tracker: a new match of a household whose case is open (L23): no second case.
struct CaseUpdated {
  CaseId id;
  MunicipalityCode municipality;
  Match match;
  bool operator==(const CaseUpdated&) const = default;
  friend void PrintTo(const CaseUpdated&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

// enrichment -> outcome-tracker: what became known of an open case since its match (L24 to L27).
struct CaseChecked {
  EnrichedCase now;   // its id, and what registers and lists say by now; its match may be older than the case's own
  Date day;           // on which it became known
  std::string ended;  // the reason by which nobody should go there any more (approach_ends.h), or "" for none
  bool operator==(const CaseChecked&) const = default;
  friend void PrintTo(const CaseChecked&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

// desk door -> outcome-tracker: what a caseworker did. One record per entry; `entry` makes repeats harmless.
struct ContactAttempt {
  ContactKind kind = ContactKind::unknown;
  bool reached = false;
  DayPart day_part = DayPart::morning;
  bool flyer_left = false;
  bool operator==(const ContactAttempt&) const = default;
};

struct CaseResult {
  std::string local_code;                   // result code of the policy, e.g. "solves_it_alone"
  std::vector<std::string> causes;          // adjustment, survival, compensation, behaviour, language (several)
  std::string composition;                  // single, single_with_children, couple, couple_with_children, ""
  std::vector<std::string> other_problems;  // physical, mental, family
  bool operator==(const CaseResult&) const = default;
};

struct DeskEntry {
  Hash128 entry{};  // hash of the entry as written
  CaseId id;
  MunicipalityCode municipality;
  Date day;
  std::optional<ContactAttempt> attempt;
  std::optional<CaseResult> result;
  bool operator==(const DeskEntry&) const = default;
};

// outcome-tracker -> enrichment: what later matches of the household must know (L21-L23).
struct CaseNotice {
  CaseId id;
  MunicipalityCode municipality;
  bool open = false;
  EndResult result = EndResult::no_contact;  // where closed
  bool refused_or_alone = false;             // starts the cool-down
  Date day;
  Cents debt;                                           // total at that moment; a rise re-opens the door
  std::optional<EnrichedCase> enriched = std::nullopt;  // where open; without the evidence
  std::optional<CaseId> goes_on_as = std::nullopt;      // where closed because its household's other case goes on
  std::optional<Date> deadline = std::nullopt;          // for the offer of help, where it goes on as another
  std::uint32_t attempts = 0;                           // to reach somebody, where it goes on as another
  HouseholdId household = {};                           // that it is of now, where that is not the one of its id
  bool operator==(const CaseNotice&) const = default;
  friend void PrintTo(const CaseNotice&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

// outcome-tracker -> assignment: a place on the list came free before anybody was approached.
struct CaseReturned {
  CaseId id;
  MunicipalityCode municipality;
  Date day;
  std::string reason;
  bool operator==(const CaseReturned&) const = default;
};

}  // namespace tijdig
