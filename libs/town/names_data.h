// Names of people as facts: the commonest Dutch surnames and first names, with how often they occur.
//
//   pick_surname(chance).name   // index into surnames()
//
// Surnames: the thousand commonest of 2007 (Meertens Instituut / CBS counts, published as CC-0), of which nine hundred.
// First names: births in the yearly top hundred per sex, summed over three eras (Meertens Instituut, Nederlandse
// Voornamenbank). A name is a fact about nobody: persons of the town are drawn from these lists at random.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace tijdig::town {

struct Surname {
  std::string_view name;    // without prefix: "Berg"
  std::string_view prefix;  // "van den" or ""
  std::uint32_t bearers;
};

struct FirstName {
  std::string_view name;
  std::uint32_t births;
};

// What people are called who were registered as something longer (roepnaam).
struct CallName {
  std::string_view official;
  std::string_view called;
};

std::span<const Surname> surnames();
std::span<const FirstName> first_names(bool woman, int birth_year);
std::string_view call_name(std::string_view official);  // "Cornelis" -> "Kees"; the name itself when none is known

}  // namespace tijdig::town
