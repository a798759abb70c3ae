// A household that two partners named in one window, and the reasons for saying so.
//
// Rule (docs/rules.md, the match rule): signals of at least two distinct partners in the three months that end in
// `month`, at least one of them in `month`. `same_month` when two distinct partners fall in `month` itself, else
// `consecutive`.
#pragma once

#include <string>
#include <vector>

#include "libs/domain/signal.h"

namespace tijdig {

enum class MatchClass : unsigned char { same_month, consecutive, by_policy, count_ };
std::string_view code_of(MatchClass value);

struct MatchedSignal {
  SignalId id;
  PartnerId partner;
  PartnerKind kind = PartnerKind::other;
  YearMonth month;
  Date signal_date;
  Date received;
  Cents amount;
  bool current = true;  // false: an older signal of the same customer, superseded by a later one in the window
  bool crisis = false;
  bool operator==(const MatchedSignal&) const = default;
};

// One line of the explanation: what was compared, what was found, what it did. No values of persons, only levels.
struct EvidenceRow {
  std::string what;   // "surname", "birth date", "window"
  std::string found;  // "equal", "one part equal", "unknown on one side", "2 partners in 2018-10"
  int weight = 0;     // milli-bits, or 0 where the row states a fact
  bool operator==(const EvidenceRow&) const = default;
};

struct Match {
  MatchId id;
  MunicipalityCode municipality;
  HouseholdId household;
  Address address;
  YearMonth month;
  MatchClass match_class = MatchClass::same_month;
  bool divosa_multiple = false;     // >= 2 signals on the address in one month
  bool divosa_consecutive = false;  // a signal on the address in the six months before
  Date matched_on;
  std::vector<MatchedSignal> signals;  // ordered by partner, then signal date
  std::vector<Person> persons;         // whom the signals name, one per customer
  std::vector<EvidenceRow> evidence;
  std::string policy_version;
  bool operator==(const Match&) const = default;
  friend void PrintTo(const Match&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

// matcher -> enrichment: a signal should not count any more (L12) for a household that matched before.
struct SignalTakenBack {
  HouseholdId household;
  MunicipalityCode municipality;
  SignalId signal;
  Date received;       // of the withdrawal
  bool moved = false;  // to another address, by a correction
  bool operator==(const SignalTakenBack&) const = default;
};

// Outlet `review_tasks`: a person must look, because one household or two cannot be told from the signals (L26).
struct ReviewTask {
  Hash128 id{};
  MunicipalityCode municipality;
  AddressId address;
  YearMonth month;
  std::vector<SignalId> signals;
  std::vector<EvidenceRow> evidence;
  std::string policy_version;
  bool operator==(const ReviewTask&) const = default;
};

// The answer, through the desk door into the matcher's inbox.
struct ReviewAnswer {
  Hash128 task{};
  MunicipalityCode municipality;
  AddressId address;
  bool same_household = false;
  Date answered;
  EmployeeRef employee;  // who said so; unset in answers of before
  bool operator==(const ReviewAnswer&) const = default;
};

}  // namespace tijdig
