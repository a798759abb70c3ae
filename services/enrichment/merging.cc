#include "services/enrichment/merging.h"

#include <algorithm>

#include "libs/domain/approach_ends.h"
#include "libs/domain/match_signals.h"
#include "libs/runtime/policy_of.h"
#include "services/enrichment/carrying_out.h"
#include "services/enrichment/closed_cases.h"
#include "services/enrichment/households.h"
#include "services/enrichment/open_cases.h"

namespace tijdig::enrichment {
namespace {

template <class Record>
bool pass_on(const HouseholdState& state, const Record& record, HouseholdId Record::*household, runtime::Turn& turn) {
  if (!state.merged_into.is_set()) return false;
  Record further = record;
  further.*household = state.merged_into;
  turn.emit(flow::topics::matches, {record.municipality, state.merged_into}, MatchesMessage{std::move(further)});
  return true;
}

template <class Value>
void add_to_set(std::vector<Value>& sorted, const Value& value) {
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), value);
  if (at == sorted.end() || *at != value) sorted.insert(at, value);
}

HouseholdMemory memory_of(const MemoryAsked& asked, HouseholdState& state) {
  return {asked.municipality,
          asked.into,
          asked.from,
          asked.day,
          asked.address,
          std::move(state.waiting),
          state.open_case,
          std::move(state.looked_up),
          std::move(state.taken_back),
          std::move(state.closed),
          std::move(state.beside),
          std::move(state.awaited)};
}

// Two matches of one month that wait become one; the report hears of the other that it goes on in it.
void join_waiting(HouseholdState& state, Match match, HouseholdId household, runtime::Turn& turn) {
  match.household = household;
  const auto same = std::find_if(state.waiting.begin(), state.waiting.end(),
                                 [&](const Match& waiting) { return waiting.month == match.month; });
  if (same == state.waiting.end()) {
    let_wait(state, match);
    return;
  }
  take_in(*same, match);
  const ApproachEnd& end = approach_ends::merged;
  turn.emit(flow::topics::facts, {match.municipality},
            FactsMessage{MatchEnded{match.id, match.municipality, match.month, match.matched_on, std::string(end.code),
                                    end.result}});
}

void join_open(HouseholdState& state, const HouseholdMemory& memory, runtime::Turn& turn) {
  if (state.looked_up && state.looked_up->match.address != memory.address)
    lives_at(memory.into, memory.address, *state.looked_up, memory.day, turn);
  std::vector<EnrichedCase> joining = memory.beside;
  if (memory.open_case)
    joining.insert(joining.begin(), memory.looked_up.value_or(only_named(*memory.open_case, memory.municipality)));
  for (EnrichedCase& open : joining) {
    lives_at(memory.into, memory.address, open, memory.day, turn);
    open_also(memory.into, state, std::move(open), memory.day, turn);
  }
}

// Nobody is asked twice for the same: an answer that came while memory was awaited was let go.
Result<> decide_waiting(MunicipalityCode municipality, HouseholdState& state, runtime::Turn& turn) {
  if (!state.awaited.empty() || state.waiting.empty()) return {};
  TIJDIG_TRY(const auto policy, runtime::policy_of(municipality, turn));
  std::vector<Match> waiting = std::move(state.waiting);
  state.waiting.clear();
  for (Match& match : waiting) {
    if (needs_answer(state, match, *policy)) {
      ask_desk(match, turn);
      state.waiting.push_back(std::move(match));
    } else {
      end_or_update(state, match, decide(state, match, nullptr, *policy), turn);
    }
  }
  return {};
}

}  // namespace

Result<> hear_of_merge(const HouseholdMerged& merged, runtime::Turn& turn) {
  TIJDIG_TRY(HouseholdState state, load(merged.into, turn));
  if (pass_on(state, merged, &HouseholdMerged::into, turn)) return {};
  add_to_set(state.awaited, merged.from);
  turn.emit(flow::topics::matches, {merged.municipality, merged.from},
            MatchesMessage{MemoryAsked{merged.municipality, merged.from, merged.into, merged.day, merged.address}});
  save(merged.into, state, turn);
  return {};
}

Result<> give_memory(const MemoryAsked& asked, runtime::Turn& turn) {
  TIJDIG_TRY(HouseholdState state, load(asked.from, turn));
  const bool is_watched = state.looked_up.has_value();
  // What went elsewhere already is asked for once, and whoever asks again must not wait for ever.
  const HouseholdId known_as = state.merged_into.is_set() ? state.merged_into : asked.into;
  turn.emit(flow::topics::matches, {asked.municipality, asked.into}, MatchesMessage{memory_of(asked, state)});
  if (is_watched)
    turn.emit(flow::topics::lookups, {asked.municipality}, LookupsMessage{WatchEnded{asked.municipality, asked.from}});
  HouseholdState left;
  left.merged_into = known_as;
  save(asked.from, left, turn);
  return {};
}

Result<> take_memory(const HouseholdMemory& memory, runtime::Turn& turn) {
  TIJDIG_TRY(HouseholdState state, load(memory.into, turn));
  if (pass_on(state, memory, &HouseholdMemory::into, turn)) return {};
  std::erase(state.awaited, memory.from);
  for (const HouseholdId& household : memory.awaited)
    if (household != memory.into) add_to_set(state.awaited, household);
  for (const TakenBack& back : memory.taken_back) add_to_set(state.taken_back, back);
  remember_closed(state, memory.closed);
  for (const Match& match : memory.waiting) join_waiting(state, match, memory.into, turn);
  join_open(state, memory, turn);
  if (!memory.closed.empty()) tell_what_was_said(state, memory.day, turn);
  TIJDIG_DO(decide_waiting(memory.municipality, state, turn));
  save(memory.into, state, turn);
  return {};
}

Result<> hear_standing(const CaseStands& stands, runtime::Turn& turn) {
  const HouseholdId household = household_of(stands);
  TIJDIG_TRY(const HouseholdState state, load(household, turn));
  if (!pass_on(state, stands, &CaseStands::household, turn)) ask_the_other(state, stands, turn);
  return {};
}

HouseholdId household_of(const CaseNotice& notice) {
  return notice.household.is_set() ? notice.household : notice.id.household;
}

HouseholdId household_of(const CaseStands& stands) {
  return stands.household.is_set() ? stands.household : stands.id.household;
}

bool passes_on(const HouseholdState& state, const Match& match, runtime::Turn& turn) {
  return pass_on(state, match, &Match::household, turn);
}

bool passes_on(const HouseholdState& state, const LookupAnswer& answer, runtime::Turn& turn) {
  return pass_on(state, answer, &LookupAnswer::household, turn);
}

bool passes_on(const HouseholdState& state, const CaseNotice& notice, runtime::Turn& turn) {
  return pass_on(state, notice, &CaseNotice::household, turn);
}

bool passes_on(const HouseholdState& state, const SignalTakenBack& back, runtime::Turn& turn) {
  return pass_on(state, back, &SignalTakenBack::household, turn);
}

bool let_wait(HouseholdState& state, const Match& match) {
  const auto same = std::find_if(state.waiting.begin(), state.waiting.end(),
                                 [&](const Match& waiting) { return waiting.id == match.id; });
  if (same != state.waiting.end()) {
    *same = match;
    return true;
  }
  state.waiting.insert(std::upper_bound(state.waiting.begin(), state.waiting.end(), match,
                                        [](const Match& a, const Match& b) { return a.month < b.month; }),
                       match);
  return false;
}

}  // namespace tijdig::enrichment
