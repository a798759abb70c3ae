// Names, doors and references in a handful of bytes, so that a million residents fit in memory and compare fast.
//
//   NamePart part = NamePart::of("vandenberghe");      // hash of the whole, the first eleven letters beside it
//   Door door = door_of(address);                      // postcode, number and addition as three numbers
//   ShortRef partner = short_ref(person);              // first eight bytes of a 128-bit reference
//
// Equality goes by hash and letters; near-equality by the letters, which are cut after eleven. This is personal data
// without the guard of PrivateText: never print it. Plain values; any thread.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "libs/base/stable_hash.h"
#include "libs/domain/address.h"
#include "libs/domain/ids.h"

namespace tijdig::residents {

using PersonRef = Id<struct ResidentTag>;  // opaque: a keyed pseudonym of the register's number
using VersionId = Id<struct CustomerVersionTag>;
using ShortRef = std::uint64_t;  // 0: nobody

constexpr std::uint64_t mixed(std::uint64_t x) {  // the finisher of SplitMix64
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}
constexpr std::uint64_t mixed(std::uint64_t a, std::uint64_t b) { return mixed(a * 0x9e3779b97f4a7c15ULL + b); }

inline ShortRef short_ref(const PersonRef& ref) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) value = (value << 8) | ref.hash()[i];
  return value;
}

class NamePart {
 public:
  static constexpr std::size_t letters_max = 11;

  NamePart() = default;
  static NamePart of(std::string_view folded) {
    return folded.empty() ? NamePart() : from(static_cast<std::uint32_t>(stable_hash64(folded)), folded);
  }
  static NamePart from(std::uint32_t hash, std::string_view letters) {
    NamePart part;
    part.hash_ = hash;
    part.size_ = static_cast<std::uint8_t>(std::min(letters.size(), letters_max));
    std::copy_n(letters.begin(), part.size_, part.letters_.begin());
    return part;
  }
  bool empty() const { return size_ == 0; }
  std::uint32_t hash() const { return hash_; }
  std::string_view letters() const { return {letters_.data(), size_}; }
  auto operator<=>(const NamePart&) const = default;

 private:
  std::uint32_t hash_ = 0;
  std::array<char, letters_max> letters_{};
  std::uint8_t size_ = 0;
};

// A front door. All zero: no address.
struct Door {
  std::uint32_t postcode = 0;  // 4 digits * 676 + letters
  std::uint32_t number = 0;
  std::uint64_t addition = 0;  // letter and addition, up to 8 characters

  bool is_set() const { return number != 0; }
  std::uint32_t district() const { return postcode / 676; }
  bool same_number(const Door& other) const { return postcode == other.postcode && number == other.number; }
  auto operator<=>(const Door&) const = default;
};

Door door_of(const Address& address);

// Up to `size` values in place, in the order they were added; more are dropped.
template <class T, std::size_t size>
class Few {
 public:
  bool add(const T& value) {
    if (count_ == size) return false;
    values_[count_++] = value;
    return true;
  }
  void add_new(const T& value) {
    if (std::find(begin(), end(), value) == end()) add(value);
  }
  const T* begin() const { return values_.data(); }
  const T* end() const { return values_.data() + count_; }
  T* begin() { return values_.data(); }
  T* end() { return values_.data() + count_; }
  std::size_t count() const { return count_; }
  bool empty() const { return count_ == 0; }
  const T& operator[](std::size_t i) const { return values_[i]; }
  T& operator[](std::size_t i) { return values_[i]; }
  bool holds(const T& value) const { return std::find(begin(), end(), value) != end(); }
  bool operator==(const Few& other) const { return std::equal(begin(), end(), other.begin(), other.end()); }

 private:
  std::array<T, size> values_{};
  std::uint8_t count_ = 0;
};

}  // namespace tijdig::residents
