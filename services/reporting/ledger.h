// Everything reporting has been told about one municipality, in canonical order: the input of every table.
//
// Built from the rows of the stage's state (rows.h) or, in tests, by hand. Plain values; no personal data.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libs/domain/facts.h"

namespace tijdig::reporting {

// The reason of a tally of accepted signals that were withdrawn afterwards. They stay among the accepted, as the cases
// do that came of them. No refusal has this code.
inline constexpr std::string_view withdrawn_reason = "withdrawn";

// Signals of one month of one partner, accepted (reason ""), of those withdrawn, or refused.
struct SignalTally {
  YearMonth month;
  PartnerId partner;
  PartnerKind kind = PartnerKind::other;
  std::string reason;
  std::int64_t signals = 0;
  std::int64_t amount_cents = 0;
  bool was_refused() const { return !reason.empty() && reason != withdrawn_reason; }
  bool operator==(const SignalTally&) const = default;
};

// A case from walk list to result.
struct CaseRow {
  CaseAssigned assigned;
  std::vector<ContactTried> attempts;  // by day, then entry
  std::optional<CaseClosed> closed;
  bool operator==(const CaseRow&) const = default;

  Cents total_arrears() const;
  bool was_approached() const { return !attempts.empty(); }
  bool had_contact() const;  // an attempt reached somebody, or the result says so
  bool had_flyer() const;
  bool had_contact_after_flyer() const;
};

struct Ledger {
  MunicipalityCode municipality;
  std::optional<Date> as_of;                             // last day closed, if any
  std::vector<SignalTally> signals;                      // by month, partner, reason
  std::vector<MatchMade> matches;                        // by month, id
  std::vector<MatchEnded> ended;                         // by month, id
  std::vector<CaseRow> cases;                            // by assigned day, id
  std::vector<std::pair<YearMonth, std::int64_t>> late;  // by month

  bool operator==(const Ledger&) const = default;
  bool empty() const { return signals.empty() && matches.empty() && cases.empty() && late.empty(); }
  // All months from the first to the last with an accepted signal, a match or a case. A refused signal opens no month:
  // its date may be anything.
  std::vector<YearMonth> months() const;
};

}  // namespace tijdig::reporting
