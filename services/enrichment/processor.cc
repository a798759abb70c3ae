#include "services/enrichment/processor.h"

#include <algorithm>

#include "libs/runtime/policy_of.h"
#include "services/enrichment/carrying_out.h"
#include "services/enrichment/households.h"
#include "services/enrichment/merging.h"
#include "services/enrichment/open_cases.h"

namespace tijdig::enrichment {
void Processor::prefetch(const MatchesMessage& message, runtime::KeySink& keys) const {
  if (const auto* match = std::get_if<Match>(&message)) {
    keys.need(runtime::policy_key(match->municipality));
    keys.need(household_key(match->household));
  }
  if (const auto* answer = std::get_if<LookupAnswer>(&message)) keys.need(household_key(answer->household));
  if (const auto* notice = std::get_if<CaseNotice>(&message)) keys.need(household_key(household_of(*notice)));
  if (const auto* back = std::get_if<SignalTakenBack>(&message)) keys.need(household_key(back->household));
  if (const auto* merged = std::get_if<HouseholdMerged>(&message)) keys.need(household_key(merged->into));
  if (const auto* asked = std::get_if<MemoryAsked>(&message)) keys.need(household_key(asked->from));
  if (const auto* memory = std::get_if<HouseholdMemory>(&message)) keys.need(household_key(memory->into));
  if (const auto* stands = std::get_if<CaseStands>(&message)) keys.need(household_key(household_of(*stands)));
}

Result<> Processor::handle(const MatchesMessage& message, runtime::Turn& turn) const {
  if (const auto* match = std::get_if<Match>(&message)) return take(*match, turn);
  if (const auto* answer = std::get_if<LookupAnswer>(&message)) return go_on(*answer, turn);
  if (const auto* notice = std::get_if<CaseNotice>(&message)) return remember(*notice, turn);
  if (const auto* back = std::get_if<SignalTakenBack>(&message)) return take_back(*back, turn);
  if (const auto* merged = std::get_if<HouseholdMerged>(&message)) return hear_of_merge(*merged, turn);
  if (const auto* asked = std::get_if<MemoryAsked>(&message)) return give_memory(*asked, turn);
  if (const auto* memory = std::get_if<HouseholdMemory>(&message)) return take_memory(*memory, turn);
  if (const auto* stands = std::get_if<CaseStands>(&message)) return hear_standing(*stands, turn);
  return runtime::remember_policy(std::get<PolicyActivated>(message), turn);
}

Result<> Processor::take(const Match& match, runtime::Turn& turn) const {
  TIJDIG_TRY(const auto policy, runtime::policy_of(match.municipality, turn));
  TIJDIG_TRY(HouseholdState state, load(match.household, turn));
  if (passes_on(state, match, turn)) return {};
  const bool had_taken_back = !state.taken_back.empty();
  state.taken_back.clear();  // the matcher knows of them
  if (!state.awaited.empty()) {
    let_wait(state, match);
  } else if (!needs_answer(state, match, *policy)) {
    end_or_update(state, match, decide(state, match, nullptr, *policy), turn);
    if (!state.looked_up && !had_taken_back) return {};
  } else if (!let_wait(state, match)) {  // else more evidence while the question is out; its answer decides for both
    ask_desk(match, turn);
  }
  save(match.household, state, turn);
  return {};
}

Result<> Processor::go_on(const LookupAnswer& answer, runtime::Turn& turn) const {
  TIJDIG_TRY(HouseholdState state, load(answer.household, turn));
  if (passes_on(state, answer, turn)) return {};
  const auto waiting = std::find_if(state.waiting.begin(), state.waiting.end(),
                                    [&](const Match& match) { return match.id == answer.match; });
  TIJDIG_TRY(const auto policy, runtime::policy_of(answer.municipality, turn));
  if (waiting == state.waiting.end()) {
    const auto checked = decide_again(state, answer, *policy);
    if (!checked) return {};
    tell_case(*checked, turn);
    state.looked_up = checked->now;
    save(answer.household, state, turn);
    return {};
  }
  if (!state.awaited.empty()) return {};  // merging.h asks again
  const Match match = std::move(*waiting);
  state.waiting.erase(waiting);
  end_or_update(state, match, decide(state, match, &answer, *policy), turn);
  save(answer.household, state, turn);
  return {};
}

Result<> Processor::remember(const CaseNotice& notice, runtime::Turn& turn) const {
  const HouseholdId household = household_of(notice);
  TIJDIG_TRY(HouseholdState state, load(household, turn));
  if (passes_on(state, notice, turn)) return {};
  TIJDIG_DO(hear_notice(household, state, notice, turn));
  save(household, state, turn);
  return {};
}

Result<> Processor::take_back(const SignalTakenBack& back, runtime::Turn& turn) const {
  TIJDIG_TRY(HouseholdState state, load(back.household, turn));
  if (passes_on(state, back, turn)) return {};
  const auto at = std::lower_bound(state.taken_back.begin(), state.taken_back.end(), TakenBack{back.signal});
  if (at != state.taken_back.end() && at->signal == back.signal) return {};
  state.taken_back.insert(at, {back.signal, back.moved});
  hear_taken_back(state, back, turn);
  save(back.household, state, turn);
  return {};
}

}  // namespace tijdig::enrichment
