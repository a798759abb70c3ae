// First names and initials: "Kees" is Cornelis, "Th." is T.
//
//   initials_of("J.C.M.", "") == "jcm"      initials_of("", "Theo Philip IJsbrand") == "tpi"
//   FirstName kees = read_first_name("Kees Jan");   // kees.first == "kees"  kees.official.text() == "cornelis"
//   compare_first_names(kees, read_first_name("Cornelis")) == FirstNames::roepnaam
//
// docs/matching.md, "Normalisation", steps 6 and 7. Initials follow the BRP (Haal Centraal, `voorletters`): one letter
// a word, so Th, Ph, Ch and IJ are one letter too, and "Anne-Fleur Belle" is A.B.; folded, without dots. One is the
// other's beginning when a source gives fewer. Roepnamen: a table of usage, made for this project from general
// knowledge; it has no official source. One roepnaam may stand for several official names. Two roepnamen of one
// official name (Jan and Hans) do not say the same. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "libs/names/name_set.h"

namespace tijdig::names {

struct FirstName {
  std::string first;  // folded, ij as y, signs left out: "annefleur"
  NameSet official;   // what the roepnaam may stand for; empty when it is in no table

  // First letters of the name itself and of what it may stand for: "ck" for Kees. A roepnaam's letter is often not
  // among the official initials.
  std::string possible_initials() const;
  bool operator==(const FirstName&) const = default;
};

FirstName read_first_name(std::string_view first_names);

// How two of them stand to each other, from strong to weak.
enum class FirstNames : std::uint8_t {
  unknown,         // one of them is missing
  equal,           // "Cornelis" and "Cornelis"
  roepnaam,        // one may stand for the other: "Kees" and "Cornelis"
  share_official,  // both may stand for a third: "Kees" and "Cor"
  initial,         // one is a single letter, and it fits
  different,
};
FirstNames compare_first_names(const FirstName& a, const FirstName& b);

// The initials field, else those of the first names.
std::string initials_of(std::string_view initials, std::string_view first_names);

// What a roepnaam may stand for, separated by blanks; empty when it is in no table. Folded, ij as y.
std::string_view official_names_of(std::string_view roepnaam);
std::size_t roepnaam_pairs();

}  // namespace tijdig::names
