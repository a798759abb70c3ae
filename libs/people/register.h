// What the register says of the people of a municipality, load by load.
#pragma once

#include "libs/people/world.h"

namespace tijdig::people {

ResidentId resident_id(std::uint64_t seed, std::uint16_t municipality, std::uint32_t human);
std::vector<AddressObject> address_objects(const Municipality& m);
// Every line of the first load, then what changed at each later load (monthly or yearly by the setting), in that order;
// within a load by resident id. A move, an arrival or a separation is known after its lag, a death or marriage at once.
std::vector<RegisterLine> register_lines(const Municipality& m);

}  // namespace tijdig::people
