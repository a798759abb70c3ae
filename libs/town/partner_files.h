// The monthly files of the partners, each in the style of its own debtor software.
//
//   std::vector<TownFile> files = partner_files(town, customers, arrears);
//
// Every file holds the accepted rows of its cell of table 2.1, in no order, and among them rows that must be refused:
// below the threshold, for a legal person, malformed. A few rows stand in their file twice. Some come back corrected on
// the next working day, one of them the Dunea entry of EUR 17,693. In February two partners deliver their month twice,
// once byte for byte and once in another order: neither may have an effect. All of it is received before the 25th.
// Pure.
#pragma once

#include <vector>

#include "libs/town/arrears.h"
#include "libs/town/town_file.h"

namespace tijdig::town {

std::vector<TownFile> partner_files(const Town& town, const Customers& customers, const std::vector<Arrears>& year);

}  // namespace tijdig::town
