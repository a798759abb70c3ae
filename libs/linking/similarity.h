// How alike two values are, as whole numbers: no rounding differs between machines.
//
//   jaro_winkler_permille("martha", "marhta") == 961
//   edits_between("jansen", "jasnen", 2) == 1            // a swap of neighbours is one edit
//   compare_dates({1971, 6, 24}, {1971, 5, 24}) == DateCloseness::one_edit
//
// Bytes are compared: fold case and marks first. Only the first `letters_max` bytes of a longer text are looked at, so
// the time per pair is bounded; texts that differ are never reported as equal. No allocation. Pure; any thread.
// Sources: Jaro 1989, Winkler 1990 (prefix of at most 4, scale .1); Damerau 1964 (optimal string alignment).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tijdig::linking {

inline constexpr std::size_t letters_max = 128;

// 0 (nothing alike) to 1000 (equal). An empty text is like nothing, not even another empty text.
int jaro_winkler_permille(std::string_view a, std::string_view b);

// False only when `jaro_winkler_permille(a, b)` is surely below `permille`: most strangers share too few letters. Some
// ten times faster, so ask it first.
bool may_reach_permille(std::string_view a, std::string_view b, int permille);

// Insertions, deletions, replacements and swaps of neighbours; counted up to `limit`, above it `limit` + 1.
int edits_between(std::string_view a, std::string_view b, int limit);

// Letters, pairs of letters (2 x shared / all), as for long texts whose words move: 0 to 1000.
int bigram_permille(std::string_view a, std::string_view b);

// Difference as a share of the larger: 0 equal, 500 one is twice the other, 1000 one is zero or of another sign.
int relative_difference_permille(std::int64_t a, std::int64_t b);

// A date of which parts may be unknown (0).
struct DateParts {
  int year = 0, month = 0, day = 0;
  bool operator==(const DateParts&) const = default;
  bool known() const { return year != 0 || (month != 0 && day != 0); }
};

// From equal to different; the first that holds.
enum class DateCloseness : std::uint8_t {
  unknown,      // one of both says nothing, or they share no part
  equal,        // all three parts
  swapped,      // day and month changed places
  one_edit,     // one digit, or two neighbours swapped, in yyyymmdd
  two_parts,    // two of year, month, day are equal; the third differs or is unknown
  year_only,    // the years are equal
  within_year,  // less than 366 days apart
  within_ten,   // less than ten years apart
  other,
};
DateCloseness compare_dates(DateParts a, DateParts b);

}  // namespace tijdig::linking
