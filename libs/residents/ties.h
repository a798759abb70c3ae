// Where else a customer is known: the doors of other texts with the same telephone or mail address.
//
//   tie(customer, doors_under(telephone_key(customer)), doors_under(mail_key(customer)));   // then link, or hearsay.h
//
// A mover keeps his telephone, a couple gives one for both, and an account without postcode has one too. So a text
// whose own door the register does not have for anybody of its name is also looked for at the doors its telephone or
// mail address is known from (DoorLevel::tied), which is as strong as a door heard of.
//
// A contact that is known at more than `contact_doors_max` doors is an agent's, or the creditor's own: it is taken out
// of the form and says nothing. Ties follow from the set of texts alone, never from links or households, so order
// cannot matter. Keys are hashes: personal data that cannot be read back. Pure; any thread.
#pragma once

#include <span>

#include "libs/residents/keys.h"

namespace tijdig::residents {

inline constexpr std::size_t contact_doors_max = 3;

// Beside the keys of keys.h, in the same index; 0: the customer gives none.
Key telephone_key(const CustomerForm& customer);
Key mail_key(const CustomerForm& customer);

// `of_...`: the doors of all texts with that telephone or mail address, the customer's own among them, each once.
void tie(CustomerForm& customer, std::span<const Door> of_telephone, std::span<const Door> of_mail);

bool share_contact(const CustomerForm& a, const CustomerForm& b);

}  // namespace tijdig::residents
