// The doors of the town: streets cut into postcodes of a dozen to two dozen doors, numbered in four ways.
//
//   std::vector<Dwelling> doors = build_dwellings(seed, 57'000);
//
// 28 % of the postcodes have letters, additions or one number for a whole flat (the shape of real Dutch postcodes; that
// is what makes "postcode + number" a bad key). Pure.
#pragma once

#include <vector>

#include "libs/town/town.h"

namespace tijdig::town {

std::vector<Dwelling> build_dwellings(std::uint64_t seed, std::uint32_t at_least);

}  // namespace tijdig::town
