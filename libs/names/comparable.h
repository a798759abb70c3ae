// A person in the form in which two of them can be compared.
//
//   ComparablePerson p = comparable(person);   // surname "Berg, v.d.", initials "J.C.M."
//   p.surname_parts == {"berg"}   p.initials == "jcm"
//
// Surnames become an order-free set of parts: "Jansen-de Vries", "de Vries e/v Jansen" and "Vries, de geb. Jansen" are
// the same set {jansen, vries}. Prefixes of BRP table 36 and their abbreviations leave the part; ij and y are one
// letter; "Fam.", "De heer", "t.a.v.", "Erven" and the like are dropped. Rules: docs/matching.md, versioned by
// `normalisation_version`. A value that says nothing stays empty, which every comparison reads as "unknown".
// This is personal data without the guard of PrivateText: it lives for one comparison and is never stored or printed.
// Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libs/domain/person.h"
#include "libs/names/first_name.h"

namespace tijdig::names {

struct ComparablePerson {
  std::vector<std::string> surname_parts;  // folded, without prefix and blanks; sorted, unique
  std::string initials;                    // folded letters: "jcm"
  std::optional<Date> birth_date;
  std::string bsn;        // nine digits, or empty
  std::string telephone;  // E.164: "+31612345679"; empty when unknown or a placeholder (contact.h)
  std::string email;      // lower case; empty likewise
  std::string customer;   // opaque: which customer of which partner; set by who knows it, else empty

  bool says_who() const { return !surname_parts.empty() || birth_date || !bsn.empty(); }
};

ComparablePerson comparable(const Person& person);

// The pieces, for golden tests.
std::vector<std::string> surname_parts_of(std::string_view surname);

}  // namespace tijdig::names
