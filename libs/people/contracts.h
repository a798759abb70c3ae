// Who is a customer of whom: one contract, one customer number, one frozen spelling.
#pragma once

#include <vector>

#include "libs/people/world.h"

namespace tijdig::people {

struct Contract {
  std::uint32_t home = 0;  // whose arrears it shares
  std::uint32_t human = 0;
  std::uint8_t partner = 0;
  std::int8_t from = 0;  // months; `until` is the first without it
  std::int8_t until = never;
  std::int8_t lag = 0;              // months until the creditor hears of a move
  std::uint32_t fixed_door = none;  // of a tenancy: the door it is about
  std::uint32_t number_of = none;   // reuses the customer number of this contract
};

// All contracts of the municipality, home by home: rent by the landlord of the door (whole postcodes), a policy for
// every grown human, water for each home with a door of its own, energy by a supplier. The holder is any adult of the
// home. A move ends the tenancy and may begin another; the rest goes along, at the old address until the creditor
// hears.
std::vector<Contract> draw_contracts(const Municipality& m);

// The door that the creditor has in its books in a month.
std::uint32_t known_door(const Municipality& m, const Contract& contract, int month);

}  // namespace tijdig::people
