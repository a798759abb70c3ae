#include "libs/records/words.h"

#include <algorithm>
#include <bit>
#include <bitset>

#include "libs/linking/milli_bits.h"
#include "libs/linking/similarity.h"

namespace tijdig::records {
namespace {

constexpr int word_alike = 900;             // Jaro-Winkler from which two words are taken for one
constexpr std::size_t letters_least = 4;    // shorter words are equal or not
constexpr std::int32_t weight_least = 300;  // a word that every value has still says a little
constexpr int whole = 1000;

}  // namespace

std::uint32_t letter_mask(std::string_view text) {
  std::uint32_t mask = 0;
  for (const char c : text) mask |= 1U << (static_cast<unsigned char>(c) & 31U);
  return mask;
}

bool may_reach(std::uint32_t mask_a, std::size_t size_a, std::uint32_t mask_b, std::size_t size_b, int permille) {
  if (size_a > linking::letters_max || size_b > linking::letters_max) return true;
  // Four thousandths for what the divisions below cut off. At most this many letters can match: every kind of letter
  // that the other lacks is at least one without a match.
  const auto only_a = static_cast<std::size_t>(std::popcount(mask_a & ~mask_b));
  const auto only_b = static_cast<std::size_t>(std::popcount(mask_b & ~mask_a));
  const auto most =
      static_cast<std::int64_t>(std::min(size_a - std::min(only_a, size_a), size_b - std::min(only_b, size_b)));
  if (most <= 0) return false;
  const std::int64_t jaro =
      (whole * most / static_cast<std::int64_t>(size_a) + whole * most / static_cast<std::int64_t>(size_b) + whole) / 3;
  return jaro + 4 * (whole - jaro) / 10 + 4 >= permille;
}

Words::Words(const Table& table, std::span<const std::size_t> fields) : range_(table.distinct_texts(), {0, 0}) {
  std::vector<bool> wanted(table.distinct_texts(), false);
  for (const std::size_t field : fields)
    for (RecordIndex r = 0; r < table.records(); ++r) wanted[table.value(field, r)] = true;
  std::int64_t values = 0;
  for (ValueId id = 1; id < wanted.size(); ++id) {
    if (!wanted[id]) continue;
    ++values;
    const auto from = static_cast<std::uint32_t>(all_.size());
    take(table.text(id));
    range_[id] = {from, static_cast<std::uint32_t>(all_.size()) - from};
  }
  weight_.reserve(texts_.size());
  for (const std::uint32_t count : values_with_)
    weight_.push_back(std::max(weight_least, linking::ratio_milli_bits(static_cast<std::uint64_t>(values), count)));
}

void Words::take(std::string_view text) {
  const std::size_t first = all_.size();
  while (!text.empty() && all_.size() - first < words_max) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) {
      const auto [entry, added] =
          ids_.try_emplace(std::string(text.substr(0, end)), static_cast<WordId>(texts_.size()));
      if (added) {
        texts_.push_back(entry->first);
        masks_.push_back(letter_mask(entry->first));
        values_with_.push_back(0);
      }
      const auto begin = all_.begin() + static_cast<std::ptrdiff_t>(first);
      if (std::find(begin, all_.end(), entry->second) == all_.end()) {
        all_.push_back(entry->second);
        ++values_with_[entry->second];
      }
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::span<const WordId> Words::of(ValueId id) const {
  return std::span(all_).subspan(range_[id].first, range_[id].second);
}

std::int64_t Words::sum(std::span<const WordId> words) const {
  std::int64_t total = 0;
  for (const WordId word : words) total += weight_[word];
  return total;
}

bool Words::alike(WordId a, WordId b) const {
  const std::string& one = texts_[a];
  const std::string& other = texts_[b];
  if (one.size() < letters_least || other.size() < letters_least) return false;
  return may_reach(masks_[a], one.size(), masks_[b], other.size(), word_alike) &&
         linking::jaro_winkler_permille(one, other) >= word_alike;
}

int Words::alike_permille(ValueId a, ValueId b) const {
  const auto one = of(a), other = of(b);
  if (one.empty() || other.empty()) return 0;
  std::bitset<words_max> taken_one, taken_other;
  std::int64_t shared = 0;
  for (std::size_t i = 0; i < one.size(); ++i)
    for (std::size_t j = 0; j < other.size(); ++j) {
      if (one[i] != other[j]) continue;
      shared += 2 * std::int64_t{weight_[one[i]]};
      taken_one.set(i);
      taken_other.set(j);
    }
  for (std::size_t i = 0; i < one.size(); ++i) {
    if (taken_one[i]) continue;
    for (std::size_t j = 0; j < other.size(); ++j) {
      if (taken_other[j] || !alike(one[i], other[j])) continue;
      // A slip makes a word rare: what two such words share is worth what the commoner spelling is worth, and a bit
      // less.
      shared += 2 * std::int64_t{std::min(weight_[one[i]], weight_[other[j]])} * 9 / 10;
      taken_other.set(j);
      break;
    }
  }
  if (shared == 0) return 0;
  const std::int64_t sum_one = sum(one), sum_other = sum(other);
  const std::int64_t dice = whole * shared / (sum_one + sum_other);
  const std::int64_t overlap = std::min<std::int64_t>(whole, whole * (shared / 2) / std::min(sum_one, sum_other));
  return static_cast<int>((dice + overlap) / 2);
}

}  // namespace tijdig::records
