#include "services/reporting/ledger.h"

#include <algorithm>

namespace tijdig::reporting {

Cents CaseRow::total_arrears() const {
  Cents total;
  for (const FactSignal& signal : assigned.signals) total += signal.amount;
  return total;
}

bool CaseRow::had_contact() const {
  for (const ContactTried& tried : attempts)
    if (tried.attempt.reached) return true;
  return closed && implies_contact(closed->result);
}

bool CaseRow::had_flyer() const {
  for (const ContactTried& tried : attempts)
    if (tried.attempt.flyer_left) return true;
  return false;
}

bool CaseRow::had_contact_after_flyer() const {
  bool flyer = false;
  for (const ContactTried& tried : attempts) {
    if (flyer && tried.attempt.reached) return true;
    flyer = flyer || tried.attempt.flyer_left;
  }
  return false;
}

std::vector<YearMonth> Ledger::months() const {
  std::vector<YearMonth> known;
  for (const SignalTally& tally : signals)
    if (tally.reason.empty()) known.push_back(tally.month);
  for (const MatchMade& match : matches) known.push_back(match.month);
  for (const CaseRow& row : cases) known.push_back(row.assigned.id.month);
  std::vector<YearMonth> all;
  if (known.empty()) return all;
  const auto [first, last] = std::minmax_element(known.begin(), known.end());
  for (YearMonth month = *first; month <= *last; month = month.plus_months(1)) all.push_back(month);
  return all;
}

}  // namespace tijdig::reporting
