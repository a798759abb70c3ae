// The word that was probably meant: for messages about keys and names that nobody knows.
//
//   nearest_word("window_month", {"window_months", "when"})   // "window_months"
//
// Fewest edits (insert, drop, replace a letter), if at most half the word; the first of equals. Any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tijdig {

// How many letters to insert, drop or replace to make one of the other. Takes the product of their lengths.
std::size_t edits_between(std::string_view one, std::string_view other);

std::optional<std::string> nearest_word(std::string_view word, const std::vector<std::string>& known);

}  // namespace tijdig
