#include "services/matcher/window.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace tijdig::matcher {
namespace {

bool is_between(YearMonth month, YearMonth first, YearMonth last) { return first <= month && month <= last; }

// Distinct partners with a signal in [first, last].
std::set<PartnerId> partners_in(const std::vector<const CustomerLine*>& lines, YearMonth first, YearMonth last) {
  std::set<PartnerId> partners;
  for (const CustomerLine* line : lines)
    for (const KeptSignal& signal : line->signals)
      if (is_between(signal.month(), first, last)) partners.insert(line->partner);
  return partners;
}

bool one_is_enough(const std::vector<const CustomerLine*>& lines, YearMonth month, const policy::Matching& rules) {
  for (const CustomerLine* line : lines)
    for (const KeptSignal& signal : line->signals)
      if (signal.month() == month && ((rules.single_when_crisis && signal.crisis) ||
                                      (rules.single_from_amount && signal.amount >= *rules.single_from_amount)))
        return true;
  return false;
}

int signals_between(const AddressState& state, YearMonth first, YearMonth last) {
  int signals = 0;
  for (const CustomerLine& line : state.lines)
    for (const KeptSignal& signal : line.signals) signals += is_between(signal.month(), first, last) ? 1 : 0;
  return signals;
}

}  // namespace

std::optional<MatchClass> match_class(const std::vector<const CustomerLine*>& lines, YearMonth month,
                                      const policy::Matching& rules) {
  const auto enough = static_cast<std::size_t>(rules.partners_min);
  const std::size_t this_month = partners_in(lines, month, month).size();
  if (this_month == 0) return std::nullopt;
  if (this_month >= enough) return MatchClass::same_month;
  if (partners_in(lines, window_start(month, rules), month).size() >= enough) return MatchClass::consecutive;
  if (one_is_enough(lines, month, rules)) return MatchClass::by_policy;
  return std::nullopt;
}

std::vector<MatchedSignal> signals_in_window(const std::vector<const CustomerLine*>& lines, YearMonth month,
                                             const policy::Matching& rules) {
  struct Found {
    MatchedSignal signal;
    CustomerId customer;
  };
  std::vector<Found> found;
  for (const CustomerLine* line : lines)
    for (const KeptSignal& kept : line->signals)
      if (is_between(kept.month(), window_start(month, rules), month))
        found.push_back({{kept.id, line->partner, line->kind, kept.month(), kept.signal_date, kept.received,
                          kept.amount, true, kept.crisis},
                         line->customer});
  const auto newer = [](const Found& a, const Found& b) {
    return std::tuple(a.signal.signal_date, a.signal.received, a.signal.id) >
           std::tuple(b.signal.signal_date, b.signal.received, b.signal.id);
  };
  for (Found& one : found)
    one.signal.current = std::none_of(found.begin(), found.end(), [&](const Found& other) {
      return other.customer == one.customer && newer(other, one);
    });
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return std::tie(a.signal.partner, a.signal.signal_date, a.signal.id) <
           std::tie(b.signal.partner, b.signal.signal_date, b.signal.id);
  });
  std::vector<MatchedSignal> signals;
  for (Found& one : found) signals.push_back(std::move(one.signal));
  return signals;
}

bool divosa_multiple(const AddressState& state, YearMonth month) { return signals_between(state, month, month) >= 2; }

bool divosa_consecutive(const AddressState& state, YearMonth month) {
  return signals_between(state, month.plus_months(-months_looked_back_by_divosa), month.plus_months(-1)) >= 1;
}

}  // namespace tijdig::matcher
