// Which households fall behind with which partner in which month: the counts of table 2.1, cell by cell.
//
//   std::vector<Arrears> year = draw_arrears(town, calibration);
//   year.size() == 8424; year[0].month == 0
//
// Each cell is drawn without replacement among the customers of that partner. A household weighs by its proneness, by
// recent signals (at any partner) and by a blow that may strike it in one month; that is what makes arrears meet in one
// household far more often than chance would. Ordered by month, partner, draw. Pure; CHECKs that a cell can be filled.
#pragma once

#include <vector>

#include "libs/town/customers.h"
#include "libs/town/rates.h"

namespace tijdig::town {

struct Arrears {
  int month = 0;
  std::size_t partner = 0;  // index into partners
  std::uint32_t household = 0;
  std::uint32_t amount_cents = 0;
  Date origin;
  Date signal_date;
};

std::vector<Arrears> draw_arrears(const Town& town, const Customers& customers, const Calibration& how);

// The day on which a partner delivers in a month: its day, or the first working day after it; always before the 25th.
Date delivery_date(std::size_t partner, int month);

// Household-months by the rule of the match, on true households: at two partners in the month itself, or in the three
// months that end in it with one of them in it.
struct HouseholdMonths {
  std::uint32_t same_month = 0;
  std::uint32_t consecutive = 0;
  std::uint32_t total() const { return same_month + consecutive; }
};
HouseholdMonths count_household_months(const std::vector<Arrears>& year);

// Weight of a household times 1,000, without recency and blows.
std::uint32_t proneness_of(const Town& town, std::uint32_t household);

}  // namespace tijdig::town
