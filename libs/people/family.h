// The people of one home: ages, names, marriages, children. Appends to the municipality; integers only.
#pragma once

#include "libs/people/municipality.h"

namespace tijdig::people {

enum class FamilyKind : std::uint8_t { single, one_parent, couple, couple_with_children };

// What a home's people take over from others.
struct Heritage {
  std::uint32_t kin = none;       // shares this human's surname and origin
  bool first_name_too = false;    // and the first name
  bool is_sibling = false;        // and the parents, of whom the register knows ids
  std::uint32_t child_of = none;  // a grown child of the family of which this human is the head
  int age_min = 0;                // 0: any that suits the kind
  int age_max = 0;
};

// Adds the humans of a family to `m.people` and returns how many. `home` is the index the home will get.
std::uint32_t add_family(Municipality& m, std::uint32_t home, FamilyKind kind, const Heritage& heritage);

}  // namespace tijdig::people
