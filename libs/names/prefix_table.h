// The prefixes of surnames (voorvoegsels) of BRP national table 36, and their abbreviations.
//
//   longest_prefix_in({"van", "der", "berg"}) == 2      longest_prefix_in({"v", "d", "berg"}) == 2
//
// Source: Landelijke tabel 36 of RvIG (LO BRP element 02.31), 333 spellings; here without capitals and apostrophes and
// with ij as y. The abbreviations are usage, not table. Words must be folded. Pure; any thread.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace tijdig::names {

// How many of the first words are the longest prefix that the table has; 0 when none.
std::size_t longest_prefix_in(std::span<const std::string_view> words);

// Words that may stand behind the name without a comma: "Berg van der", "Berg vd".
bool is_prefix_behind(std::string_view word);

}  // namespace tijdig::names
