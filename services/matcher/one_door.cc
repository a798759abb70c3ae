#include "services/matcher/one_door.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "libs/residents/decision.h"
#include "services/matcher/state_keys.h"

namespace tijdig::matcher {
namespace {

// A household of which some line is not where its id is.
struct Moved {
  std::set<AddressId> before;
  std::set<AddressId> doors;  // all where it may have lines, those of before too
};

bool is_of(const CustomerLine& line, const HouseholdId& household) {
  return line.household == household && !line.is_apart;
}

// Somebody found behind this door, and not merely named there.
bool is_sure(const CustomerLine& line) {
  if (line.is_silent()) return false;
  if (line.link.empty()) return true;  // linked by address only
  const auto found = residents::decision_from_bytes(line.link);
  return found && found->may_contact();
}

Result<std::map<HouseholdId, Moved>> moved_households(const std::vector<AddressId>& doors, runtime::Turn& turn) {
  std::map<HouseholdId, Moved> moved;
  for (const AddressId door : doors) {
    TIJDIG_TRY(const auto* state, turn.look<AddressState>(address_key(door)));
    if (state == nullptr) continue;
    for (const CustomerLine& line : state->lines) {
      if (!line.household.is_set() || line.is_apart || line.household_at == door) continue;
      Moved& household = moved[line.household];
      household.doors.insert(door);
      if (!line.household_at.is_set()) continue;
      household.before.insert(line.household_at);
      household.doors.insert(line.household_at);
    }
  }
  return moved;
}

Result<AddressId> keeper_of(const HouseholdId& household, const Moved& moved, runtime::Turn& turn) {
  AddressId keeper;
  std::tuple<bool, std::size_t, bool, bool> best;
  for (const AddressId door : moved.doors) {
    TIJDIG_TRY(const auto* state, turn.look<AddressState>(address_key(door)));
    std::size_t lines = 0, sure = 0;
    if (state != nullptr)
      for (const CustomerLine& line : state->lines) {
        if (!is_of(line, household)) continue;
        ++lines;
        if (is_sure(line)) ++sure;
      }
    const bool had_it = moved.before.contains(door);
    const std::tuple claim(had_it && sure > 0, sure, had_it && lines > 0, lines > 0);
    if (claim > best) std::tie(keeper, best) = std::tuple(door, claim);
  }
  return keeper;
}

Result<> settle_at(AddressId door, const HouseholdId& household, AddressId keeper, runtime::Turn& turn) {
  const auto is_meant = [&](const CustomerLine& line) { return is_of(line, household); };
  TIJDIG_TRY(const auto* before, turn.look<AddressState>(address_key(door)));
  if (before == nullptr || std::none_of(before->lines.begin(), before->lines.end(), is_meant)) return {};
  TIJDIG_TRY(auto* state, turn.change<AddressState>(address_key(door)));
  if (door != keeper)  // a line that only remembers a household has nothing to begin anew with
    std::erase_if(state->lines, [&](const CustomerLine& line) { return is_meant(line) && line.is_silent(); });
  for (CustomerLine& line : state->lines) {
    if (!is_meant(line)) continue;
    line.household_at = keeper;
    line.is_apart = door != keeper;
  }
  return {};
}

}  // namespace

Result<> keep_one_door(const std::vector<AddressId>& doors, runtime::Turn& turn) {
  TIJDIG_TRY(const auto moved, moved_households(doors, turn));
  for (const auto& [household, where] : moved) {
    TIJDIG_TRY(const AddressId keeper, keeper_of(household, where, turn));
    for (const AddressId door : where.doors) TIJDIG_DO(settle_at(door, household, keeper, turn));
  }
  return {};
}

}  // namespace tijdig::matcher
