// What happens in two years: moves, arrivals, separations, children who leave, marriages, deaths.
#pragma once

#include <vector>

#include "libs/people/municipality.h"

namespace tijdig::people {

// Draws every change and finds doors for those who need one; `empty` are the doors nobody lives behind. Movers enter a
// door that was left shortly before with the chance `successors` of the setting, else an empty one; a home for which
// there is no door leaves town.
void live(Municipality& m, std::vector<std::uint32_t> empty);

}  // namespace tijdig::people
