// Spellings of one text: what typists and old systems make of a name. Pure; UTF-8 in, UTF-8 out.
#pragma once

#include <string>
#include <string_view>

#include "libs/town/random.h"

namespace tijdig::town {

std::string without_diacritics(std::string_view text);  // "Müller" -> "Muller"
bool has_diacritics(std::string_view text);
std::string ij_as_y(std::string_view text);               // "Dijkstra" -> "Dykstra"
std::string with_typo(Random& chance, std::string text);  // one letter changed, lost, doubled or swapped
std::string abbreviated_prefix(std::string_view prefix);  // "van der" -> "v.d."
std::string lower_case(std::string_view ascii);
std::string roman(unsigned number);  // 1..10, else digits
// Letters outside Windows-1252 lose their marks first, so every text of the town can be written.
std::string to_windows_1252(std::string_view text);

}  // namespace tijdig::town
