// Which of the known dwellings of one postcode and house number a written addition means.
//
//   Dwelling d = find_dwelling(*HouseNumber::parse("12", "", "hs"), known);   // known: 12, 12-1, 12-2
//   d.found == DwellingFound::exact      d.places == {0}
//
// docs/matching.md, "Normalisation", step 9. The spelling itself (roman numerals, hs, huis, bg, bel.et., 1-hoog, bis,
// zw, rd, letter in the wrong field) is folded by libs/domain/address.h. `known` are all additions of that postcode and
// number, of the BAG or of the register; places point into it. In this order:
//   exact      the same addition, letter and addition taken as one word; or the main floor "H" for the bare number and
//              the bare number for "H", when the other is not known
//   only_one   the number has one dwelling: an addition too many or too few does not matter
//   ambiguous  several fit: those whose addition begins with what was written, or is the beginning of it; if none, all
//   none       nothing is known of this number
// A written "12" where only 12-1 and 12-2 are known stays ambiguous: guessing sends a letter to the neighbours. Linear
// in `known`. Pure; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libs/domain/address.h"

namespace tijdig::names {

enum class DwellingFound : std::uint8_t { exact, only_one, ambiguous, none };

struct Dwelling {
  DwellingFound found = DwellingFound::none;
  std::vector<std::size_t> places;  // ascending; one unless ambiguous or none

  bool operator==(const Dwelling&) const = default;
};

Dwelling find_dwelling(const HouseNumber& written, std::span<const HouseNumber> known);

}  // namespace tijdig::names
