// What the municipality itself brings: the register on 1 September 2018, its changes on the first of every month, and
// the lists of people in debt help, under administration, opted out, and not to be visited.
//
//   std::vector<TownFile> files = register_files(town);
//
// Columns as in docs/partner-files.md. The register holds adults (children have no arrears), each with a number. A
// change file repeats the whole line of everybody who moved, left, came or died since the last one. `huishouden` groups
// people who live together and says nothing else; a married one's line names the partner. Pure.
#pragma once

#include <vector>

#include "libs/town/town.h"
#include "libs/town/town_file.h"

namespace tijdig::town {

std::vector<TownFile> register_files(const Town& town);

}  // namespace tijdig::town
