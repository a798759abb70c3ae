// How well customers are grouped into households when there is no register: the pair model of libs/residents beside the
// rule linker of the matcher, and both beside plain addresses, on people whose truth is known.
//
//   fmt::print("{}", without_register(50'000));
//
// Counted over pairs of customers of different partners: a pair is right when both truly belonged to one household at
// the time of their first signal. The whole year two years' customers are taken together, which is harder than one
// month.
#pragma once

#include <cstdint>
#include <string>

namespace tijdig::bench_linking {

std::string without_register(std::uint32_t homes);

}  // namespace tijdig::bench_linking
