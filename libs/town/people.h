// Who lives together: ages, names, marriages and numbers of the adults of one household.
//
//   BsnRoll bsns(seed);
//   add_people(town, home, AgeGroup{0}, bsns);   // appends the adults and counts the children
//
// Kinds of household: singles 39 %, one parent 8 %, couples 24 %, couples with children 28 % (the last 1 % is rounded
// into singles). Married 70 % of couples; naamgebruik of married women E 35, P 35, V 25, N 5 %. Pure but for what it
// appends.
#pragma once

#include "libs/town/town.h"

namespace tijdig::town {

// Numbers of the range reserved for testing (999...), each passing the eleven test, in an order of the seed's own.
class BsnRoll {
 public:
  explicit BsnRoll(std::uint64_t seed);
  std::string next();  // CHECKs that the range is not exhausted: about 90,900 numbers

 private:
  std::vector<std::uint32_t> shuffled_;
  std::size_t used_ = 0;
};

struct AgeGroup {
  int youngest = 0;  // 0: any age that suits the kind of household
};

HouseholdKind draw_kind(Random& chance);
void add_people(Town& town, Household& home, AgeGroup ages, BsnRoll& bsns);

}  // namespace tijdig::town
