// Where a resident is found before the register knows: doors that customers' texts tell of.
//
//   if (const auto told = told_by(customer, said, view)) doors_of[told->person].insert(told->door);
//   register.set_heard(person, doors);                  // then link: DoorLevel::heard
//
// A text tells when it names exactly one resident by birth date, surname and initials (or first name), nobody else in
// the register comes near that, its door is not one the register has for that person, nor a slip of the pen away from
// it, and it was last said (`said`: the newest signal date) since the register has the person where it does. "Unique in
// the register, or no answer" is how SBV-Z and the BV BSN search by hand (docs/matching.md).
//
// Two layers, so that order cannot matter: what a text tells follows from the text and from the statements of the
// register alone, never from households, heard doors or other texts; links are made when all that is told is known. Per
// person the `doors_heard_max` smallest doors of the set count (`heard_doors`). Pure; any thread.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "libs/residents/comparisons.h"
#include "libs/residents/register_view.h"

namespace tijdig::residents {

inline constexpr std::size_t doors_heard_max = 2;

struct Told {
  PersonRef person;
  Door door;
  auto operator<=>(const Told&) const = default;
};

// Whether a text says enough to tell anything: a whole birth date, a name with initials or first name, and a door.
bool may_tell(const CustomerForm& customer);
// The text and the statement name one person: birth date, surname and initials or first name agree.
bool is_named_by(const CustomerForm& customer, const ResidentForm& resident);
// The door is neither the resident's nor a former one, however misread.
bool is_new_door(const Door& door, const ResidentForm& resident);

template <RegisterView View>
std::optional<Told> told_by(const CustomerForm& customer, Date said, const View& view) {
  if (!may_tell(customer)) return std::nullopt;
  std::optional<Told> told;
  for (const Key key : birth_and_name_keys(customer)) {
    const auto& posting = view.posting(key);
    if (std::ranges::size(posting) > posting_max) return std::nullopt;
    for (const auto& handle : posting) {
      const ResidentForm& resident = view.resident(handle);
      if (!is_named_by(customer, resident)) continue;
      if (told && told->person != resident.person) return std::nullopt;  // two of them: nobody is told of
      if (!resident.lives_here() || said < resident.since || !is_new_door(customer.door, resident)) return std::nullopt;
      told = Told{resident.person, customer.door};
    }
  }
  return told;
}

// Of all doors told of one person, those that count: a function of the set.
Few<Door, doors_heard_max> heard_doors(std::vector<Door> told);

}  // namespace tijdig::residents
