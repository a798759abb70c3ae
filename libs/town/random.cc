#include "libs/town/random.h"

#include "libs/base/check.h"
#include "libs/base/stable_hash.h"

namespace tijdig::town {
namespace {

std::uint64_t mixed(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

}  // namespace

Random Random::of(std::uint64_t seed, std::string_view subject, std::uint64_t a, std::uint64_t b) {
  std::uint64_t state = mixed(seed + 0x9e3779b97f4a7c15ULL) ^ stable_hash64(subject);
  state = mixed(state + a * 0x9e3779b97f4a7c15ULL + 1);
  return Random(mixed(state + b * 0xd1b54a32d192ed03ULL + 2));
}

std::uint64_t Random::next() {
  state_ += 0x9e3779b97f4a7c15ULL;
  return mixed(state_);
}

std::uint32_t Random::below(std::uint32_t bound) {
  TIJDIG_CHECK(bound > 0);
  return static_cast<std::uint32_t>(((next() >> 32) * bound) >> 32);
}

std::uint64_t Random::below64(std::uint64_t bound) {
  TIJDIG_CHECK(bound > 0);
  return next() % bound;  // bounds here are far below 2^64: the bias is under one in a million
}

int Random::between(int low, int high) {
  return low + static_cast<int>(below(static_cast<std::uint32_t>(high - low + 1)));
}

std::size_t Random::weighted(std::span<const std::uint32_t> weights) {
  std::uint64_t sum = 0;
  for (std::uint32_t weight : weights) sum += weight;
  std::uint64_t ticket = below64(sum);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (ticket < weights[i]) return i;
    ticket -= weights[i];
  }
  check_failed("ticket lies within the weights", __FILE__, __LINE__);
}

}  // namespace tijdig::town
