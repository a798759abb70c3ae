#include "services/matcher/processor.h"

#include <algorithm>

#include "libs/domain/address_id.h"
#include "libs/domain/entry_refusals.h"
#include "libs/runtime/days.h"
#include "libs/runtime/policy_of.h"
#include "services/matcher/decide.h"
#include "services/matcher/evolve.h"
#include "services/matcher/explain.h"
#include "services/matcher/hearing.h"
#include "services/matcher/homes.h"
#include "services/matcher/household_ids.h"
#include "services/matcher/looking_ahead.h"
#include "services/matcher/one_door.h"
#include "services/matcher/placing.h"
#include "services/matcher/register_keeping.h"
#include "services/matcher/run_lists.h"
#include "services/matcher/state_keys.h"
#include "services/matcher/verdict_keeping.h"

namespace tijdig::matcher {
namespace {

Result<const MunicipalityState*> look_at_town(MunicipalityCode municipality, runtime::Turn& turn) {
  TIJDIG_TRY(const auto* town, turn.look<MunicipalityState>(town_key(municipality)));
  if (town == nullptr)
    return Error::fatal("no policy is active for " + municipality.to_string() + "; activate one first");
  return town;
}

bool wants_register(const MunicipalityState& town) { return town.rules.link_by == policy::LinkBy::residents; }

// Before the register has come in, signals are compared with each other: better than nothing, and linked later.
bool is_by_register(const MunicipalityState& town) { return wants_register(town) && town.residents > 0; }

bool is_continuous(const MunicipalityState& town) { return town.rules.when == policy::MatchWhen::continuously; }

// The newest month that no run will look at any more, as seen by a record received on `day`.
YearMonth closed_months(const MunicipalityState& town, Date day) {
  if (is_continuous(town)) return day.month().plus_months(-town.rules.window_months);
  return town.last_run ? *town.last_run : YearMonth::from_index(-1);
}

// Months whose match day is not later than `day`.
YearMonth newest_due_month(const MunicipalityState& town, Date day) {
  if (is_continuous(town) || day.day() >= town.rules.day_of_month) return day.month();
  return day.month().plus_months(-1);
}

// Before its first run a municipality waits for its first match day.
bool is_run(const MunicipalityState& town, YearMonth due, Date day) {
  if (is_continuous(town)) return true;
  return town.last_run ? due > *town.last_run : due == day.month();
}

void tell_late(const Signal& signal, runtime::Turn& turn) {
  const YearMonth month = signal.signal_date.month();
  turn.emit(flow::topics::late, {signal.municipality},
            LateSignal{signal.municipality, signal.id, signal.partner, month, signal.received});
  turn.emit(flow::topics::facts, {signal.municipality}, FactsMessage{LateCounted{signal.municipality, month, 1}});
}

MatchMade fact_of(const Match& match) {
  MatchMade made{
      match.id, match.municipality, match.month, match.match_class, match.divosa_multiple, match.divosa_consecutive,
      {}};
  for (const MatchedSignal& signal : match.signals)
    if (signal.current)
      made.signals.push_back(
          {signal.id, signal.partner, signal.kind, signal.amount, signal.signal_date, signal.received});
  return made;
}

// Until the day closes all lines named at an address are kept there; then each is linked, and goes where it belongs.
Result<> bring_home(MunicipalityCode municipality, AddressId own, AddressState& state, runtime::Turn& turn) {
  TIJDIG_DO(mark_address(municipality, own, state, turn));
  if (state.away.empty()) return {};
  TIJDIG_TRY(AddressState named, take_named(own, turn));
  const std::vector<Door> homes(named.lines.size(), Door{own, named.address});
  return put_named(own, std::move(named), homes, turn);
}

// Puts the address on the list of every month in which a run could find something, once.
Result<> list(AddressId address, AddressState& state, MunicipalityCode municipality, const MunicipalityState& town,
              Date day, runtime::Turn& turn) {
  bool changed = false;
  for (const YearMonth month : months_worth_a_look(state, town.rules, closed_months(town, day))) {
    if (std::find(state.listed.begin(), state.listed.end(), month) != state.listed.end()) continue;
    state.listed.push_back(month);
    TIJDIG_TRY(auto* changed_town, turn.change<MunicipalityState>(town_key(municipality)));
    TIJDIG_DO(add_to_list(*changed_town, municipality, month, address, turn));
    changed = true;
  }
  if (changed) std::sort(state.listed.begin(), state.listed.end());
  return {};
}

// Whoever has cases of both must make one of them.
void join(MunicipalityCode municipality, Date day, AddressState& state, const Linker& linker, runtime::Turn& turn) {
  for (const Joined& one : join_households(state, linker))
    turn.emit(flow::topics::matches, {municipality, one.into},
              MatchesMessage{HouseholdMerged{municipality, one.into, one.from, day, state.address}});
}

}  // namespace

void Processor::prefetch(const SignalsMessage& message, runtime::KeySink& keys) const {
  const auto need_both = [&](MunicipalityCode municipality, const Address& address) {
    keys.need(town_key(municipality));
    keys.need(address_key(address_id_of(municipality, address)));
  };
  if (const auto* signal = std::get_if<Signal>(&message)) need_both(signal->municipality, signal->address);
  if (const auto* now = std::get_if<SignalCorrected>(&message)) need_both(now->now.municipality, now->now.address);
  if (const auto* back = std::get_if<SignalWithdrawn>(&message)) need_both(back->municipality, back->address);
  if (const auto* given = std::get_if<ReviewAnswer>(&message)) keys.need(address_key(given->address));
  if (const auto* denied = std::get_if<LinkDenied>(&message)) keys.need(address_key(denied->address));
  if (const auto* entry = std::get_if<RegisterEntry>(&message)) need_for_entry(*entry, keys);
  if (const auto* closed = std::get_if<DayClosed>(&message)) {
    keys.need(runtime::day_key(closed->municipality));
    keys.need(town_key(closed->municipality));
  }
}

Result<> Processor::handle(const SignalsMessage& message, runtime::Turn& turn) const {
  if (const auto* signal = std::get_if<Signal>(&message)) return take(*signal, false, turn);
  if (const auto* corrected = std::get_if<SignalCorrected>(&message)) return take(corrected->now, true, turn);
  if (const auto* withdrawn = std::get_if<SignalWithdrawn>(&message)) return take_back(*withdrawn, turn);
  if (const auto* given = std::get_if<ReviewAnswer>(&message)) return settle_doubt(*given, turn);
  if (const auto* closed = std::get_if<DayClosed>(&message)) return close(*closed, turn);
  if (const auto* entry = std::get_if<RegisterEntry>(&message)) return take_entry(*entry, turn);
  if (const auto* denied = std::get_if<LinkDenied>(&message)) return deny(*denied, turn);
  return activate(std::get<PolicyActivated>(message), turn);
}

// The few rules that each signal needs are kept apart from the policy's text, which is not read again per signal.
Result<> Processor::activate(const PolicyActivated& activated, runtime::Turn& turn) const {
  TIJDIG_TRY(const auto policy, policies_.get(activated.yaml));
  TIJDIG_DO(runtime::remember_policy(activated, turn));
  TIJDIG_TRY(auto* town, turn.change<MunicipalityState>(town_key(activated.municipality)));
  town->policy_version = activated.version;
  town->rules = policy->matching;
  return {};
}

Result<> Processor::take(const Signal& signal, bool is_correction, runtime::Turn& turn) const {
  TIJDIG_TRY(const auto* town, look_at_town(signal.municipality, turn));
  const AddressId address = address_id_of(signal.municipality, signal.address);
  TIJDIG_TRY(auto* state, turn.change<AddressState>(address_key(address)));
  if (wants_register(*town)) TIJDIG_DO(bring_home(signal.municipality, address, *state, turn));
  const bool month_is_closed = signal.signal_date.month() <= closed_months(*town, signal.received);
  TIJDIG_TRY(const bool is_new, add(*state, signal, month_is_closed));
  if (is_new && month_is_closed && !is_correction) tell_late(signal, turn);
  if (is_by_register(*town)) return {};
  return list(address, *state, signal.municipality, *town, signal.received, turn);
}

Result<> Processor::take_back(const SignalWithdrawn& withdrawn, runtime::Turn& turn) const {
  const AddressId address = address_id_of(withdrawn.municipality, withdrawn.address);
  const Bytes key = address_key(address);
  TIJDIG_TRY(const auto* before, turn.look<AddressState>(key));
  if (before != nullptr && !(before->away.empty() && before->told.empty() && before->contacts.empty())) {
    TIJDIG_TRY(auto* state, turn.change<AddressState>(key));
    TIJDIG_DO(bring_home(withdrawn.municipality, address, *state, turn));
  }
  if (before == nullptr || !knows(*before, withdrawn.id)) return {};
  TIJDIG_TRY(auto* state, turn.change<AddressState>(key));
  // Somebody may be about to go there because of it.
  if (const HouseholdId household = household_of(*state, withdrawn.id); household.is_set())
    turn.emit(flow::topics::matches, {withdrawn.municipality, household},
              MatchesMessage{SignalTakenBack{household, withdrawn.municipality, withdrawn.id, withdrawn.received,
                                             withdrawn.moved}});
  withdraw(*state, withdrawn.id);
  return {};
}

Result<> Processor::settle_doubt(const ReviewAnswer& given, runtime::Turn& turn) const {
  TIJDIG_TRY(auto* state, turn.change<AddressState>(address_key(given.address)));
  if (!answer(*state, given)) return refused(entry_refusals::question_unknown);
  TIJDIG_DO(hear_answer(given, turn));
  TIJDIG_TRY(const auto* town, look_at_town(given.municipality, turn));
  // Where lines are linked through the register it shows when the day closes.
  if (!wants_register(*town)) join(given.municipality, given.answered, *state, *linker_, turn);
  return list(given.address, *state, given.municipality, *town, given.answered, turn);
}

Result<> Processor::close(const DayClosed& closed, runtime::Turn& turn) const {
  TIJDIG_TRY(const bool is_new, runtime::is_new_day(closed, turn));
  if (!is_new) return {};
  TIJDIG_TRY(const auto* before, look_at_town(closed.municipality, turn));
  if (is_by_register(*before)) TIJDIG_DO(place(closed, turn));
  const YearMonth due = newest_due_month(*before, closed.day);
  if (!is_run(*before, due, closed.day)) return {};
  TIJDIG_TRY(auto* town, turn.change<MunicipalityState>(town_key(closed.municipality)));
  for (const RunList& list : lists_until(*town, due)) TIJDIG_DO(run_month(closed, list, *town, turn));
  forget_lists(*town, due);
  if (!is_continuous(*town)) town->last_run = due;
  return {};
}

Result<> Processor::place(const DayClosed& closed, runtime::Turn& turn) const {
  TIJDIG_TRY(auto marked, take_marked_addresses(closed.municipality, turn));
  TIJDIG_DO(hear_marked(closed.municipality, closed.day, marked, *model_, turn));
  TIJDIG_DO(derive_households(closed.municipality, closed.day, turn));
  TIJDIG_TRY(const auto doors, place_marked(closed.municipality, closed.day, std::move(marked), *model_, turn));
  TIJDIG_DO(keep_one_door(doors, turn));
  for (const AddressId door : doors) {
    TIJDIG_TRY(auto* state, turn.change<AddressState>(address_key(door)));
    TIJDIG_TRY(const auto* town, look_at_town(closed.municipality, turn));
    join(closed.municipality, closed.day, *state, by_register_, turn);
    TIJDIG_DO(list(door, *state, closed.municipality, *town, closed.day, turn));
  }
  return {};
}

Result<> Processor::run_month(const DayClosed& closed, const RunList& list, const MunicipalityState& town,
                              runtime::Turn& turn) const {
  TIJDIG_TRY(const std::vector<AddressId> addresses, take_list(closed.municipality, list, turn));
  const Run run{closed.municipality, list.month, closed.day, town.rules, town.policy_version};
  look_ahead_at_addresses(addresses, turn);
  for (const AddressId address : addresses) TIJDIG_DO(look_at(address, run, turn));
  return {};
}

Result<> Processor::look_at(AddressId address, const Run& run, runtime::Turn& turn) const {
  TIJDIG_TRY(const auto* town, look_at_town(run.municipality, turn));
  const bool by_register = is_by_register(*town);
  TIJDIG_TRY(auto* state, turn.change<AddressState>(address_key(address)));
  const Linker& linker = by_register ? by_register_ : *linker_;
  join(run.municipality, run.day, *state, linker, turn);
  Decision found = decide(*state, run, linker);
  for (FoundMatch& one : found.matches) {
    turn.emit_made(flow::topics::matches, {run.municipality, one.match.household}, [&]() -> const Match& {
      one.match.evidence = explain_match(*state, found.groups[one.group], one.match, run, linker);
      return one.match;
    });
    turn.emit_made(flow::topics::facts, {run.municipality}, [&] { return fact_of(one.match); });
  }
  for (const FoundDoubt& doubt : found.doubts) turn.emit(flow::topics::review_tasks, {run.municipality}, doubt.task);
  evolve(*state, found);
  std::erase(state->listed, run.month);
  return {};
}

}  // namespace tijdig::matcher
