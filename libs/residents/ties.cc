#include "libs/residents/ties.h"

#include <vector>

namespace tijdig::residents {
namespace {

// Apart from the kinds of keys.cc.
enum class TieBy : std::uint64_t { telephone = 65, mail };

Key key(TieBy kind, std::uint64_t value) { return value == 0 ? 0 : mixed(static_cast<std::uint64_t>(kind), value); }

}  // namespace

Key telephone_key(const CustomerForm& customer) { return key(TieBy::telephone, customer.telephone); }
Key mail_key(const CustomerForm& customer) { return key(TieBy::mail, customer.email); }

void tie(CustomerForm& customer, std::span<const Door> of_telephone, std::span<const Door> of_mail) {
  std::vector<Door> known;
  const auto note = [&](std::uint64_t& contact, std::span<const Door> doors) {
    if (doors.size() > contact_doors_max)
      contact = 0;
    else
      known.insert(known.end(), doors.begin(), doors.end());
  };
  note(customer.telephone, of_telephone);
  note(customer.email, of_mail);
  std::sort(known.begin(), known.end());
  customer.tied = {};
  for (const Door& door : known)
    if (door != customer.door && door.is_set()) customer.tied.add_new(door);
}

bool share_contact(const CustomerForm& a, const CustomerForm& b) {
  return (a.telephone != 0 && a.telephone == b.telephone) || (a.email != 0 && a.email == b.email);
}

}  // namespace tijdig::residents
