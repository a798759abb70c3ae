// What happened, for the report: no names or addresses, only ids, codes, days and amounts. Most stages write them; only
// reporting reads them, into docs/reports.md.
//
//   turn.emit(topics::facts, {municipality}, MatchEnded{match, municipality, month, day, "quota_full", result});
//
// Each is either additive (its numbers are added up) or an upsert by id (the newest of an id counts), so the order of
// different sources cannot matter. Amounts are whole cents; a month is that of the signal or match, never that of the
// report. The ids are pseudonyms: whoever has the state of the other stages can tell whose they are. Codes are stable
// and in English; what a reader sees is made of them by reporting and the policy. Plain values that check nothing; any
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libs/domain/case.h"
#include "libs/domain/delivery.h"

namespace tijdig {

struct SignalCount {
  YearMonth month;  // of the signal date
  PartnerKind kind = PartnerKind::other;
  std::string reason;  // "" accepted, else refusal code
  std::uint32_t signals = 0;
  std::int64_t amount_cents = 0;
  bool operator==(const SignalCount&) const = default;
};

// signal-ingest: what one chunk of a delivery brought. Additive; repeats are not in it.
struct SignalsCounted {
  MunicipalityCode municipality;
  PartnerId partner;
  Date received;
  std::vector<SignalCount> counts;
  bool operator==(const SignalsCounted&) const = default;
};

struct SignalAmended {  // a correction (difference) or withdrawal (minus one); additive
  MunicipalityCode municipality;
  PartnerId partner;
  PartnerKind kind = PartnerKind::other;
  YearMonth month;
  std::int32_t signals_change = 0;
  std::int64_t amount_cents_change = 0;
  bool withdrawn = false;  // the signal itself, and not the month or kind that a correction moves it from
  bool operator==(const SignalAmended&) const = default;
};

struct FactSignal {
  SignalId id;
  PartnerId partner;
  PartnerKind kind = PartnerKind::other;
  Cents amount;
  Date signal_date;
  Date received;
  bool operator==(const FactSignal&) const = default;
};

struct MatchMade {  // matcher; upsert by match id
  MatchId match;
  MunicipalityCode municipality;
  YearMonth month;
  MatchClass match_class = MatchClass::same_month;
  bool divosa_multiple = false;
  bool divosa_consecutive = false;
  std::vector<FactSignal> signals;  // current ones
  bool operator==(const MatchMade&) const = default;
};

// enrichment or assignment: a match that goes no further, with its reason.
struct MatchEnded {
  MatchId match;
  MunicipalityCode municipality;
  YearMonth month;
  Date day;
  std::string reason;  // stable code: "known_in_debt_help", "recently_refused", "quota_full", "open_case", ...
  EndResult result = EndResult::refused_other;
  bool operator==(const MatchEnded&) const = default;
};

struct CaseAssigned {  // outcome-tracker, when the case appears on the walk list; upsert by case
  CaseId id;
  MatchId match;
  MunicipalityCode municipality;
  Date assigned_on;
  Date deadline;
  std::string team;
  std::vector<FactSignal> signals;
  bool operator==(const CaseAssigned&) const = default;
};

struct ContactTried {  // outcome-tracker; upsert by entry
  Hash128 entry{};
  CaseId id;
  MunicipalityCode municipality;
  Date day;
  ContactAttempt attempt;
  bool operator==(const ContactTried&) const = default;
};

struct CaseClosed {  // outcome-tracker; upsert by case
  CaseId id;
  MunicipalityCode municipality;
  Date day;
  bool by_clock = false;
  std::string local_code;
  EndResult result = EndResult::no_contact;
  std::vector<std::string> causes;
  std::string composition;
  std::vector<std::string> other_problems;
  bool operator==(const CaseClosed&) const = default;
};

// Outlet `feedback`: everything a partner may know about its own signal, and nothing else (L35).
struct Feedback {
  MunicipalityCode municipality;
  PartnerId partner;
  SignalId signal;
  Date day;
  std::string ddas_result;  // exchange spelling; an internal reason is never in it
  bool collection_paused = false;
  std::optional<Date> pause_ends;  // 30 days after help was accepted (L19)
  bool operator==(const Feedback&) const = default;
};

// Outlet `late`: a signal whose window had closed before it came. Counted, kept, never matched silently.
struct LateSignal {
  MunicipalityCode municipality;
  SignalId signal;
  PartnerId partner;
  YearMonth month;
  Date received;
  bool operator==(const LateSignal&) const = default;
};

struct LateCounted {  // reporting's view of the late path; additive
  MunicipalityCode municipality;
  YearMonth month;
  std::uint32_t signals = 0;
  bool operator==(const LateCounted&) const = default;
};

}  // namespace tijdig
