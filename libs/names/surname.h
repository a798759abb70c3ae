// A surname field in normal form: an order-free set of parts, without what is no name.
//
//   Surname s = read_surname("Fam. Jansen-v.d. Berg");
//   s.parts.text() == "berg jansen"      s.prefix == "v d"      s.is_family
//
// docs/matching.md, "Normalisation", steps 3 to 5:
//   form of address  "Fam.", "De heer en mevrouw", "Mw.", "t.a.v.", "inzake", "Erven", titles: left out
//   business         "B.V.", "Stichting", "Kapsalon" ...: `is_business`; the other words stay as a possible surname
//   prefix           the 333 spellings of BRP table 36 (LO BRP element 02.31) and v.d., v/d, vd, v., d', 't: taken out
//                    by the longest match, before the name, behind it and behind a comma ("Berg, van der"); kept as a
//                    weak field
//   marriage         "Jansen-de Vries", "de Vries e/v Jansen", "geb.", "gesch.", "wed.", "en": a set without order
//   letters          folded (fold.h), ij and y one letter, blanks and signs left out
// A name that only looks like a prefix or a form of address ("Los", "de Heer") stays. Reading a part again gives that
// part. Never fails: what says nothing gives no parts. Linear in the length, and only the first 64 words are read;
// a third of a microsecond for one name, a little over one for two with prefixes. Pure; any thread. Personal data
// without a guard: for one comparison, never stored in a log.
#pragma once

#include <string>
#include <string_view>

#include "libs/names/name_set.h"

namespace tijdig::names {

struct Surname {
  NameSet parts;
  std::string prefix;        // folded words as written: "van der", "v d"; of several parts joined by "/"
  std::string initials;      // letters with a dot that stood in the surname field: "J.C. Bos" gives "jc"
  bool is_business = false;  // an organisation, or a person under a trade name
  bool is_family = false;    // "Fam.", "De heer en mevrouw": a household, not one person

  bool operator==(const Surname&) const = default;
};

// `prefix` is the field of its own where the source has one.
Surname read_surname(std::string_view written, std::string_view prefix = {});

// Whether two prefix fields can be of one name: "v d" agrees with "van der" and "van de", not with "te". An empty one
// agrees with everything, because a third of the sources lose it.
bool prefixes_agree(std::string_view a, std::string_view b);

}  // namespace tijdig::names
