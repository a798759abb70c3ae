// Weights in thousandths of a bit, and the logarithms that make them, in whole numbers only.
//
//   log2_milli(8) == 3000        ratio_milli_bits(95, 5) == 4248     // round(1000 * log2(19))
//
// A weight of 1000 doubles the odds. Whole numbers, so that a sum is the same on every machine and in every order.
// Pure; any thread.
#pragma once

#include <cstdint>

namespace tijdig::linking {

using MilliBits = std::int32_t;

// No single piece of evidence makes a link impossible: eight bits against is the most (docs/matching.md).
inline constexpr MilliBits weight_floor = -8000;

// round(1000 * log2(number)); `number` at least 1.
MilliBits log2_milli(std::uint64_t number);

// round(1000 * log2(over / under)); both at least 1.
MilliBits ratio_milli_bits(std::uint64_t over, std::uint64_t under);

}  // namespace tijdig::linking
