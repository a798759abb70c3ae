#include "libs/linking/milli_bits.h"

#include <bit>

#include "libs/base/check.h"

namespace tijdig::linking {
namespace {

constexpr int fraction_bits = 30;

// log2 with 30 binary places: the whole part is the highest bit; each squaring of the rest gives the next place.
std::int64_t log2_fixed(std::uint64_t number) {
  TIJDIG_CHECK(number > 0);
  const int high = 63 - std::countl_zero(number);
  std::uint64_t rest = high >= 31 ? number >> (high - 31) : number << (31 - high);  // in [2^31, 2^32)
  std::int64_t log = high;
  for (int place = 0; place < fraction_bits; ++place) {
    rest = (rest * rest) >> 31;
    const bool twice = rest >= (std::uint64_t{1} << 32);
    log = log * 2 + (twice ? 1 : 0);
    if (twice) rest >>= 1;
  }
  return log;
}

MilliBits rounded(std::int64_t fixed) {
  const std::int64_t scaled = fixed * 1000, half = std::int64_t{1} << (fraction_bits - 1);
  return static_cast<MilliBits>((scaled + half) >> fraction_bits);
}

}  // namespace

MilliBits log2_milli(std::uint64_t number) { return rounded(log2_fixed(number)); }

MilliBits ratio_milli_bits(std::uint64_t over, std::uint64_t under) {
  return rounded(log2_fixed(over) - log2_fixed(under));
}

}  // namespace tijdig::linking
