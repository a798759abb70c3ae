#include "libs/residents/hearsay.h"

#include <map>
#include <set>

namespace tijdig::residents {
namespace {

bool agree_in_name(const Names& customer, const Names& resident, SurnameLevel least) {
  if (compare_surnames(customer, resident).level > least) return false;
  std::uint32_t term = 0;
  const InitialsLevel initials = compare_initials(customer, resident);
  const FirstNameLevel first = compare_first_names(customer, resident, term);
  return initials <= InitialsLevel::begins_with || first <= FirstNameLevel::close;
}

// The text says no more than a surname, which the resident bears.
bool bears_only_name(const CustomerForm& customer, const ResidentForm& resident) {
  return customer.names.initials.empty() && customer.names.first.empty() &&
         compare_surnames(customer.names, resident.names).level <= SurnameLevel::one_part;
}

}  // namespace

bool may_tell(const CustomerForm& customer) {
  return customer.birth_date && !customer.birth_date_is_partial && customer.door.is_set() &&
         !customer.names.own.empty();
}

bool is_named_by(const CustomerForm& customer, const ResidentForm& resident) {
  return !resident.has(revoked) && customer.birth_date == resident.birth_date &&
         (agree_in_name(customer.names, resident.names, SurnameLevel::close) || bears_only_name(customer, resident));
}

bool is_named_alone(const CustomerForm& customer, const ResidentForm& resident) {
  return agree_in_name(customer.names, resident.names, SurnameLevel::near) || bears_only_name(customer, resident);
}

SurnameLevel surname_level(const CustomerForm& customer, const ResidentForm& resident) {
  return compare_surnames(customer.names, resident.names).level;
}

bool is_slip_of(const CustomerForm& customer, const ResidentForm& resident) {
  const BirthLevel level = compare_birth_dates(customer, resident.birth_date);
  return level == BirthLevel::swapped || level == BirthLevel::one_digit || level == BirthLevel::year_only;
}

bool may_be_heard(const HeardText& text, const ResidentForm& resident) {
  if (!resident.lives_here() || text.said < resident.since) return false;
  const DoorLevel level = registered_door_level(text.customer->door, resident);
  return level == DoorLevel::same_postcode || level == DoorLevel::same_district || level == DoorLevel::elsewhere;
}

std::vector<PersonRef> those_meant(const HeardText& text, std::vector<const ResidentForm*> named,
                                   std::span<const PersonRef> told) {
  const std::vector<const ResidentForm*> all = named;
  std::erase_if(named, [&](const ResidentForm* child) {
    const bool is_told = std::find(told.begin(), told.end(), child->person) != told.end();
    return !is_told && std::any_of(all.begin(), all.end(), [&](const ResidentForm* parent) {
      return child->parents.holds(short_ref(parent->person));
    });
  });
  const bool are_partners = named.size() == 2 && named[0]->partner == short_ref(named[1]->person);
  if (named.size() != 1 && !are_partners) return {};
  std::vector<PersonRef> meant;
  for (const ResidentForm* who : named)
    if (may_be_heard(text, *who)) meant.push_back(who->person);
  return meant;
}

std::vector<Together> only_two_reached(std::vector<ReachedBy> reached) {
  std::sort(reached.begin(), reached.end());
  reached.erase(std::unique(reached.begin(), reached.end()), reached.end());
  std::map<ShortRef, std::set<ShortRef>> shared_with;
  for (std::size_t i = 1; i < reached.size(); ++i) {  // neighbours are enough: of three, one has two
    if (reached[i].contact != reached[i - 1].contact) continue;
    shared_with[reached[i - 1].resident].insert(reached[i].resident);
    shared_with[reached[i].resident].insert(reached[i - 1].resident);
  }
  std::vector<Together> pairs;
  for (const auto& [one, others] : shared_with) {
    const ShortRef other = *others.begin();
    if (others.size() == 1 && shared_with[other].size() == 1 && one < other) pairs.push_back({one, other});
  }
  return pairs;
}

Few<Door, doors_heard_max> heard_doors(std::vector<Door> told) {
  std::sort(told.begin(), told.end());
  Few<Door, doors_heard_max> doors;
  for (const Door& door : told) doors.add_new(door);
  return doors;
}

}  // namespace tijdig::residents
