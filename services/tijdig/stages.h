// The processors of all six services, in the order of the map: the one list of what `tijdig` runs. Tests of the whole,
// the simulation and the benchmarks run the same.
//
//   TIJDIG_TRY(auto engine, runtime::Engine::open(back_end, all_stages(), options));
//
// Every call makes new ones; they hold no data of their own.
#pragma once

#include <memory>
#include <vector>

#include "libs/runtime/stage.h"

namespace tijdig::commands {

std::vector<std::unique_ptr<const runtime::Stage>> all_stages();

}  // namespace tijdig::commands
