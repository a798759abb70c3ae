#include "libs/linking/posterior.h"

#include <algorithm>
#include <array>

#include "libs/base/check.h"

namespace tijdig::linking {
namespace {

__extension__ using Wide = unsigned __int128;

constexpr int binary_places = 32;
constexpr MilliBits bit = 1000;
constexpr std::uint64_t milli_step = 4'608'490'548'859'387'467ULL;  // 2^-0.001 with 62 binary places

// powers[i] = 2^(-i / 1000) with 32 binary places.
constexpr std::array<std::uint64_t, bit> make_powers() {
  std::array<std::uint64_t, bit> powers{};
  Wide power = Wide{1} << 62;
  for (std::uint64_t& out : powers) {
    out = static_cast<std::uint64_t>((power + (Wide{1} << 29)) >> 30);
    power = (power * milli_step + (Wide{1} << 61)) >> 62;
  }
  return powers;
}
constexpr std::array<std::uint64_t, bit> powers = make_powers();
static_assert(powers[0] == std::uint64_t{1} << binary_places && powers[500] == 3'037'000'500ULL);

PartsPerMillion share(std::uint64_t part, std::uint64_t all) {
  return static_cast<PartsPerMillion>((Wide{part} * certain + all / 2) / all);
}

}  // namespace

std::uint64_t exp2_fixed(MilliBits behind) {
  TIJDIG_CHECK(behind >= 0);
  const int whole = behind / bit;
  return whole > binary_places ? 0 : powers[static_cast<std::size_t>(behind % bit)] >> whole;
}

PartsPerMillion closed_world_into(std::span<const MilliBits> weights, MilliBits none, std::span<PartsPerMillion> out) {
  TIJDIG_CHECK(out.size() >= weights.size());
  MilliBits best = none;
  for (const MilliBits weight : weights) best = std::max(best, weight);
  const std::uint64_t nothing = exp2_fixed(best - none);
  std::uint64_t all = nothing;
  for (const MilliBits weight : weights) all += exp2_fixed(best - weight);
  for (std::size_t i = 0; i < weights.size(); ++i) out[i] = share(exp2_fixed(best - weights[i]), all);
  return share(nothing, all);
}

Posterior closed_world(std::span<const MilliBits> weights, MilliBits none) {
  Posterior posterior;
  posterior.candidates.resize(weights.size());
  posterior.none = closed_world_into(weights, none, posterior.candidates);
  return posterior;
}

PartsPerMillion probability(MilliBits weight) {
  PartsPerMillion out = 0;
  closed_world_into({&weight, 1}, 0, {&out, 1});
  return out;
}

}  // namespace tijdig::linking
