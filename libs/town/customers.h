// Who has a contract with whom, and where each partner thinks the customer lives.
//
//   Customers customers(town);
//   customers.holder(partner, household)           // index into town.adults, or nobody
//   customers.known_dwelling(partner, household, month)
//
// A landlord owns whole postcodes; insurers are chosen by adults; everybody has water; the account stands in the name
// of one adult. After a move a creditor hears of it late: within the month 55 %, after one month 20, two 10, three 6,
// six 5, never 4 % [A]. A customer who left town is reported until then. Pure, immutable once built; any thread.
#pragma once

#include <array>
#include <vector>

#include "libs/town/rates.h"
#include "libs/town/town.h"

namespace tijdig::town {

inline constexpr std::uint32_t nobody = 0xffffffff;

class Customers {
 public:
  explicit Customers(const Town& town);

  std::uint32_t holder(std::size_t partner, std::uint32_t household) const { return holders_[partner][household]; }
  // The partner may report this household in this month: it is a customer, and is not known to have gone or died.
  bool reportable(std::size_t partner, std::uint32_t household, int month) const;
  std::uint32_t known_dwelling(std::size_t partner, std::uint32_t household, int month) const;

 private:
  int months_behind(std::size_t partner, std::uint32_t household) const;

  const Town& town_;
  std::array<std::vector<std::uint32_t>, partners_count> holders_;
};

}  // namespace tijdig::town
