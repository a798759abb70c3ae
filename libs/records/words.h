// Texts of several words, compared word by word: order does not matter, small slips are forgiven, rare words weigh
// more.
//
//   Words words(table, {0, 3});               // fields whose values are looked at in words
//   words.alike_permille(value_a, value_b)    // 0 nothing shared ... 1000 the same words
//
// A word weighs log2(values / values with that word). Alike is the mean of two shares: what is shared of both together
// (Dice) and of the shorter one (overlap), so that a text that only says more is not punished twice. Whole numbers.
// Only the `words_max` first words count, which bounds the time per pair. Immutable after construction; any thread.
// Source: soft TF-IDF, Cohen, Ravikumar & Fienberg 2003.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "libs/records/table.h"

namespace tijdig::records {

inline constexpr std::size_t words_max = 24;

using WordId = std::uint32_t;

class Words {
 public:
  Words(const Table& table, std::span<const std::size_t> fields);

  int alike_permille(ValueId a, ValueId b) const;

  std::span<const WordId> of(ValueId id) const;
  std::string_view text(WordId word) const { return texts_[word]; }
  std::uint32_t values_with(WordId word) const { return values_with_[word]; }

 private:
  void take(std::string_view text);
  std::int64_t sum(std::span<const WordId> words) const;
  bool alike(WordId a, WordId b) const;

  std::vector<std::string> texts_;
  std::vector<std::uint32_t> masks_;
  std::vector<std::uint32_t> values_with_;
  std::vector<std::int32_t> weight_;  // milli-bits
  std::unordered_map<std::string, WordId> ids_;
  std::vector<WordId> all_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> range_;  // per value: where its words stand in all_
};

// One bit per letter a to z, and some more: two texts without a letter in common cannot be alike.
std::uint32_t letter_mask(std::string_view text);

// False when two texts with these masks and sizes cannot reach this Jaro-Winkler: a quick way past most pairs.
bool may_reach(std::uint32_t mask_a, std::size_t size_a, std::uint32_t mask_b, std::size_t size_b, int permille);

}  // namespace tijdig::records
