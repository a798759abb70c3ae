#include "services/enrichment/decide.h"

#include <algorithm>

#include "libs/domain/approach_ends.h"
#include "libs/domain/match_signals.h"
#include "services/enrichment/register_answer.h"

namespace tijdig::enrichment {
namespace {

bool has_crisis(const Match& match) {
  return std::any_of(match.signals.begin(), match.signals.end(),
                     [](const MatchedSignal& signal) { return signal.current && signal.crisis; });
}

std::optional<Ended> ended_from_memory(const HouseholdState& state, const Match& match, const policy::Policy& policy) {
  const auto code = ended_by_closed(state, match, policy);
  if (!code) return std::nullopt;
  return Ended{std::string(*code), EndResult::refused_repeated};
}

const ApproachEnd* end_of(const Match& match, const LookupAnswer& answer) {
  if (match.signals.empty()) return &approach_ends::signals_withdrawn;
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

// That somebody goes there after a refusal.
std::string_view why_all_the_same(const ClosedCase& refusal, const Match& match, const policy::Policy& policy) {
  if (is_risen(refusal, match, policy)) return ", but the debt rose since";
  if (has_crisis_since(refusal, match)) return ", but a crisis came since";
  return ", before they were one household; the others were not asked";
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
  if (const ClosedCase* pick_up = recent_pick_up(state, match, policy))
    rows.push_back(
        {"earlier case",
         "picked up, closed on " + pick_up->day.to_string() + "; arrears are new or rose since, or a crisis came", 0});
  const ClosedCase* refusal = last_refusal(state);
  if (refusal == nullptr)
    rows.push_back({"earlier case", "no refusal known", 0});
  else if (recent_refusal(state, match, policy) != nullptr)
    rows.push_back({"earlier case",
                    "refused on " + refusal->day.to_string().append(why_all_the_same(*refusal, match, policy)), 0});
  else
    rows.push_back({"earlier case", "refused on " + refusal->day.to_string() + ", longer ago than the cool-down", 0});
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
    if (*state.open_case != CaseId{match.household, match.month})
      outcome.ended = Ended{"open_case", EndResult::refused_repeated, false};
    return outcome;
  }
  outcome.ended = ended_from_memory(state, match, policy);
  if (outcome.ended) return outcome;
  TIJDIG_CHECK(answer != nullptr);
  if (const ApproachEnd* end = end_of(match, *answer)) {
    outcome.ended = Ended{std::string(end->code), end->result};
    return outcome;
  }
  EnrichedCase approach;
  approach.id = {match.household, match.month};
  approach.match = match;
  approach.enriched_on = match.matched_on;
  const ClosedCase* refusal = recent_refusal(state, match, policy);
  approach.re_approach = refusal != nullptr && is_risen(*refusal, match, policy);
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
  if (const ApproachEnd* end = end_of(match_of_open(state), answer)) checked.ended = end->code;
  return checked;
}

Match match_of_open(const HouseholdState& state) {
  Match all = state.looked_up->match;
  for (const EnrichedCase& other : state.beside) take_in(all, other.match);
  return all;
}

LookupRequest request_for(const Match& match) {
  return {match.id, match.municipality, match.household, match.address, match.persons, match.matched_on};
}

}  // namespace tijdig::enrichment
