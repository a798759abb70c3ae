#include "libs/domain/match_signals.h"

#include <algorithm>
#include <tuple>

namespace tijdig {
namespace {

// The latest of the partner, when none of its signals is current.
void let_one_count(Match& match, const PartnerId& partner) {
  MatchedSignal* latest = nullptr;
  for (MatchedSignal& signal : match.signals) {
    if (signal.partner != partner) continue;
    if (signal.current) return;
    if (latest == nullptr || std::tie(signal.signal_date, signal.id) > std::tie(latest->signal_date, latest->id))
      latest = &signal;
  }
  if (latest != nullptr) latest->current = true;
}

MatchedSignal* find(Match& match, const SignalId& id) {
  const auto found = std::find_if(match.signals.begin(), match.signals.end(),
                                  [&](const MatchedSignal& signal) { return signal.id == id; });
  return found == match.signals.end() ? nullptr : &*found;
}

void insert(Match& match, const MatchedSignal& signal) {
  const auto at = std::upper_bound(
      match.signals.begin(), match.signals.end(), signal, [](const MatchedSignal& a, const MatchedSignal& b) {
        return std::tie(a.partner, a.signal_date, a.id) < std::tie(b.partner, b.signal_date, b.id);
      });
  match.signals.insert(at, signal);
}

void take_persons(Match& match, const Match& other) {
  for (const Person& person : other.persons)
    if (std::find(match.persons.begin(), match.persons.end(), person) == match.persons.end())
      match.persons.push_back(person);
}

}  // namespace

Cents current_debt(const Match& match) {
  Cents debt;
  for (const MatchedSignal& signal : match.signals)
    if (signal.current) debt += signal.amount;
  return debt;
}

bool take_out(Match& match, const SignalId& signal) {
  const MatchedSignal* found = find(match, signal);
  if (found == nullptr) return false;
  const PartnerId partner = found->partner;
  std::erase_if(match.signals, [&](const MatchedSignal& one) { return one.id == signal; });
  let_one_count(match, partner);
  return true;
}

void take_older(Match& match, const Match& older) {
  for (MatchedSignal signal : older.signals) {
    if (MatchedSignal* known = find(match, signal.id)) {
      signal.current = known->current;
      *known = signal;
      continue;
    }
    signal.current = false;
    insert(match, signal);
    let_one_count(match, signal.partner);
  }
  take_persons(match, older);
}

void take_in(Match& match, const Match& other) {
  for (const MatchedSignal& signal : other.signals)
    if (find(match, signal.id) == nullptr) insert(match, signal);
  take_persons(match, other);
}

}  // namespace tijdig
