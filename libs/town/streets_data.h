// Streets of the town by neighbourhood, and the four-digit postcodes of the town.
//
// Names are from general knowledge of Zoetermeer and its naming customs (composers on -rode, writers on -hove, flowers
// on -tuin, countries on -laan, islands and rivers, villages of the Hoekse Waard); they were not checked against the
// BAG. Which postcode letters and house numbers a street gets is invented, so no address of the simulator means a real
// door.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace tijdig::town {

struct Street {
  std::uint16_t district;  // first four characters of the postcode
  std::string_view name;
};

std::span<const Street> streets();

}  // namespace tijdig::town
