#include "libs/names/prefix_table.h"

#include <algorithm>
#include <array>

namespace tijdig::names {
namespace {

constexpr std::size_t words_max = 3;

// Sorted, for the search; a static_assert below keeps it so.
constexpr auto prefixes = std::to_array<std::string_view>({
    "a",         "a d",     "aan",       "aan de",     "aan den",   "aan der",   "aan het",  "aan t",      "af",
    "al",        "am",      "am de",     "auf",        "auf dem",   "auf den",   "auf der",  "auf ter",    "aus",
    "aus dem",   "aus den", "aus der",   "aus m",      "b d",       "ben",       "bin",      "boven d",    "by",
    "by de",     "by den",  "by het",    "by t",       "d",         "da",        "dal",      "dalla",      "das",
    "de",        "de die",  "de die le", "de l",       "de la",     "de las",    "de le",    "de van der", "deca",
    "degli",     "dei",     "del",       "della",      "den",       "der",       "des",      "di",         "die le",
    "do",        "don",     "dos",       "du",         "el",        "het",       "i",        "im",         "in",
    "in d",      "in de",   "in den",    "in der",     "in het",    "in t",      "l",        "la",         "las",
    "le",        "les",     "lo",        "los",        "o d",       "of",        "onder",    "onder de",   "onder den",
    "onder het", "onder t", "op",        "op d",       "op de",     "op den",    "op der",   "op gen",     "op het",
    "op t",      "op ten",  "over",      "over de",    "over den",  "over het",  "over t",   "s",          "t",
    "te",        "ten",     "ter",       "tho",        "thoe",      "thor",      "to",       "toe",        "tot",
    "uit",       "uit de",  "uit den",   "uit het",    "uit t",     "uit te de", "uit ten",  "unter",      "uyt",
    "uyt d",     "uyt de",  "uyt den",   "uyt t",      "uyt te de", "uyt ten",   "v",        "v d",        "v d r",
    "v de",      "v den",   "v der",     "v h",        "v l",       "v t",       "van",      "van d",      "van de",
    "van de l",  "van den", "van der",   "van gen",    "van het",   "van la",    "van t",    "van ter",    "van van de",
    "vd",        "vdn",     "vdr",       "ver",        "vh",        "vn",        "vom",      "von",        "von dem",
    "von den",   "von der", "von t",     "von und zu", "voor",      "voor de",   "voor den", "voor in t",  "voor t",
    "vor",       "vor der", "vt",        "vun",        "zu",        "zum",       "zur",
});
static_assert(std::is_sorted(prefixes.begin(), prefixes.end()));

constexpr auto behind = std::to_array<std::string_view>(
    {"van", "de", "der", "den", "het", "t", "ten", "ter", "v", "d", "vd", "te", "in", "vdr", "von", "vom", "du"});

}  // namespace

std::size_t longest_prefix_in(std::span<const std::string_view> words) {
  std::array<char, 24> text{};
  std::size_t size = 0, longest = 0;
  for (std::size_t count = 0; count < std::min(words.size(), words_max); ++count) {
    const std::string_view word = words[count];
    if (size + word.size() + 1 > text.size()) break;
    if (count > 0) text[size++] = ' ';
    size = static_cast<std::size_t>(std::copy(word.begin(), word.end(), text.begin() + size) - text.begin());
    const std::string_view so_far(text.data(), size);
    const auto next = std::lower_bound(prefixes.begin(), prefixes.end(), so_far);
    if (next == prefixes.end() || !next->starts_with(so_far)) break;
    if (*next == so_far) longest = count + 1;
  }
  return longest;
}

bool is_prefix_behind(std::string_view word) { return std::find(behind.begin(), behind.end(), word) != behind.end(); }

}  // namespace tijdig::names
