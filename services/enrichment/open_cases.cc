#include "services/enrichment/open_cases.h"

#include <algorithm>

#include "libs/domain/approach_ends.h"
#include "libs/domain/match_signals.h"
#include "libs/runtime/policy_of.h"
#include "services/enrichment/closed_cases.h"
#include "services/enrichment/decide.h"

namespace tijdig::enrichment {
namespace {

void add_persons(const std::vector<Person>& more, std::vector<Person>& persons) {
  for (const Person& person : more)
    if (std::find(persons.begin(), persons.end(), person) == persons.end()) persons.push_back(person);
}

// From now on. What is known already is not told again, but a case may open weeks after its match, when a reserve steps
// in. Whom a case beside it names lives behind the same door.
void watch(const HouseholdState& state, Date day, runtime::Turn& turn) {
  const EnrichedCase& open = *state.looked_up;
  LookupRequest request = request_for(open.match);
  for (const EnrichedCase& other : state.beside) add_persons(other.match.persons, request.persons);
  request.asked_on = day;
  request.watch = true;
  request.told = open.answered;
  turn.emit(flow::topics::lookups, {open.match.municipality}, LookupsMessage{std::move(request)});
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

std::vector<EnrichedCase>::iterator beside(HouseholdState& state, const CaseId& id) {
  return std::find_if(state.beside.begin(), state.beside.end(),
                      [&](const EnrichedCase& open) { return open.id == id; });
}

void ask_to_end(const CaseMergeAsked& asked, runtime::Turn& turn) {
  turn.emit(flow::topics::work, {asked.municipality, asked.id.household}, WorkMessage{asked});
}

CaseGoesOn goes_on_of(const CaseId& id, HouseholdId household, MunicipalityCode municipality, Date day) {
  CaseGoesOn goes_on;
  goes_on.id = id;
  goes_on.household = household;
  goes_on.municipality = municipality;
  goes_on.day = day;
  return goes_on;
}

void say(const CaseGoesOn& goes_on, runtime::Turn& turn) {
  turn.emit(flow::topics::work, {goes_on.municipality, goes_on.id.household}, WorkMessage{goes_on});
}

// Signals that newer matches had no more; their partners hear how the case ends.
void add_earlier(Match& match, const Match& ended) {
  Match earlier = ended;
  for (MatchedSignal& signal : earlier.signals) signal.current = false;
  take_in(match, earlier);
}

// The case that ended, to the one that goes on: the open one, or, should that have closed meanwhile, the one that was
// meant.
void hand_over(HouseholdId household, HouseholdState& state, const CaseNotice& ended, const EnrichedCase& known,
               runtime::Turn& turn) {
  CaseGoesOn goes_on =
      goes_on_of(state.open_case.value_or(*ended.goes_on_as), household, ended.municipality, ended.day);
  goes_on.is_alone = state.beside.empty();
  goes_on.other = ended.id;
  goes_on.deadline = ended.deadline;
  goes_on.attempts = ended.attempts;
  goes_on.match = known.match;
  if (ended.enriched) add_earlier(*goes_on.match, ended.enriched->match);
  say(goes_on, turn);
  if (!state.looked_up) return;
  take_in(state.looked_up->match, known.match);
  watch(state, ended.day, turn);
}

// Of those beside it one becomes the open one, and the others are asked anew because of it.
void open_next(HouseholdState& state, MunicipalityCode municipality, Date day, runtime::Turn& turn) {
  state.open_case = state.beside.front().id;
  state.looked_up = std::move(state.beside.front());
  state.beside.erase(state.beside.begin());
  watch(state, day, turn);
  for (const EnrichedCase& other : state.beside)
    ask_to_end({other.id, *state.open_case, municipality, CaseStanding::on_list, true, day}, turn);
}

void forget_open(HouseholdId household, HouseholdState& state, MunicipalityCode municipality, runtime::Turn& turn) {
  if (state.looked_up)
    turn.emit(flow::topics::lookups, {municipality}, LookupsMessage{WatchEnded{municipality, household}});
  state.looked_up.reset();
  state.taken_back.clear();
}

// What people said in a case that closed while another of theirs was open counts for that one too. What they said
// before they were one household does not: the others were never asked (L23).
Result<> leave_alone_by_memory(const HouseholdState& state, Date day, runtime::Turn& turn) {
  if (!state.looked_up) return {};
  TIJDIG_TRY(const auto policy, runtime::policy_of(state.looked_up->match.municipality, turn));
  if (const auto reason = left_alone_by_closed(state, match_of_open(state), *policy))
    tell_case({*state.looked_up, day, std::string(*reason)}, turn);
  return {};
}

enum class Role { unknown, open, beside };

struct TakenOut {
  Role role = Role::unknown;
  std::optional<EnrichedCase> known;  // as it was last looked up
};

TakenOut take_out(HouseholdState& state, const CaseId& id) {
  if (state.open_case == id) {
    state.open_case.reset();
    return {Role::open, state.looked_up};
  }
  const auto found = beside(state, id);
  if (found == state.beside.end()) return {};
  TakenOut out{Role::beside, std::move(*found)};
  state.beside.erase(found);
  return out;
}

// The open one of the household, where there is one, hears of another that ended and does not go on in it.
Result<> tell_open(HouseholdId household, HouseholdState& state, const CaseNotice& notice, bool was_other,
                   runtime::Turn& turn) {
  if (!state.open_case) return {};
  if (was_other && state.beside.empty()) {
    CaseGoesOn goes_on = goes_on_of(*state.open_case, household, notice.municipality, notice.day);
    goes_on.is_alone = true;
    say(goes_on, turn);
  }
  // Else a correction of how an earlier case of it ended, which the open one knew.
  const bool is_of_another = notice.id.household != state.open_case->household;
  return was_other || is_of_another ? leave_alone_by_memory(state, notice.day, turn) : Result<>();
}

Result<> close_case(HouseholdId household, HouseholdState& state, const CaseNotice& notice, runtime::Turn& turn) {
  if (!notice.goes_on_as) remember_closed(state, notice);
  const TakenOut out = take_out(state, notice.id);
  switch (out.role) {
    case Role::open:
      if (state.beside.empty())
        forget_open(household, state, notice.municipality, turn);
      else
        open_next(state, notice.municipality, notice.day, turn);
      break;
    case Role::beside:   // the open one stays that
    case Role::unknown:  // it closed before, or somewhere else: how it ended is told again, or corrected
      break;
  }
  if (!notice.goes_on_as) return tell_open(household, state, notice, out.known.has_value(), turn);
  if (out.known) hand_over(household, state, notice, *out.known, turn);
  return {};
}

bool has_closed_of_another(const HouseholdState& state, HouseholdId household) {
  return std::any_of(state.closed.begin(), state.closed.end(),
                     [&](const ClosedCase& closed) { return closed.id.household != household; });
}

void look_up_open(HouseholdState& state, const EnrichedCase& now, Date day, runtime::Turn& turn) {
  state.looked_up = now;
  bool any_moved = false;
  for (const TakenBack& back : state.taken_back)
    any_moved = (take_out(state.looked_up->match, back.signal) && back.moved) || any_moved;
  if (!end_without_signals(*state.looked_up, any_moved, day, turn)) watch(state, day, turn);
}

Result<> open_case(HouseholdId household, HouseholdState& state, const CaseNotice& notice, runtime::Turn& turn) {
  std::optional<EnrichedCase> now = notice.enriched;
  if (now) now->match.household = household;
  if (state.open_case && state.open_case != notice.id) {
    EnrichedCase open = now.value_or(only_named(notice.id, notice.municipality));
    for (const TakenBack& back : state.taken_back) take_out(open.match, back.signal);
    open_also(household, state, std::move(open), notice.day, turn);
    return {};
  }
  const bool is_new = !state.open_case;
  state.open_case = notice.id;
  if (is_new && notice.id.household != household)
    say(goes_on_of(notice.id, household, notice.municipality, notice.day), turn);
  if (!now) return {};
  if (is_new && has_closed_of_another(state, notice.id.household)) now->answered = 0;  // as in tell_what_was_said
  if (!is_new && state.looked_up) now->answered = state.looked_up->answered;
  if (now == state.looked_up) return {};
  look_up_open(state, *now, notice.day, turn);
  return {};
}

// True: it goes on without a crisis.
bool take_out_of(EnrichedCase& open, const SignalTakenBack& back, runtime::Turn& turn) {
  const bool was_crisis = is_crisis(open.match, back.signal);
  const bool is_empty = take_out(open.match, back.signal) && end_without_signals(open, back.moved, back.received, turn);
  return was_crisis && !is_empty;
}

}  // namespace

EnrichedCase only_named(const CaseId& id, MunicipalityCode municipality) {
  EnrichedCase open;
  open.id = id;
  open.match.municipality = municipality;
  return open;
}

void tell_case(const CaseChecked& checked, runtime::Turn& turn) {
  turn.emit(flow::topics::work, {checked.now.match.municipality, checked.now.id.household}, WorkMessage{checked});
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
  watch(state, match.matched_on, turn);
}

Result<> hear_notice(HouseholdId household, HouseholdState& state, const CaseNotice& notice, runtime::Turn& turn) {
  return notice.open ? open_case(household, state, notice, turn) : close_case(household, state, notice, turn);
}

void hear_taken_back(HouseholdState& state, const SignalTakenBack& back, runtime::Turn& turn) {
  for (Match& match : state.waiting) take_out(match, back.signal);
  const bool is_calm = state.looked_up && take_out_of(*state.looked_up, back, turn);
  for (EnrichedCase& open : state.beside) take_out_of(open, back, turn);
  if (!is_calm) return;
  state.looked_up->answered = 0;  // the same answer is news: who opted out was to be visited for the crisis only
  watch(state, back.received, turn);
}

void tell_what_was_said(HouseholdState& state, Date day, runtime::Turn& turn) {
  if (!state.looked_up) return;
  state.looked_up->answered = 0;
  watch(state, day, turn);
}

void open_also(HouseholdId household, HouseholdState& state, EnrichedCase open, Date day, runtime::Turn& turn) {
  open.match.household = household;
  const MunicipalityCode municipality = open.match.municipality;
  const CaseId id = open.id;
  if (!state.open_case) {
    state.open_case = id;
    state.looked_up = std::move(open);
    watch(state, day, turn);
    return;
  }
  if (const auto known = beside(state, id); known != state.beside.end()) {
    *known = std::move(open);
    return;
  }
  state.beside.push_back(std::move(open));
  if (state.looked_up) watch(state, day, turn);
  ask_to_end({id, *state.open_case, municipality, CaseStanding::on_list, true, day}, turn);
}

void lives_at(HouseholdId household, const Address& address, EnrichedCase& open, Date day, runtime::Turn& turn) {
  open.match.household = household;
  if (open.match.address != address) open.now_at.reset();
  open.match.address = address;
  CaseGoesOn goes_on = goes_on_of(open.id, household, open.match.municipality, day);
  goes_on.address = address;
  say(goes_on, turn);
}

void ask_the_other(const HouseholdState& state, const CaseStands& stands, runtime::Turn& turn) {
  const auto is_beside = [&](const CaseId& id) {
    return std::any_of(state.beside.begin(), state.beside.end(),
                       [&](const EnrichedCase& open) { return open.id == id; });
  };
  const bool of_open = stands.id == state.open_case && is_beside(stands.other);
  const bool of_beside = stands.other == state.open_case && is_beside(stands.id);
  if (!of_open && !of_beside) return;  // one of them closed meanwhile
  ask_to_end({stands.other, stands.id, stands.municipality, stands.standing, of_open, stands.day}, turn);
}

}  // namespace tijdig::enrichment
