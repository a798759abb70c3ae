#include "services/assignment/decide.h"

#include <algorithm>
#include <map>

namespace tijdig::assignment {
namespace {

Assignment assign(EnrichedCase candidate, Date day, std::uint32_t rank, std::string reason, bool reserve,
                  const policy::Policy& policy) {
  Assignment made;
  made.deadline = offer_deadline(candidate, policy.assignment);
  made.enriched = std::move(candidate);
  made.team = policy.assignment.team;
  made.assigned_on = day;
  made.rank = rank;
  made.reserve = reserve;
  made.reason = std::move(reason);
  made.policy_version = policy.version;
  return made;
}

bool is_continuous(const policy::Policy& policy) { return policy.matching.when == policy::MatchWhen::continuously; }

// Or the first day after it on which this month can be looked at.
bool is_match_day(const Pool& pool, Date day, const policy::Policy& policy) {
  if (is_continuous(policy) || day.day() < policy.matching.day_of_month) return false;
  return day.day() == policy.matching.day_of_month || pool.month < day.month();
}

bool is_choosing(const Pool& pool, Date day, const policy::Policy& policy) {
  return is_match_day(pool, day, policy) || is_continuous(policy);
}

// Of each household its newest match; the older ones into `dropped`.
std::vector<EnrichedCase> one_of_each_household(std::vector<EnrichedCase> waiting, std::vector<Dropped>& dropped) {
  std::map<HouseholdId, YearMonth> newest;
  for (const EnrichedCase& one : waiting) {
    YearMonth& month = newest.try_emplace(one.id.household, one.id.month).first->second;
    month = std::max(month, one.id.month);
  }
  std::vector<EnrichedCase> kept;
  for (EnrichedCase& one : waiting) {
    if (newest.at(one.id.household) == one.id.month)
      kept.push_back(std::move(one));
    else
      dropped.push_back({std::move(one), "newer_match", false});
  }
  return kept;
}

// Of the running month; on a day on which nobody is chosen.
int free_places(const Pool& pool, const policy::Policy& policy) { return policy.quota_in(pool.month) - pool.given; }

Decision give_free_places(const Pool& pool, std::vector<EnrichedCase> reserves, Date day,
                          const policy::Policy& policy) {
  Decision decision;
  decision.month = pool.month;
  const int places = free_places(pool, policy);
  std::uint32_t rank = pool.last_rank;
  for (EnrichedCase& reserve : reserves) {
    if (static_cast<int>(decision.assigned.size()) >= places) break;
    decision.assigned.push_back(
        assign(std::move(reserve), day, ++rank, "reserve address; a place on the list came free", false, policy));
  }
  return decision;
}

}  // namespace

Reach reach_of_close(const Pool& pool, Date day, const policy::Policy& policy) {
  if (is_choosing(pool, day, policy)) return {true, true};
  return {false, free_places(pool, policy) > 0};
}

Decision close_day(const Pool& pool, std::vector<EnrichedCase> all_waiting, std::vector<EnrichedCase> reserves,
                   Date day, const policy::Policy& policy) {
  if (!is_choosing(pool, day, policy)) return give_free_places(pool, std::move(reserves), day, policy);
  Decision decision;
  decision.month = day.month();
  for (EnrichedCase& unused : reserves) decision.dropped.push_back({std::move(unused), "reserve_not_needed"});
  std::vector<EnrichedCase> waiting = one_of_each_household(std::move(all_waiting), decision.dropped);

  const bool same_month = pool.month == day.month();
  const int places = std::max(0, policy.quota_in(day.month()) - (same_month ? pool.given : 0));
  const int reserve_places = is_continuous(policy) ? 0 : policy.assignment.reserve_addresses;
  std::uint32_t rank = same_month ? pool.last_rank : 0;
  std::vector<bool> taken(waiting.size(), false);
  for (const Choice& choice : select(waiting, places + reserve_places, policy.assignment)) {
    const bool reserve = static_cast<int>(decision.assigned.size()) >= places;
    auto& list = reserve ? decision.reserved : decision.assigned;
    list.push_back(assign(std::move(waiting[choice.index]), day, ++rank, choice.reason, reserve, policy));
    taken[choice.index] = true;
  }
  const bool list_is_final = is_match_day(pool, day, policy) || day == day.month().last_day();
  for (std::size_t i = 0; list_is_final && i < waiting.size(); ++i)
    if (!taken[i]) decision.dropped.push_back({std::move(waiting[i]), "quota_full"});
  return decision;
}

Decision take_back(const Pool& pool, const CaseReturned& returned) {
  Decision decision;
  decision.month = pool.month;
  decision.places_returned = returned.id.month == pool.month && pool.given > 0 ? 1 : 0;
  return decision;
}

Pool evolve(Pool pool, const Decision& decision) {
  if (pool.month != decision.month) {
    pool.month = decision.month;
    pool.given = 0;
    pool.last_rank = 0;
  }
  const auto leave = [&](const CaseId& id) {
    pool.waiting.erase(id);
    pool.reserves.erase(std::remove(pool.reserves.begin(), pool.reserves.end(), id), pool.reserves.end());
  };
  for (const Dropped& dropped : decision.dropped) leave(dropped.enriched.id);
  for (const Assignment& made : decision.assigned) {
    leave(made.enriched.id);
    ++pool.given;
    pool.last_rank = std::max(pool.last_rank, made.rank);
  }
  for (const Assignment& made : decision.reserved) {
    leave(made.enriched.id);
    pool.reserves.push_back(made.enriched.id);
    pool.last_rank = std::max(pool.last_rank, made.rank);
  }
  pool.given -= decision.places_returned;
  return pool;
}

}  // namespace tijdig::assignment
