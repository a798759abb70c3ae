#include "services/assignment/processor.h"

#include "libs/domain/feedback.h"
#include "libs/runtime/days.h"
#include "libs/runtime/policy_of.h"

namespace tijdig::assignment {
namespace {

Bytes case_key(MunicipalityCode municipality, const CaseId& id) {
  return flow::tables::waiting_cases.key(municipality, id);
}

Result<const Pool*> look_at_pool(MunicipalityCode municipality, runtime::Turn& turn) {
  static const Pool nobody_waits;
  TIJDIG_TRY(const auto* held, turn.look<Pool>(pool_key(municipality)));
  return held ? held : &nobody_waits;
}

template <class Ids>
Result<std::vector<EnrichedCase>> load_cases(MunicipalityCode municipality, const Ids& ids, runtime::Turn& turn) {
  std::vector<Bytes> keys;
  for (const CaseId& id : ids) keys.push_back(case_key(municipality, id));
  turn.load_ahead(std::move(keys));
  std::vector<EnrichedCase> cases;
  for (const CaseId& id : ids) {
    const auto wire = turn.load(case_key(municipality, id));
    if (!wire) return Error::fatal("assignment state: the pool names a case that is not there");
    TIJDIG_TRY(auto enriched, codec::decode<EnrichedCase>(*wire));
    cases.push_back(std::move(enriched));
  }
  return cases;
}

template <class Ids>
Result<std::vector<EnrichedCase>> load_cases_if(bool wanted, MunicipalityCode municipality, const Ids& ids,
                                                runtime::Turn& turn) {
  if (!wanted) return std::vector<EnrichedCase>();
  return load_cases(municipality, ids, turn);
}

MatchEnded fact_of(const Dropped& dropped, Date day) {
  const Match& match = dropped.enriched.match;
  return {match.id, match.municipality, match.month, day, dropped.reason, EndResult::refused_other};
}

// Each partner hears that its signal was not picked up, and nothing about why (DDAS: "andere reden"; L35).
void tell_partners(const Match& match, Date day, runtime::Turn& turn) {
  for (const Feedback& told : feedback_on_current(match, day, EndResult::refused_other))
    turn.emit(flow::topics::feedback, {told.municipality, told.partner}, told);
}

}  // namespace

void Processor::prefetch(const CasesMessage& message, runtime::KeySink& keys) const {
  if (const auto* arrived = std::get_if<EnrichedCase>(&message)) keys.need(pool_key(arrived->match.municipality));
  if (const auto* returned = std::get_if<CaseReturned>(&message)) keys.need(pool_key(returned->municipality));
  if (const auto* closed = std::get_if<DayClosed>(&message)) {
    keys.need(runtime::day_key(closed->municipality));
    keys.need(runtime::policy_key(closed->municipality));
    keys.need(pool_key(closed->municipality));
  }
}

Result<> Processor::handle(const CasesMessage& message, runtime::Turn& turn) const {
  if (const auto* activated = std::get_if<PolicyActivated>(&message)) return runtime::remember_policy(*activated, turn);
  if (const auto* arrived = std::get_if<EnrichedCase>(&message)) return add(*arrived, turn);
  if (const auto* returned = std::get_if<CaseReturned>(&message)) return take_back(*returned, turn);
  return close(std::get<DayClosed>(message), turn);
}

Result<> Processor::add(const EnrichedCase& arrived, runtime::Turn& turn) const {
  const MunicipalityCode municipality = arrived.match.municipality;
  TIJDIG_TRY(auto* pool, turn.change<Pool>(pool_key(municipality)));
  pool->waiting.insert(arrived.id);
  turn.save(case_key(municipality, arrived.id), codec::encode(arrived));
  return {};
}

Result<> Processor::close(const DayClosed& closed, runtime::Turn& turn) const {
  TIJDIG_TRY(const bool is_new, runtime::is_new_day(closed, turn));
  if (!is_new) return {};
  TIJDIG_TRY(auto policy, runtime::policy_of(closed.municipality, turn));
  TIJDIG_TRY(const auto* pool, look_at_pool(closed.municipality, turn));
  const Reach reach = reach_of_close(*pool, closed.day, *policy);
  TIJDIG_TRY(auto waiting, load_cases_if(reach.waiting, closed.municipality, pool->waiting, turn));
  TIJDIG_TRY(auto reserves, load_cases_if(reach.reserves, closed.municipality, pool->reserves, turn));
  const Decision decision = close_day(*pool, std::move(waiting), std::move(reserves), closed.day, *policy);
  return carry_out(closed.municipality, *pool, decision, closed.day, turn);
}

Result<> Processor::take_back(const CaseReturned& returned, runtime::Turn& turn) const {
  TIJDIG_TRY(const auto* pool, look_at_pool(returned.municipality, turn));
  const Decision decision = assignment::take_back(*pool, returned);
  return carry_out(returned.municipality, *pool, decision, returned.day, turn);
}

Result<> Processor::carry_out(MunicipalityCode municipality, const Pool& pool, const Decision& decision, Date day,
                              runtime::Turn& turn) const {
  for (const Assignment& made : decision.assigned) {
    turn.emit_kind(flow::topics::work, {municipality, made.enriched.id.household}, made);
    turn.emit(flow::topics::walk_list, {municipality}, made);
    turn.erase(case_key(municipality, made.enriched.id));
  }
  for (const Assignment& made : decision.reserved) turn.emit(flow::topics::walk_list, {municipality}, made);
  for (const Dropped& dropped : decision.dropped) {
    turn.emit_made(flow::topics::facts, {municipality}, [&] { return fact_of(dropped, day); });
    if (dropped.partners_hear_now) tell_partners(dropped.enriched.match, day, turn);
    turn.erase(case_key(municipality, dropped.enriched.id));
  }
  Pool after = evolve(pool, decision);
  if (after == pool) return {};
  TIJDIG_TRY(auto* changed, turn.change<Pool>(pool_key(municipality)));
  *changed = std::move(after);
  return {};
}

}  // namespace tijdig::assignment
