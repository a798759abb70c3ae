#include "libs/residents/keys.h"

namespace tijdig::residents {
namespace {

enum class Kind : std::uint64_t { door = 1, birth_and_name, birth_and_district, name_and_initial, name_and_postcode };

Key key(Kind kind, std::uint64_t a, std::uint64_t b, std::uint64_t c = 0) {
  return mixed(mixed(mixed(static_cast<std::uint64_t>(kind), a), b), c);
}

std::uint64_t day_of(Date date) { return static_cast<std::uint32_t>(date.days_since_epoch()); }

template <class Parts>
void add_keys_of(Keys& keys, const Parts& parts, const Names& names, const std::optional<Date>& birth,
                 const Door& door) {
  for (const NamePart& part : parts) {
    if (birth) keys.add_new(key(Kind::birth_and_name, day_of(*birth), part.hash()));
    if (!names.initials.empty())
      keys.add_new(
          key(Kind::name_and_initial, part.hash(), static_cast<unsigned char>(names.initials[0]), door.district()));
    keys.add_new(key(Kind::name_and_postcode, part.hash(), door.postcode));
  }
}

void add_keys(Keys& keys, const Names& names, const std::optional<Date>& birth, const Door& door) {
  keys.add_new(door_key(door));
  if (birth) keys.add_new(key(Kind::birth_and_district, day_of(*birth), door.district()));
  add_keys_of(keys, names.own, names, birth, door);
  add_keys_of(keys, names.partner, names, birth, door);
}

}  // namespace

Key door_key(const Door& door) { return key(Kind::door, door.postcode, door.number); }

Keys keys_of(const CustomerForm& customer) {
  Keys keys;
  add_keys(keys, customer.names, customer.birth_date, customer.door);
  for (const Door& tied : customer.tied) keys.add_new(door_key(tied));
  return keys;
}

Keys birth_and_name_keys(const CustomerForm& customer) {
  Keys keys;
  if (!customer.birth_date) return keys;
  for (const NamePart& part : customer.names.own)
    keys.add_new(key(Kind::birth_and_name, day_of(*customer.birth_date), part.hash()));
  return keys;
}

Keys keys_of(const ResidentForm& resident) {
  Keys keys;
  add_keys(keys, resident.names, resident.birth_date, resident.door);
  for (const FormerDoor& former : resident.former) keys.add_new(door_key(former.door));
  for (const Door& heard : resident.heard) keys.add_new(door_key(heard));
  return keys;
}

}  // namespace tijdig::residents
