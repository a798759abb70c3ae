// Judges linkers over many municipalities, two at a time, so that memory stays that of two.
//
//   std::vector<Column> columns = evaluate({.setting = hard, .seed = 7003, .households = 100'000}, linkers);
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tools/linking/judge.h"
#include "tools/linking/report.h"

namespace tijdig::lab {

inline constexpr std::uint32_t households_per_municipality = 50'000;  // about Zoetermeer

struct EvaluationOrder {
  people::Setting setting;
  std::uint64_t seed = 0;
  std::uint32_t households = 0;
  unsigned threads = 2;
};

using LinkerMaker = std::function<std::unique_ptr<LinkerUnderTest>()>;

// Sizes of the municipalities that make up so many households.
std::vector<std::uint32_t> split_households(std::uint32_t households);

// One column per linker; a fresh linker for each municipality. The witness, if any, must bear calls from all threads.
std::vector<Column> evaluate(const EvaluationOrder& order, const std::vector<LinkerMaker>& linkers,
                             Witness* witness = nullptr);

}  // namespace tijdig::lab
