// Which seeds teach a model and which judge it. No seed does both.
#pragma once

#include <array>
#include <cstdint>

namespace tijdig::people {

inline constexpr std::array<std::uint64_t, 4> training_seeds = {1101, 1102, 1103, 1104};
inline constexpr std::array<std::uint64_t, 4> evaluation_seeds = {7001, 7002, 7003, 7004};  // as the settings
inline constexpr std::uint64_t test_seed = 42;  // of the small worlds in the tests: neither teaches nor judges

}  // namespace tijdig::people
