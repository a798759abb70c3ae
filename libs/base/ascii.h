// Single bytes of ASCII text. What users write is folded before letters are looked for (libs/names/fold.h), so of
// letters only the small ones.
#pragma once

namespace tijdig {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace tijdig
