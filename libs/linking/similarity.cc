#include "libs/linking/similarity.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdlib>

namespace tijdig::linking {
namespace {

constexpr int whole = 1000;

struct Alike {
  std::size_t matches = 0;
  std::size_t transpositions = 0;  // letters that match in another order, halved by the caller
};

Alike jaro_matches(std::string_view a, std::string_view b) {
  const std::size_t longer = std::max(a.size(), b.size());
  const std::size_t window = longer / 2 > 0 ? longer / 2 - 1 : 0;
  std::bitset<letters_max> taken_a, taken_b;
  Alike found;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::size_t from = i > window ? i - window : 0, to = std::min(b.size(), i + window + 1);
    for (std::size_t j = from; j < to; ++j) {
      if (taken_b[j] || a[i] != b[j]) continue;
      taken_a.set(i);
      taken_b.set(j);
      ++found.matches;
      break;
    }
  }
  std::size_t j = 0;
  for (std::size_t i = 0; i < a.size() && found.matches > 0; ++i) {
    if (!taken_a[i]) continue;
    while (!taken_b[j]) ++j;
    if (a[i] != b[j]) ++found.transpositions;
    ++j;
  }
  return found;
}

// Letters in 32 classes; a letter whose class is not there is not there.
std::uint32_t classes_of(std::string_view text) {
  std::uint32_t classes = 0;
  for (const char letter : text) classes |= 1U << (static_cast<unsigned char>(letter) & 31U);
  return classes;
}

std::int64_t letters_among(std::string_view text, std::uint32_t classes) {
  std::int64_t count = 0;
  for (const char letter : text) count += classes >> (static_cast<unsigned char>(letter) & 31U) & 1U;
  return count;
}

constexpr std::int64_t million = 1'000'000;

// Of m letters that match, of which so many out of order; in millionths, so that the final rounding alone shows.
int permille_of(std::string_view a, std::string_view b, std::int64_t m, std::int64_t out_of_order) {
  const auto size_a = static_cast<std::int64_t>(a.size()), size_b = static_cast<std::int64_t>(b.size());
  const std::int64_t jaro = (million * m / size_a + million * m / size_b + million * (m - out_of_order) / m) / 3;
  std::int64_t prefix = 0;
  while (prefix < 4 && prefix < std::min(size_a, size_b) &&
         a[static_cast<std::size_t>(prefix)] == b[static_cast<std::size_t>(prefix)])
    ++prefix;
  const std::int64_t winkler = jaro + prefix * (million - jaro) / 10;
  return std::min<int>(whole - 1, static_cast<int>((winkler + 500) / 1000));
}

struct Digits {
  std::array<char, 8> text;
};

Digits digits_of(DateParts date) {
  Digits digits{};
  int number = date.year * 10000 + date.month * 100 + date.day;
  for (std::size_t i = digits.text.size(); i-- > 0; number /= 10) digits.text[i] = static_cast<char>('0' + number % 10);
  return digits;
}

// Days on a ruler on which every month has 31 days: for "about how far apart" only.
int ruler(DateParts date) { return (date.year * 12 + std::max(date.month, 1)) * 31 + std::max(date.day, 1); }

DateCloseness compare_whole(DateParts a, DateParts b) {
  if (a == b) return DateCloseness::equal;
  if (a.year == b.year && a.month == b.day && a.day == b.month) return DateCloseness::swapped;
  const Digits one = digits_of(a), other = digits_of(b);
  if (edits_between({one.text.data(), one.text.size()}, {other.text.data(), other.text.size()}, 1) <= 1)
    return DateCloseness::one_edit;
  const int equal = (a.year == b.year) + (a.month == b.month) + (a.day == b.day);
  if (equal == 2) return DateCloseness::two_parts;
  if (a.year == b.year) return DateCloseness::year_only;
  const int apart = std::abs(ruler(a) - ruler(b));
  if (apart < 12 * 31) return DateCloseness::within_year;
  return apart < 120 * 31 ? DateCloseness::within_ten : DateCloseness::other;
}

}  // namespace

int jaro_winkler_permille(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return 0;
  if (a == b) return whole;
  a = a.substr(0, letters_max);
  b = b.substr(0, letters_max);
  const Alike found = jaro_matches(a, b);
  if (found.matches == 0) return 0;
  return permille_of(a, b, static_cast<std::int64_t>(found.matches),
                     static_cast<std::int64_t>(found.transpositions / 2));
}

bool may_reach_permille(std::string_view a, std::string_view b, int permille) {
  if (a.empty() || b.empty()) return permille <= 0;
  if (a == b) return permille <= whole;
  a = a.substr(0, letters_max);
  b = b.substr(0, letters_max);
  const std::int64_t most = std::min(letters_among(a, classes_of(b)), letters_among(b, classes_of(a)));
  return most == 0 ? permille <= 0 : permille_of(a, b, most, 0) >= permille;
}

int edits_between(std::string_view a, std::string_view b, int limit) {
  if (a == b) return 0;
  const std::size_t longer = std::max(a.size(), b.size()), shorter = std::min(a.size(), b.size());
  if (limit < 1 || longer - shorter > static_cast<std::size_t>(limit)) return limit + 1;
  a = a.substr(0, letters_max);
  b = b.substr(0, letters_max);
  std::array<std::array<int, letters_max + 1>, 3> row;
  for (std::size_t j = 0; j <= b.size(); ++j) row[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& now = row[i % 3];
    const auto& before = row[(i + 2) % 3];
    const auto& before_that = row[(i + 1) % 3];
    int least = now[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({before[j] + 1, now[j - 1] + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        now[j] = std::min(now[j], before_that[j - 2] + 1);
      least = std::min(least, now[j]);
    }
    if (least > limit + 1) return limit + 1;  // a swap may still gain one on the row before
  }
  return std::clamp(row[a.size() % 3][b.size()], 1, limit + 1);
}

int bigram_permille(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return 0;
  if (a == b) return whole;
  a = a.substr(0, letters_max);
  b = b.substr(0, letters_max);
  if (a.size() < 2 || b.size() < 2) return 0;
  std::bitset<letters_max> taken;
  std::size_t shared = 0;
  for (std::size_t i = 0; i + 1 < a.size(); ++i)
    for (std::size_t j = 0; j + 1 < b.size(); ++j) {
      if (taken[j] || a[i] != b[j] || a[i + 1] != b[j + 1]) continue;
      taken.set(j);
      ++shared;
      break;
    }
  return std::min<int>(whole - 1, static_cast<int>(2 * whole * shared / (a.size() + b.size() - 2)));
}

int relative_difference_permille(std::int64_t a, std::int64_t b) {
  if (a == b) return 0;
  if ((a < 0) != (b < 0)) return whole;
  constexpr std::int64_t most = INT64_MAX / whole;
  const std::int64_t one = std::min(a < 0 ? -std::max(a, -most) : a, most);
  const std::int64_t other = std::min(b < 0 ? -std::max(b, -most) : b, most);
  const std::int64_t larger = std::max(one, other), smaller = std::min(one, other);
  if (larger == smaller) return 0;
  return std::max(1, static_cast<int>((larger - smaller) * whole / larger));
}

DateCloseness compare_dates(DateParts a, DateParts b) {
  if (!a.known() || !b.known()) return DateCloseness::unknown;
  const bool years = a.year != 0 && b.year != 0, months = a.month != 0 && b.month != 0, days = a.day != 0 && b.day != 0;
  if (years && months && days) return compare_whole(a, b);
  const int shared = years + months + days;
  const int equal = (years && a.year == b.year) + (months && a.month == b.month) + (days && a.day == b.day);
  if (shared == 0) return DateCloseness::unknown;
  if (years && equal == shared) return shared >= 2 ? DateCloseness::two_parts : DateCloseness::year_only;
  if (!years) return equal == 2 ? DateCloseness::two_parts : DateCloseness::other;
  if (a.year == b.year) return DateCloseness::year_only;
  return std::abs(a.year - b.year) < 10 ? DateCloseness::within_ten : DateCloseness::other;
}

}  // namespace tijdig::linking
