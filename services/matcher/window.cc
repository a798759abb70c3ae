#include "services/matcher/window.h"

#include <algorithm>
#include <tuple>

namespace tijdig::matcher {
namespace {

// Of whole months, as days: a signal keeps a day, and its month would have to be worked out for every look.
struct Span {
  Date first;
  Date last;
  bool holds(const KeptSignal& signal) const { return first <= signal.signal_date && signal.signal_date <= last; }
};

Span span_of(YearMonth first, YearMonth last) { return {first.first_day(), last.last_day()}; }

// Whether at least so many distinct partners have a signal in the span.
bool has_partners(const std::vector<const CustomerLine*>& lines, const Span& span, std::size_t enough) {
  std::vector<const PartnerId*> found;
  for (const CustomerLine* line : lines) {
    const auto in_span = [&](const KeptSignal& signal) { return span.holds(signal); };
    const auto is_this = [&](const PartnerId* partner) { return *partner == line->partner; };
    if (std::none_of(line->signals.begin(), line->signals.end(), in_span)) continue;
    if (std::any_of(found.begin(), found.end(), is_this)) continue;
    found.push_back(&line->partner);
    if (found.size() >= enough) return true;
  }
  return false;
}

bool one_is_enough(const std::vector<const CustomerLine*>& lines, const Span& span, const policy::Matching& rules) {
  for (const CustomerLine* line : lines)
    for (const KeptSignal& signal : line->signals)
      if (span.holds(signal) && ((rules.single_when_crisis && signal.crisis) ||
                                 (rules.single_from_amount && signal.amount >= *rules.single_from_amount)))
        return true;
  return false;
}

int signals_in(const AddressState& state, const Span& span) {
  int signals = 0;
  for (const CustomerLine& line : state.lines)
    for (const KeptSignal& signal : line.signals) signals += span.holds(signal) ? 1 : 0;
  return signals;
}

}  // namespace

bool can_match(std::size_t lines, const policy::Matching& rules) {
  return lines >= static_cast<std::size_t>(rules.partners_min) || rules.single_when_crisis || rules.single_from_amount;
}

std::optional<MatchClass> match_class(const std::vector<const CustomerLine*>& lines, YearMonth month,
                                      const policy::Matching& rules) {
  const auto enough = static_cast<std::size_t>(rules.partners_min);
  const Span this_month = span_of(month, month);
  if (!has_partners(lines, this_month, 1)) return std::nullopt;
  if (has_partners(lines, this_month, enough)) return MatchClass::same_month;
  if (has_partners(lines, {window_start(month, rules).first_day(), this_month.last}, enough))
    return MatchClass::consecutive;
  if (one_is_enough(lines, this_month, rules)) return MatchClass::by_policy;
  return std::nullopt;
}

std::vector<MatchedSignal> signals_in_window(const std::vector<const CustomerLine*>& lines, YearMonth month,
                                             const policy::Matching& rules) {
  struct Found {
    MatchedSignal signal;
    CustomerId customer;
  };
  std::vector<Found> found;
  const Span window = span_of(window_start(month, rules), month);
  for (const CustomerLine* line : lines)
    for (const KeptSignal& kept : line->signals)
      if (window.holds(kept))
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

bool divosa_multiple(const AddressState& state, YearMonth month) {
  return signals_in(state, span_of(month, month)) >= 2;
}

bool divosa_consecutive(const AddressState& state, YearMonth month) {
  return signals_in(state, span_of(month.plus_months(-months_looked_back_by_divosa), month.plus_months(-1))) >= 1;
}

}  // namespace tijdig::matcher
