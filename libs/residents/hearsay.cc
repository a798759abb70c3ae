#include "libs/residents/hearsay.h"

namespace tijdig::residents {

bool may_tell(const CustomerForm& customer) {
  const bool has_name =
      !customer.names.own.empty() && !(customer.names.initials.empty() && customer.names.first.empty());
  return customer.birth_date && !customer.birth_date_is_partial && customer.door.is_set() && has_name;
}

bool is_named_by(const CustomerForm& customer, const ResidentForm& resident) {
  if (resident.has(revoked) || customer.birth_date != resident.birth_date) return false;
  std::uint32_t term = 0;
  if (compare_surnames(customer.names, resident.names, term) > SurnameLevel::one_part) return false;
  const InitialsLevel initials = compare_initials(customer.names, resident.names);
  const FirstNameLevel first = compare_first_names(customer.names, resident.names, term);
  return initials <= InitialsLevel::begins_with || first <= FirstNameLevel::close;
}

bool is_new_door(const Door& door, const ResidentForm& resident) {
  const DoorLevel level = registered_door_level(door, resident);
  return level == DoorLevel::same_postcode || level == DoorLevel::same_district || level == DoorLevel::elsewhere;
}

Few<Door, doors_heard_max> heard_doors(std::vector<Door> told) {
  std::sort(told.begin(), told.end());
  Few<Door, doors_heard_max> doors;
  for (const Door& door : told) doors.add_new(door);
  return doors;
}

}  // namespace tijdig::residents
