// One built year per seed, shared by the tests of this room: building ten towns once is enough.
#pragma once

#include <map>

#include "libs/town/arrears.h"

namespace tijdig::town {

struct Sample {
  explicit Sample(std::uint64_t seed) : town(build_town(seed, TownShape{})) {}
  Town town;
  Customers customers{town};
  std::vector<Arrears> year = draw_arrears(town, customers, calibration);
};

inline const Sample& sample_of(std::uint64_t seed) {
  static std::map<std::uint64_t, Sample> built;
  return built.try_emplace(seed, seed).first->second;
}

}  // namespace tijdig::town
