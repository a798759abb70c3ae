#include "libs/residents/keys.h"

namespace tijdig::residents {
namespace {

// In stored state: a number is never used for something else (3 and 4 were keys by district).
enum class Kind : std::uint64_t {
  door = 1,
  birth_and_name = 2,
  name_and_postcode = 5,
  birth = 6,
  name_and_initial = 7
};

Key key(Kind kind, std::uint64_t a, std::uint64_t b = 0) {
  return mixed(mixed(mixed(static_cast<std::uint64_t>(kind), a), b), 0);
}

std::uint64_t day_of(Date date) { return static_cast<std::uint32_t>(date.days_since_epoch()); }

template <class Parts>
void add_near_keys_of(Keys& keys, const Parts& parts, const std::optional<Date>& birth, const Door& door) {
  for (const NamePart& part : parts) {
    if (birth) keys.add_new(key(Kind::birth_and_name, day_of(*birth), part.hash()));
    keys.add_new(key(Kind::name_and_postcode, part.hash(), door.postcode));
  }
}

void add_near_keys(Keys& keys, const Names& names, const std::optional<Date>& birth, const Door& door) {
  keys.add_new(door_key(door));
  add_near_keys_of(keys, names.own, birth, door);
  add_near_keys_of(keys, names.partner, birth, door);
}

void add_far_keys(Keys& keys, const Names& names, const std::optional<Date>& birth) {
  if (birth) keys.add_new(key(Kind::birth, day_of(*birth)));
  if (names.initials.empty()) return;
  const auto initial = static_cast<unsigned char>(names.initials[0]);
  for (const NamePart& part : names.own) keys.add_new(key(Kind::name_and_initial, part.hash(), initial));
  for (const NamePart& part : names.partner) keys.add_new(key(Kind::name_and_initial, part.hash(), initial));
}

}  // namespace

Key door_key(const Door& door) { return key(Kind::door, door.postcode, door.number); }

Keys near_keys_of(const CustomerForm& customer) {
  Keys keys;
  add_near_keys(keys, customer.names, customer.birth_date, customer.door);
  for (const Door& tied : customer.tied) keys.add_new(door_key(tied));
  return keys;
}

Keys far_keys_of(const CustomerForm& customer) {
  Keys keys;
  add_far_keys(keys, customer.names, customer.birth_date);
  return keys;
}

Keys all_keys_of(const CustomerForm& customer) {
  Keys keys = near_keys_of(customer);
  for (const Key far : far_keys_of(customer)) keys.add_new(far);
  return keys;
}

Keys telling_keys(const CustomerForm& customer) {
  Keys keys;
  if (customer.birth_date) keys.add(key(Kind::birth, day_of(*customer.birth_date)));
  return keys;
}

Keys keys_of(const ResidentForm& resident) {
  Keys keys;
  add_near_keys(keys, resident.names, resident.birth_date, resident.door);
  add_far_keys(keys, resident.names, resident.birth_date);
  for (const FormerDoor& former : resident.former) keys.add_new(door_key(former.door));
  for (const Door& heard : resident.heard) keys.add_new(door_key(heard));
  return keys;
}

}  // namespace tijdig::residents
