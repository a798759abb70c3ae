// Under which keys a resident is filed, and under which a customer is looked for: two meet when they share one.
//
//   for (std::uint64_t key : keys_of(customer)) candidates += posting(key);
//
//   K1  postcode and house number (a resident also under former doors, and doors heard of; a customer also under
//       doors it is tied to)
//   K2  birth date and a surname part            K3  birth date and four digits of the postcode
//   K6  surname part, initial and four digits    K8  surname part and postcode
//
// Each kind alone misses people (a moved customer has no K1, one without birth date no K2); together they reach what
// docs/linking.md says. A key is a 64-bit hash of its kind and parts: personal data that cannot be read back. Pure.
#pragma once

#include "libs/residents/forms.h"

namespace tijdig::residents {

using Key = std::uint64_t;
using Keys = Few<Key, 24>;

Keys keys_of(const CustomerForm& customer);
Keys keys_of(const ResidentForm& resident);
Keys birth_and_name_keys(const CustomerForm& customer);  // K2 only; none without a birth date
Key door_key(const Door& door);                          // K1: everybody with this postcode and number

}  // namespace tijdig::residents
