#include "services/enrichment/processor.h"

#include <algorithm>

#include "libs/domain/approach_ends.h"
#include "libs/domain/match_signals.h"
#include "libs/runtime/policy_of.h"

namespace tijdig::enrichment {
namespace {

Bytes household_key(HouseholdId household) {
  Bytes key("h");
  key.append(household.bytes());
  return key;
}

Result<HouseholdState> load(HouseholdId household, runtime::Turn& turn) {
  const auto wire = turn.load(household_key(household));
  if (!wire) return HouseholdState{};
  return decode_household(*wire);
}

void save(HouseholdId household, const HouseholdState& state, runtime::Turn& turn) {
  if (state == HouseholdState{})
    turn.erase(household_key(household));
  else
    turn.save(household_key(household), encode(state));
}

// Each partner hears what became of its own signal in words of the exchange model, and nothing else (L35, L36).
void tell_partners(const Match& match, EndResult result, runtime::Turn& turn) {
  for (const MatchedSignal& signal : match.signals) {
    if (!signal.current) continue;
    Feedback feedback;
    feedback.municipality = match.municipality;
    feedback.partner = signal.partner;
    feedback.signal = signal.id;
    feedback.day = match.matched_on;
    feedback.ddas_result = std::string(ddas_text(result));
    turn.emit(flow::topics::feedback, {match.municipality, signal.partner}, feedback);
  }
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

// From now on. What is known already is not told again, but a case may open weeks after its match, when a reserve steps
// in.
void watch(const EnrichedCase& open, Date day, runtime::Turn& turn) {
  LookupRequest request = request_for(open.match);
  request.asked_on = day;
  request.watch = true;
  request.told = open.answered;
  turn.emit(flow::topics::lookups, {open.match.municipality}, LookupsMessage{std::move(request)});
}

void tell_case(const CaseChecked& checked, runtime::Turn& turn) {
  turn.emit(flow::topics::work, {checked.now.match.municipality, checked.now.id.household}, WorkMessage{checked});
}

bool is_crisis(const Match& match, const SignalId& id) {
  return std::any_of(match.signals.begin(), match.signals.end(),
                     [&](const MatchedSignal& signal) { return signal.id == id && signal.crisis; });
}

// Ends the open case when none of its signals stands any more.
bool end_without_signals(const EnrichedCase& open, bool moved, Date day, runtime::Turn& turn) {
  if (!open.match.signals.empty()) return false;
  const ApproachEnd& end = moved ? approach_ends::address_corrected : approach_ends::signals_withdrawn;
  tell_case({open, day, std::string(end.code)}, turn);
  return true;
}

// While the case is open its newest match is looked after, whoever it names.
void follow(HouseholdState& state, const Match& match, runtime::Turn& turn) {
  if (!state.looked_up) return;
  Match& known = state.looked_up->match;
  if (match.month < known.month)
    take_older(known, match);
  else
    known = match;
  known.evidence.clear();
  watch(*state.looked_up, match.matched_on, turn);
}

void open_case(HouseholdState& state, const CaseNotice& notice, runtime::Turn& turn) {
  state.open_case = notice.id;
  if (!notice.enriched || notice.enriched == state.looked_up) return;
  state.looked_up = notice.enriched;
  bool any_moved = false;
  for (const TakenBack& back : state.taken_back)
    any_moved = (take_out(state.looked_up->match, back.signal) && back.moved) || any_moved;
  if (!end_without_signals(*state.looked_up, any_moved, notice.day, turn)) watch(*state.looked_up, notice.day, turn);
}

void close_case(HouseholdState& state, const CaseNotice& notice, runtime::Turn& turn) {
  remember_closed(state, notice);
  if (state.open_case != notice.id) return;
  state.open_case.reset();
  if (state.looked_up)
    turn.emit(flow::topics::lookups, {notice.municipality},
              LookupsMessage{WatchEnded{notice.municipality, notice.id.household}});
  state.looked_up.reset();
  state.taken_back.clear();
}

void end_or_update(HouseholdState& state, const Match& match, const Outcome& outcome, runtime::Turn& turn) {
  if (outcome.update) follow(state, match, turn);
  carry_out(match, outcome, turn);
}

}  // namespace

void Processor::prefetch(const MatchesMessage& message, runtime::KeySink& keys) const {
  if (const auto* match = std::get_if<Match>(&message)) {
    keys.need(runtime::policy_key(match->municipality));
    keys.need(household_key(match->household));
  }
  if (const auto* answer = std::get_if<LookupAnswer>(&message)) keys.need(household_key(answer->household));
  if (const auto* notice = std::get_if<CaseNotice>(&message)) keys.need(household_key(notice->id.household));
  if (const auto* back = std::get_if<SignalTakenBack>(&message)) keys.need(household_key(back->household));
}

Result<> Processor::handle(const MatchesMessage& message, runtime::Turn& turn) const {
  if (const auto* match = std::get_if<Match>(&message)) return take(*match, turn);
  if (const auto* answer = std::get_if<LookupAnswer>(&message)) return go_on(*answer, turn);
  if (const auto* notice = std::get_if<CaseNotice>(&message)) return remember(*notice, turn);
  if (const auto* back = std::get_if<SignalTakenBack>(&message)) return take_back(*back, turn);
  return runtime::remember_policy(std::get<PolicyActivated>(message), turn);
}

Result<> Processor::take(const Match& match, runtime::Turn& turn) const {
  TIJDIG_TRY(const auto policy, runtime::policy_of(match.municipality, turn));
  TIJDIG_TRY(HouseholdState state, load(match.household, turn));
  const bool had_taken_back = !state.taken_back.empty();
  state.taken_back.clear();  // the matcher knows of them
  if (!needs_answer(state, match, *policy)) {
    end_or_update(state, match, decide(state, match, nullptr, *policy), turn);
    if (state.looked_up || had_taken_back) save(match.household, state, turn);
    return {};
  }
  const auto same = std::find_if(state.waiting.begin(), state.waiting.end(),
                                 [&](const Match& waiting) { return waiting.id == match.id; });
  if (same != state.waiting.end()) {
    *same = match;  // more evidence while the question is out; its answer decides for both
  } else {
    state.waiting.insert(std::upper_bound(state.waiting.begin(), state.waiting.end(), match,
                                          [](const Match& a, const Match& b) { return a.month < b.month; }),
                         match);
    turn.emit(flow::topics::lookups, {match.municipality}, LookupsMessage{request_for(match)});
  }
  save(match.household, state, turn);
  return {};
}

Result<> Processor::go_on(const LookupAnswer& answer, runtime::Turn& turn) const {
  TIJDIG_TRY(HouseholdState state, load(answer.household, turn));
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
  const Match match = std::move(*waiting);
  state.waiting.erase(waiting);
  end_or_update(state, match, decide(state, match, &answer, *policy), turn);
  save(answer.household, state, turn);
  return {};
}

Result<> Processor::remember(const CaseNotice& notice, runtime::Turn& turn) const {
  TIJDIG_TRY(HouseholdState state, load(notice.id.household, turn));
  if (notice.open)
    open_case(state, notice, turn);
  else
    close_case(state, notice, turn);
  save(notice.id.household, state, turn);
  return {};
}

Result<> Processor::take_back(const SignalTakenBack& back, runtime::Turn& turn) const {
  TIJDIG_TRY(HouseholdState state, load(back.household, turn));
  const auto at = std::lower_bound(state.taken_back.begin(), state.taken_back.end(), TakenBack{back.signal});
  if (at != state.taken_back.end() && at->signal == back.signal) return {};
  state.taken_back.insert(at, {back.signal, back.moved});
  for (Match& match : state.waiting) take_out(match, back.signal);
  if (state.looked_up) {
    EnrichedCase& open = *state.looked_up;
    const bool was_crisis = is_crisis(open.match, back.signal);
    const bool is_empty =
        take_out(open.match, back.signal) && end_without_signals(open, back.moved, back.received, turn);
    if (was_crisis && !is_empty) {
      open.answered = 0;  // the same answer is news: who opted out was to be visited for the crisis only
      watch(open, back.received, turn);
    }
  }
  save(back.household, state, turn);
  return {};
}

}  // namespace tijdig::enrichment
