// Forty burgerservicenummers that pass the eleven test and belong to nobody.
//
//   Bsn bsn = *Bsn::parse(harness::test_bsn(3));
//
// From the range that the RvIG reserves for its test persons (test set GBA-V of 2 May 2022). This is the only file with
// numbers that pass the eleven test; everything else asks here. Constants, any thread.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace tijdig::harness {

inline constexpr std::array<std::string_view, 40> test_bsns = {
    "999993653", "999990639", "999993872", "999991723", "999992740", "999999333", "999993793", "999994542",
    "999995078", "999991930", "999991413", "999993409", "999992806", "999994335", "999990263", "999992326",
    "999993811", "999990858", "999993112", "999991292", "999991565", "999990032", "999994268", "999992843",
    "999991802", "999994426", "999990998", "999995017", "999993240", "999992181", "999992934", "999992715",
    "999991309", "999990287", "999991632", "999994980", "999990421", "999995121", "999993239", "999992788",
};

// Goes round after the last one, so any index will do.
constexpr std::string_view test_bsn(std::size_t i) { return test_bsns[i % test_bsns.size()]; }

}  // namespace tijdig::harness
