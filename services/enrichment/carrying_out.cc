#include "services/enrichment/carrying_out.h"

#include "libs/domain/feedback.h"
#include "services/enrichment/open_cases.h"

namespace tijdig::enrichment {
namespace {

void tell_partners(const Match& match, EndResult result, runtime::Turn& turn) {
  for (const Feedback& told : feedback_on_current(match, match.matched_on, result))
    turn.emit(flow::topics::feedback, {told.municipality, told.partner}, told);
}

void carry_out(const Match& match, const Outcome& outcome, runtime::Turn& turn) {
  if (outcome.approach) turn.emit(flow::topics::cases, {match.municipality}, CasesMessage{*outcome.approach});
  if (outcome.update)
    turn.emit(flow::topics::work, {match.municipality, outcome.update->id.household}, WorkMessage{*outcome.update});
  if (!outcome.ended) return;
  turn.emit(flow::topics::facts, {match.municipality},
            FactsMessage{MatchEnded{match.id, match.municipality, match.month, match.matched_on, outcome.ended->reason,
                                    outcome.ended->result}});
  if (outcome.ended->partners_hear_now) tell_partners(match, outcome.ended->result, turn);
}

}  // namespace

void end_or_update(HouseholdState& state, const Match& match, const Outcome& outcome, runtime::Turn& turn) {
  if (outcome.update) follow(state, match, turn);
  carry_out(match, outcome, turn);
}

void ask_desk(const Match& match, runtime::Turn& turn) {
  turn.emit(flow::topics::lookups, {match.municipality}, LookupsMessage{request_for(match)});
}

}  // namespace tijdig::enrichment
