// Under which keys a resident is filed, and under which a customer is looked for: two meet when they share one.
//
//   for (std::uint64_t key : near_keys_of(customer)) candidates += posting(key);
//
//   near   K1  postcode and house number (a resident also under former doors, and doors heard of; a customer also
//              under doors it is tied to)
//          K2  birth date and a surname part
//          K8  surname part and postcode
//   far    K3  birth date
//          K6  surname part and initial
//
// Each kind alone misses people (a moved customer has no K1, one without birth date no K2); together they reach what
// docs/linking.md says. Far keys bring people of the whole town, who are rarely meant: they are for a customer whom
// the near ones do not find. A key is a 64-bit hash of its kind and parts. Whoever tries all birth dates or all doors
// finds the one that was meant, so keys are personal data: kept beside the residents, never printed. Pure.
#pragma once

#include "libs/residents/forms.h"

namespace tijdig::residents {

using Key = std::uint64_t;
using Keys = Few<Key, 24>;

Keys near_keys_of(const CustomerForm& customer);
Keys far_keys_of(const CustomerForm& customer);
Keys all_keys_of(const CustomerForm& customer);
Keys keys_of(const ResidentForm& resident);
Keys telling_keys(const CustomerForm& customer);  // where whom it tells of is looked for (hearsay.h)
Key door_key(const Door& door);                   // K1: everybody with this postcode and number

}  // namespace tijdig::residents
