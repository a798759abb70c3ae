// Burgerservicenummer: nine digits that pass the eleven test, and that cannot be printed.
//
//   TIJDIG_TRY(Bsn bsn, Bsn::parse(digits));   // in tests: harness::test_bsn(0)
//   bsn.reveal(Purpose::register_check);
//
// Eight digits are padded with a zero in front, as the Wabb asks. Nine zeros pass the test and are nobody. The refusal
// text never repeats the input. Source: Wet algemene bepalingen burgerservicenummer; eleven test 9-8-7-6-5-4-3-2-(-1).
#pragma once

#include <compare>
#include <string_view>

#include "libs/base/result.h"
#include "libs/domain/private_text.h"

namespace tijdig {

class Bsn {
 public:
  static Result<Bsn> parse(std::string_view digits);
  std::string_view reveal(Purpose why) const { return digits_.reveal(why); }
  auto operator<=>(const Bsn&) const = default;
  friend void PrintTo(const Bsn&, std::ostream* out) { *out << "<private>"; }

 private:
  explicit Bsn(PrivateText digits) : digits_(std::move(digits)) {}
  PrivateText digits_;
};

}  // namespace tijdig
