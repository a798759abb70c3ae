#include "services/matcher/household_ids.h"

#include <algorithm>
#include <map>
#include <set>

namespace tijdig::matcher {
namespace {

bool has_silent(const AddressState& state) {
  return std::any_of(state.lines.begin(), state.lines.end(), [](const CustomerLine& line) { return line.is_silent(); });
}

bool has_all(const Group& group, const Group& wanted) {
  return std::all_of(wanted.members.begin(), wanted.members.end(), [&](const Member& member) {
    return std::any_of(group.members.begin(), group.members.end(),
                       [&](const Member& other) { return other.line == member.line; });
  });
}

// A household that nobody speaks of any more goes on with those who would all be linked to it.
void add_ids_of_silent(const AddressState& state, const Grouping& speaking, const Linker& linker,
                       std::vector<HouseholdId>& ids) {
  if (!has_silent(state)) return;
  const Grouping all = linker.group(state.lines, state.reviews);
  std::set<HouseholdId> taken(ids.begin(), ids.end());
  for (std::size_t place = 0; place < ids.size(); ++place) {
    if (ids[place].is_set()) continue;
    for (const Group& group : all.groups) {
      if (!has_all(group, speaking.groups[place])) continue;
      for (const Member& member : group.members) {
        const CustomerLine& line = state.lines[member.line];
        if (!line.is_silent() || taken.contains(line.household)) continue;
        if (!ids[place].is_set() || line.household < ids[place]) ids[place] = line.household;
      }
    }
    taken.insert(ids[place]);
  }
}

// A household keeps the id of its first match. When two that had one grow together, the smaller id goes on; when one
// falls apart, its first group keeps it and the others are new; who left it for another door is new there.
std::vector<HouseholdId> ids_from_before(const AddressState& state, const Grouping& grouping) {
  std::vector<HouseholdId> ids;
  std::set<HouseholdId> taken;
  for (const Group& group : grouping.groups) {
    HouseholdId& id = ids.emplace_back();
    for (const Member& member : group.members) {
      const HouseholdId& known = state.lines[member.line].household;
      if (known.is_set() && !state.lines[member.line].is_apart && !taken.contains(known) &&
          (!id.is_set() || known < id))
        id = known;
    }
    taken.insert(id);
  }
  return ids;
}

bool is_of_a_household(const CustomerLine& line) { return line.household.is_set() && !line.is_apart; }

// Most addresses have one household, and nobody to group for.
bool has_two_households(const AddressState& state) {
  const CustomerLine* first = nullptr;
  for (const CustomerLine& line : state.lines) {
    if (!is_of_a_household(line)) continue;
    if (first != nullptr && line.household != first->household) return true;
    first = &line;
  }
  return false;
}

// Households of which a group has somebody, and which no group goes on as: into that of the first such group.
std::map<HouseholdId, HouseholdId> gone_into(const AddressState& state, const Grouping& speaking,
                                             const std::vector<HouseholdId>& ids) {
  std::map<HouseholdId, HouseholdId> gone;
  for (std::size_t place = 0; place < ids.size(); ++place) {
    if (!ids[place].is_set()) continue;
    for (const Member& member : speaking.groups[place].members) {
      const CustomerLine& line = state.lines[member.line];
      if (is_of_a_household(line) && std::find(ids.begin(), ids.end(), line.household) == ids.end())
        gone.try_emplace(line.household, ids[place]);
    }
  }
  return gone;
}

// Households that nobody speaks of any more, and whose lines would be linked to one group and no other.
void add_gone_silent(const AddressState& state, const Grouping& speaking, const std::vector<HouseholdId>& ids,
                     const Linker& linker, std::map<HouseholdId, HouseholdId>& gone) {
  if (!has_silent(state)) return;
  for (const Group& group : linker.group(state.lines, state.reviews).groups) {
    std::set<HouseholdId> within;
    for (std::size_t place = 0; place < ids.size(); ++place)
      if (ids[place].is_set() && has_all(group, speaking.groups[place])) within.insert(ids[place]);
    if (within.size() != 1) continue;
    for (const Member& member : group.members) {
      const CustomerLine& line = state.lines[member.line];
      const bool goes_on = std::find(ids.begin(), ids.end(), line.household) != ids.end();
      if (line.is_silent() && is_of_a_household(line) && !goes_on) gone.try_emplace(line.household, *within.begin());
    }
  }
}

}  // namespace

Grouping group_of_speaking(const AddressState& state, const Linker& linker) {
  if (!has_silent(state)) return linker.group(state.lines, state.reviews);
  std::vector<CustomerLine> speaking;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < state.lines.size(); ++i) {
    if (state.lines[i].is_silent()) continue;
    speaking.push_back(state.lines[i]);
    places.push_back(i);
  }
  Grouping found = linker.group(speaking, state.reviews);
  for (Group& group : found.groups)
    for (Member& member : group.members) member.line = places[member.line];
  return found;
}

std::vector<HouseholdId> household_ids(const AddressState& state, const Grouping& speaking, const Linker& linker) {
  std::vector<HouseholdId> ids = ids_from_before(state, speaking);
  add_ids_of_silent(state, speaking, linker, ids);
  return ids;
}

std::vector<Joined> join_households(AddressState& state, const Linker& linker) {
  std::vector<Joined> joined;
  if (!has_two_households(state)) return joined;
  const Grouping speaking = group_of_speaking(state, linker);
  const std::vector<HouseholdId> ids = household_ids(state, speaking, linker);
  std::map<HouseholdId, HouseholdId> gone = gone_into(state, speaking, ids);
  add_gone_silent(state, speaking, ids, linker, gone);
  if (gone.empty()) return joined;
  for (std::size_t place = 0; place < ids.size(); ++place)
    for (const Member& member : speaking.groups[place].members) {
      CustomerLine& line = state.lines[member.line];
      if (is_of_a_household(line) && gone.contains(line.household)) line.household = ids[place];
    }
  for (CustomerLine& line : state.lines)
    if (const auto found = gone.find(line.household); found != gone.end() && line.is_silent() && !line.is_apart)
      line.household = found->second;
  for (const auto& [from, into] : gone) joined.push_back({from, into});
  return joined;
}

}  // namespace tijdig::matcher
