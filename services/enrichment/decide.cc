#include "services/enrichment/decide.h"

#include <algorithm>

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

std::optional<Ended> ended_from_memory(const HouseholdState& state, const Match& match, const policy::Policy& policy) {
  if (state.last_closed == CaseId{match.household, match.month})
    return Ended{"case_closed", EndResult::refused_repeated};
  if (is_cooling_down(state, match, policy) && !is_risen(state, match, policy) &&
      !has_crisis_since_refusal(state, match))
    return Ended{"recently_refused", EndResult::refused_repeated};
  return std::nullopt;
}

std::optional<Ended> ended_by(const LookupAnswer& answer, const Match& match) {
  if (answer.residence == Residence::deceased) return Ended{"deceased", EndResult::deceased};
  if (answer.residence == Residence::moved_out) return Ended{"not_resident", EndResult::not_resident};
  if (answer.excluded) return Ended{"excluded", EndResult::refused_other};
  if (answer.opted_out && !has_crisis(match)) return Ended{"opted_out", EndResult::refused_other};
  if (answer.in_debt_help) return Ended{"known_in_debt_help", EndResult::known_in_debt_help};
  // An administrator stands in the resident's place and is no help of its own: no help is said to be running.
  if (answer.under_administration) return Ended{"under_administration", EndResult::refused_other};
  return std::nullopt;
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

std::vector<EvidenceRow> rows_of(const HouseholdState& state, const Match& match, const LookupAnswer& answer,
                                 const policy::Policy& policy) {
  std::vector<EvidenceRow> rows{{"register", words_for(answer.residence), 0},
                                {"debt help and administration", "nobody of the household is on a list", 0}};
  if (answer.opted_out) rows.push_back({"opt-out", "asked not to be approached; a crisis signal goes first", 0});
  if (answer.secrecy) rows.push_back({"secrecy", "the address is secret: tell nobody outside", 0});
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
  outcome.ended = ended_by(*answer, match);
  if (outcome.ended) return outcome;
  EnrichedCase approach;
  approach.id = {match.household, match.month};
  approach.match = match;
  approach.now_at = answer->now_at;
  approach.enriched_on = match.matched_on;
  approach.re_approach = is_cooling_down(state, match, policy) && is_risen(state, match, policy);
  approach.secrecy = answer->secrecy;
  approach.residents = answer->residents;
  approach.facts = rows_of(state, match, *answer, policy);
  outcome.approach = std::move(approach);
  return outcome;
}

std::string reason_to_stay_away(const EnrichedCase& enriched, const LookupAnswer& answer) {
  if (const auto ended = ended_by(answer, enriched.match)) return ended->reason;
  return answer.residence == Residence::moved_within && answer.now_at != enriched.now_at ? "moved_within" : "";
}

LookupRequest request_for(const Match& match) {
  return {match.id, match.municipality, match.household, match.address, match.persons};
}

Cents debt_of(const Match& match) {
  Cents debt;
  for (const MatchedSignal& signal : match.signals)
    if (signal.current) debt += signal.amount;
  return debt;
}

Date plus_months(Date day, int months) {
  const YearMonth month = day.month().plus_months(months);
  return Date(month.year(), month.month(), std::min(day.day(), month.last_day().day()));
}

}  // namespace tijdig::enrichment
