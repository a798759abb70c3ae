// Which contract falls behind in which month.
#pragma once

#include <vector>

#include "libs/people/contracts.h"

namespace tijdig::people {

struct Arrear {
  int month = 0;
  std::uint32_t contract = 0;
  std::uint32_t amount_cents = 0;
};

// A home weighs by its proneness, by its arrears of the months before and by a blow that strikes a whole home in one
// month (libs/town/rates.h has the shape, setting.h the level). By month, then in an order without meaning.
std::vector<Arrear> draw_arrears(const Municipality& m, const std::vector<Contract>& contracts);

}  // namespace tijdig::people
