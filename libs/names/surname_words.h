// The words of a folded surname field and what each of them is there for.
//
//   words_of("bos e/v v.d. berg")  ->  name "bos", between "e/v", name "v" with a dot, name "d" with a dot, name "berg"
//
// Part of surname.h. A word that would leave nothing else is a name: who is called "Geb" keeps it. The texts point into
// what was read. Pure; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tijdig::names {

enum class WordKind : std::uint8_t {
  name,        // of a name, a prefix, a form of address
  between,     // a hyphen, "e/v", "geb", "en": two surnames
  comma,       // the name, then what belongs before it
  business,    // "bv", "stichting", "kapsalon"
  trade_name,  // "h.o.d.n."
  attention,   // "t.a.v.", "inzake"
};

struct Word {
  WordKind kind = WordKind::name;
  bool dotted = false;  // a dot follows
  std::string_view text;
};

// No name has more; what stands behind them is not read, so that the time has a bound.
inline constexpr std::size_t words_read_max = 64;

std::vector<Word> words_of(std::string_view folded);

// How many of the first words are a form of address ("de heer en mevrouw" is cut by "en" before); 0 when none.
std::size_t address_words_in(std::span<const std::string_view> words);
bool addresses_family(std::span<const std::string_view> words);

bool is_addition(std::string_view word);   // behind a name: "jr", "sr"
bool says_nothing(std::string_view part);  // a form of address or a business word that remained alone
void read_ij_as_y(std::string& folded);    // "dijk" and "dyk" are one

}  // namespace tijdig::names
