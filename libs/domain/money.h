// An amount in whole euro cents. No double comes near it.
//
//   TIJDIG_TRY(Cents owed, Cents::parse("1.234,50"));   // also "1234.50", "1234,5", "1234", "-12,00"
//   owed.whole_euros() == 1235                            // half away from zero, as DDAS `bedrag` wants it
//
// `parse` takes Dutch and English notation; a thousands separator must stand where it belongs; a currency sign is
// refused, and so are blanks. One separator before exactly three digits is a thousands separator: "1.234" is EUR 1234.
// Range +-EUR 10 million; more is an entry error by any reading (L12). Plain value, any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "libs/base/result.h"

namespace tijdig {

class Cents {
 public:
  constexpr Cents() = default;
  constexpr explicit Cents(std::int64_t cents) : cents_(cents) {}
  static constexpr Cents euros(std::int64_t euros) { return Cents(euros * 100); }
  static Result<Cents> parse(std::string_view text);

  constexpr std::int64_t count() const { return cents_; }
  std::int64_t whole_euros() const;
  std::string to_string() const;  // "1234.50"

  constexpr Cents operator+(Cents other) const { return Cents(cents_ + other.cents_); }
  constexpr Cents operator-(Cents other) const { return Cents(cents_ - other.cents_); }
  constexpr Cents& operator+=(Cents other) {
    cents_ += other.cents_;
    return *this;
  }
  constexpr auto operator<=>(const Cents&) const = default;

 private:
  std::int64_t cents_ = 0;
};

// numerator / denominator rounded half away from zero to `decimals` places, as text: ratio_text(1, 3, 1, true) ==
// "33.3", as a share in percent. Integers all the way, so the last digit is right; `decimals` 0..9; never "-0.0". An
// empty string when the denominator is 0.
std::string ratio_text(std::int64_t numerator, std::int64_t denominator, int decimals, bool percent);

}  // namespace tijdig
