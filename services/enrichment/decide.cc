#include "services/enrichment/decide.h"

#include <algorithm>
#include <map>

#include "libs/domain/approach_ends.h"
#include "services/enrichment/register_answer.h"

namespace tijdig::enrichment {
namespace {

bool is_cooling_down(const HouseholdState& state, const Match& match, const policy::Policy& policy) {
  return state.last_refusal &&
         match.matched_on < plus_months(state.last_refusal->day, policy.enrichment.cool_down_months);
}

// The debt rose enough since the refusal to ring again (L21).
bool is_risen(const HouseholdState& state, const Match& match, const policy::Policy& policy) {
  return state.last_refusal && policy.enrichment.re_approach_rise &&
         debt_of(match) - state.last_refusal->debt >= *policy.enrichment.re_approach_rise;
}

bool has_crisis(const Match& match, std::optional<Date> after = std::nullopt) {
  return std::any_of(match.signals.begin(), match.signals.end(), [&](const MatchedSignal& signal) {
    return signal.current && signal.crisis && (!after || signal.received > *after);
  });
}

// Who says no to arrears has not said no to an eviction (L14).
bool has_crisis_since_refusal(const HouseholdState& state, const Match& match) {
  return state.last_refusal && has_crisis(match, state.last_refusal->day);
}

bool was_picked_up_lately(const HouseholdState& state, const Match& match, const policy::Policy& policy) {
  return state.last_closed && state.last_closed->picked_up &&
         match.matched_on < plus_months(state.last_closed->day, policy.enrichment.repeated_months);
}

// The arrears with which it was picked up, or less of them (L20).
bool is_repeated(const HouseholdState& state, const Match& match, const policy::Policy& policy) {
  if (!was_picked_up_lately(state, match, policy) || has_crisis(match, state.last_closed->day)) return false;
  const auto debts = debts_of(match);
  return std::all_of(debts.begin(), debts.end(), [&](const PartnerDebt& now) {
    const auto& known = state.last_closed->debts;
    return std::any_of(known.begin(), known.end(), [&](const PartnerDebt& then) {
      return then.partner == now.partner && now.amount <= then.amount;
    });
  });
}

std::optional<Ended> ended_from_memory(const HouseholdState& state, const Match& match, const policy::Policy& policy) {
  if (state.last_closed && state.last_closed->id == CaseId{match.household, match.month})
    return Ended{"case_closed", EndResult::refused_repeated};
  if (is_cooling_down(state, match, policy) && !is_risen(state, match, policy) &&
      !has_crisis_since_refusal(state, match))
    return Ended{"recently_refused", EndResult::refused_repeated};
  if (is_repeated(state, match, policy)) return Ended{"repeated", EndResult::refused_repeated};
  return std::nullopt;
}

bool are_taken_back(const HouseholdState& state, const Match& match) {
  const auto counts = [&](const MatchedSignal& signal) {
    return signal.current && !std::binary_search(state.taken_back.begin(), state.taken_back.end(), signal.id);
  };
  return !state.taken_back.empty() && std::none_of(match.signals.begin(), match.signals.end(), counts);
}

const ApproachEnd* end_of(const HouseholdState& state, const Match& match, const LookupAnswer& answer) {
  if (are_taken_back(state, match)) return &approach_ends::signals_withdrawn;
  if (answer.residence == Residence::deceased) return &approach_ends::deceased;
  if (answer.residence == Residence::moved_out) return &approach_ends::not_resident;
  if (answer.excluded) return &approach_ends::excluded;
  if (answer.opted_out && !has_crisis(match)) return &approach_ends::opted_out;
  if (answer.in_debt_help) return &approach_ends::known_in_debt_help;
  if (answer.under_administration) return &approach_ends::under_administration;
  return nullptr;
}

std::string words_for(Residence residence) {
  switch (residence) {
    case Residence::lives_here:
      return "at least one named person is registered at the address";
    case Residence::moved_within:
      return "moved within the municipality: the case goes to the new address";
    case Residence::not_registered:
      return "not found: check by hand before anybody rings";
    case Residence::no_register:
      return "no register was loaded: check by hand before anybody rings";
    case Residence::moved_out:
      return "moved to another municipality";
    case Residence::deceased:
      return "deceased";
    case Residence::count_:
      break;
  }
  TIJDIG_CHECK(false);
}

std::string words_for_lists(const LookupAnswer& answer) {
  if (answer.in_debt_help) return "somebody of the household is in debt help";
  if (answer.under_administration) return "somebody of the household is under administration";
  return "nobody of the household is on a list";
}

std::vector<EvidenceRow> rows_of(const HouseholdState& state, const Match& match, const LookupAnswer& answer,
                                 const policy::Policy& policy) {
  std::vector<EvidenceRow> rows{{"register", words_for(answer.residence), 0},
                                {"debt help and administration", words_for_lists(answer), 0}};
  if (answer.excluded) rows.push_back({"exclusion", "on the list of whom nobody visits", 0});
  if (answer.opted_out)
    rows.push_back(
        {"opt-out",
         has_crisis(match) ? "asked not to be approached; a crisis signal goes first" : "asked not to be approached",
         0});
  if (answer.secrecy) rows.push_back({"secrecy", "the address is secret: tell nobody outside", 0});
  if (was_picked_up_lately(state, match, policy))
    rows.push_back({"earlier case",
                    "picked up, closed on " + state.last_closed->day.to_string() +
                        "; arrears are new or rose since, or a crisis came",
                    0});
  if (!state.last_refusal)
    rows.push_back({"earlier case", "no refusal known", 0});
  else if (is_cooling_down(state, match, policy))
    rows.push_back({"earlier case",
                    "refused on " + state.last_refusal->day.to_string() +
                        (is_risen(state, match, policy) ? ", but the debt rose since" : ", but a crisis came since"),
                    0});
  else
    rows.push_back(
        {"earlier case", "refused on " + state.last_refusal->day.to_string() + ", longer ago than the cool-down", 0});
  return rows;
}

void describe(EnrichedCase& enriched, const HouseholdState& state, const LookupAnswer& answer,
              const policy::Policy& policy) {
  enriched.now_at = answer.now_at;
  enriched.secrecy = answer.secrecy;
  enriched.residents = answer.residents;
  enriched.facts = rows_of(state, enriched.match, answer, policy);
  enriched.answered = said_by(answer);
}

}  // namespace

bool needs_answer(const HouseholdState& state, const Match& match, const policy::Policy& policy) {
  return !state.open_case && !ended_from_memory(state, match, policy);
}

Outcome decide(const HouseholdState& state, const Match& match, const LookupAnswer* answer,
               const policy::Policy& policy) {
  Outcome outcome;
  if (state.open_case) {
    outcome.update = CaseUpdated{*state.open_case, match.municipality, match};
    // More evidence for the match that the case itself came from ends nothing.
    if (state.open_case->month != match.month) outcome.ended = Ended{"open_case", EndResult::refused_repeated, false};
    return outcome;
  }
  outcome.ended = ended_from_memory(state, match, policy);
  if (outcome.ended) return outcome;
  TIJDIG_CHECK(answer != nullptr);
  if (const ApproachEnd* end = end_of(state, match, *answer)) {
    outcome.ended = Ended{std::string(end->code), end->result};
    return outcome;
  }
  EnrichedCase approach;
  approach.id = {match.household, match.month};
  approach.match = match;
  approach.enriched_on = match.matched_on;
  approach.re_approach = is_cooling_down(state, match, policy) && is_risen(state, match, policy);
  describe(approach, state, *answer, policy);
  outcome.approach = std::move(approach);
  return outcome;
}

std::optional<CaseChecked> decide_again(const HouseholdState& state, const LookupAnswer& answer,
                                        const policy::Policy& policy) {
  if (!state.looked_up || answer.match != state.looked_up->match.id) return std::nullopt;
  if (said_by(answer) == state.looked_up->answered) return std::nullopt;
  CaseChecked checked{*state.looked_up, answer.known_on, ""};
  describe(checked.now, state, answer, policy);
  if (const ApproachEnd* end = end_of(state, checked.now.match, answer)) checked.ended = end->code;
  return checked;
}

std::optional<CaseChecked> decide_again(const HouseholdState& state, Date day) {
  if (!state.looked_up || !are_taken_back(state, state.looked_up->match)) return std::nullopt;
  return CaseChecked{*state.looked_up, day, std::string(approach_ends::signals_withdrawn.code)};
}

LookupRequest request_for(const Match& match) {
  return {match.id, match.municipality, match.household, match.address, match.persons, match.matched_on};
}

Cents debt_of(const Match& match) {
  Cents debt;
  for (const MatchedSignal& signal : match.signals)
    if (signal.current) debt += signal.amount;
  return debt;
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
