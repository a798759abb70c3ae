#include "services/enrichment/closed_cases.h"

#include <algorithm>
#include <map>

#include "libs/domain/match_signals.h"

namespace tijdig::enrichment {
namespace {

std::vector<SignalId> crises_of(const Match& match) {
  std::vector<SignalId> crises;
  for (const MatchedSignal& signal : match.signals)
    if (signal.crisis) crises.push_back(signal.id);
  std::sort(crises.begin(), crises.end());
  return crises;
}

// The arrears of the closed case, or less of them.
bool is_repeated(const ClosedCase& closed, const Match& match) {
  const auto debts = debts_of(match);
  return std::all_of(debts.begin(), debts.end(), [&](const PartnerDebt& now) {
    return std::any_of(closed.debts.begin(), closed.debts.end(), [&](const PartnerDebt& then) {
      return then.partner == now.partner && now.amount <= then.amount;
    });
  });
}

// The newest by day of those that `is_meant`.
template <class IsMeant>
const ClosedCase* newest(const HouseholdState& state, IsMeant is_meant) {
  const ClosedCase* newest = nullptr;
  for (const ClosedCase& closed : state.closed)
    if (is_meant(closed) && (newest == nullptr || closed.day >= newest->day)) newest = &closed;
  return newest;
}

bool is_within(const ClosedCase& closed, int months, const Match& match) {
  return match.matched_on < plus_months(closed.day, months);
}

// Somebody took the arrears in hand. Who turned out to be helped already was not visited because of them.
bool counts_as_taken_in_hand(EndResult result) {
  return counts_as_picked_up(result) && result != EndResult::known_in_debt_help &&
         result != EndResult::other_help_running;
}

bool comes_before(const ClosedCase& closed, const CaseId& id) { return closed.id < id; }

void forget_old(HouseholdState& state) {
  YearMonth newest;
  for (const ClosedCase& closed : state.closed) newest = std::max(newest, closed.id.month);
  const YearMonth oldest = newest.plus_months(1 - closed_months_remembered);
  std::erase_if(state.closed, [&](const ClosedCase& closed) { return closed.id.month < oldest; });
}

}  // namespace

void remember_closed(HouseholdState& state, const CaseNotice& notice) {
  auto at = std::lower_bound(state.closed.begin(), state.closed.end(), notice.id, comes_before);
  if (at == state.closed.end() || at->id != notice.id) at = state.closed.emplace(at);
  at->id = notice.id;
  at->day = notice.day;
  at->refused = notice.refused_or_alone;
  at->picked_up = counts_as_taken_in_hand(notice.result);
  at->debt = notice.debt;
  const auto known = [&](const EnrichedCase& open) {
    if (open.id != notice.id) return;
    at->debts = debts_of(open.match);
    at->crises = crises_of(open.match);
  };
  if (state.looked_up) known(*state.looked_up);
  std::for_each(state.beside.begin(), state.beside.end(), known);
  forget_old(state);
}

void remember_closed(HouseholdState& state, const std::vector<ClosedCase>& of_another) {
  for (const ClosedCase& closed : of_another) {
    const auto at = std::lower_bound(state.closed.begin(), state.closed.end(), closed.id, comes_before);
    if (at == state.closed.end() || at->id != closed.id) state.closed.insert(at, closed);
  }
  forget_old(state);
}

std::optional<std::string_view> ended_by_closed(const HouseholdState& state, const Match& match,
                                                const policy::Policy& policy) {
  // Whichever household it was of when it opened (merging.h).
  const auto is_of_month = [&](const ClosedCase& closed) { return closed.id.month == match.month; };
  if (std::any_of(state.closed.begin(), state.closed.end(), is_of_month)) return "case_closed";
  return left_alone_by_closed(state, match, policy);
}

std::optional<std::string_view> left_alone_by_closed(const HouseholdState& state, const Match& match,
                                                     const policy::Policy& policy) {
  const ClosedCase* refusal = recent_refusal(state, match, policy);
  if (refusal != nullptr && !is_risen(*refusal, match, policy) && !has_crisis_since(*refusal, match))
    return "recently_refused";
  const ClosedCase* pick_up = recent_pick_up(state, match, policy);
  if (pick_up != nullptr && is_repeated(*pick_up, match) && !has_crisis_since(*pick_up, match)) return "repeated";
  return std::nullopt;
}

const ClosedCase* last_refusal(const HouseholdState& state) {
  return newest(state, [](const ClosedCase& closed) { return closed.refused; });
}

const ClosedCase* recent_refusal(const HouseholdState& state, const Match& match, const policy::Policy& policy) {
  const ClosedCase* refusal = last_refusal(state);
  return refusal && is_within(*refusal, policy.enrichment.cool_down_months, match) ? refusal : nullptr;
}

const ClosedCase* recent_pick_up(const HouseholdState& state, const Match& match, const policy::Policy& policy) {
  const ClosedCase* pick_up = newest(state, [](const ClosedCase& closed) { return closed.picked_up; });
  return pick_up && is_within(*pick_up, policy.enrichment.repeated_months, match) ? pick_up : nullptr;
}

bool is_risen(const ClosedCase& refusal, const Match& match, const policy::Policy& policy) {
  return policy.enrichment.re_approach_rise &&
         current_debt(match) - refusal.debt >= *policy.enrichment.re_approach_rise;
}

bool has_crisis_since(const ClosedCase& closed, const Match& match) {
  return std::any_of(match.signals.begin(), match.signals.end(), [&](const MatchedSignal& signal) {
    return signal.current && signal.crisis &&
           !std::binary_search(closed.crises.begin(), closed.crises.end(), signal.id);
  });
}

std::vector<PartnerDebt> debts_of(const Match& match) {
  std::map<PartnerId, Cents> by_partner;
  for (const MatchedSignal& signal : match.signals)
    if (signal.current) by_partner[signal.partner] += signal.amount;
  std::vector<PartnerDebt> debts;
  for (const auto& [partner, amount] : by_partner) debts.push_back({partner, amount});
  return debts;
}

Date plus_months(Date day, int months) {
  const YearMonth month = day.month().plus_months(months);
  return Date(month.year(), month.month(), std::min(day.day(), month.last_day().day()));
}

}  // namespace tijdig::enrichment
