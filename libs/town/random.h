// Chance that is the same everywhere: integers only, so one seed gives the same bytes with every compiler and machine.
//
//   Random chance = Random::of(seed, "moves", household);   // a stream of its own for each subject
//   if (chance.hits(23)) ...                                // 23 in 1,000
//   std::uint32_t n = chance.below(12);                     // 0..11
//
// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014). The distributions of
// the standard library and the mathematics of libm differ between machines, so neither is used: what is not uniform
// comes from a table of quantiles (rates.h). A stream per subject means that adding a draw here changes nothing there.
// Not for secrets. Plain value, one thread each.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace tijdig::town {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  static Random of(std::uint64_t seed, std::string_view subject, std::uint64_t a = 0, std::uint64_t b = 0);

  std::uint64_t next();
  std::uint32_t below(std::uint32_t bound);  // uniform in [0, bound); bound > 0
  std::uint64_t below64(std::uint64_t bound);
  int between(int low, int high);  // uniform, both ends included
  bool hits(std::uint32_t in_thousand) { return below(1000) < in_thousand; }
  bool hits_of(std::uint32_t part, std::uint32_t whole) { return below(whole) < part; }
  // Index i with chance weights[i] / sum; the sum must be positive.
  std::size_t weighted(std::span<const std::uint32_t> weights);

 private:
  std::uint64_t state_;
};

}  // namespace tijdig::town
