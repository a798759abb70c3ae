// Which pairs are worth comparing: all of them when there are few, else those that share a key.
//
//   Blocking found = candidate_pairs(comparer, {records, register_from});
//   found.pairs      // a < b, each once, in order
//
// Keys are made of the schema, not of the data set: every field gives parts (a value, its sound, its beginning, a year,
// a word), and a key is a part that is rare enough alone, or two or three parts of different fields together. A key
// joins when the pairs it would bring are within its budget, which is counted beforehand; the most selective go first,
// until the budget of all is used. A block of more than `block_max` records is skipped and counted: one telephone
// number shared by fifty thousand records must not bring a billion pairs. Deterministic; time and memory are bounded by
// the budgets. Pure; any thread. Source: docs/matching.md (union of keys); sizes counted before use: Splink, blocking
// analysis.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libs/records/compare.h"

namespace tijdig::records {

struct BlockingSettings {
  RecordIndex register_from = 0;  // 0: one file, all against all; else records before it against those from it on
  std::uint64_t all_pairs_max = 5'000'000;
  std::uint64_t pairs_per_record = 150;
  std::uint64_t pairs_max = 60'000'000;
  std::size_t block_max = 1'000;
};

struct UsedKey {
  std::string name;  // "surname sound + birth year"
  std::uint64_t pairs = 0;
};

struct Blocking {
  std::vector<std::uint64_t> pairs;  // a in the upper half, b in the lower; a < b; ascending
  bool all = false;                  // nothing was left out
  std::uint64_t pair_space = 0;      // how many pairs there are at all
  std::vector<UsedKey> keys;
  std::uint64_t blocks_skipped = 0;  // too large; their records may still meet by another key
};

constexpr RecordIndex first_of(std::uint64_t pair) { return static_cast<RecordIndex>(pair >> 32U); }
constexpr RecordIndex second_of(std::uint64_t pair) { return static_cast<RecordIndex>(pair); }
constexpr std::uint64_t pair_of(RecordIndex a, RecordIndex b) { return (std::uint64_t{a} << 32U) | b; }

Blocking candidate_pairs(const Comparer& comparer, const BlockingSettings& settings);

// What a name sounds like in the languages around the North Sea: first letter and the classes of the consonants behind.
// "jansen" and "janssen" sound the same, "meijer" and "meyer" too. Source: Soundex (Russell 1918).
std::string sound_of(std::string_view name);

}  // namespace tijdig::records
