#include "tools/linking/evaluation.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace tijdig::lab {

std::vector<std::uint32_t> split_households(std::uint32_t households) {
  const std::uint32_t towns = (households + households_per_municipality - 1) / households_per_municipality;
  std::vector<std::uint32_t> sizes;
  for (std::uint32_t town = 0; town < towns; ++town)
    sizes.push_back(households / towns + (town < households % towns ? 1 : 0));
  return sizes;
}

std::vector<Column> evaluate(const EvaluationOrder& order, const std::vector<LinkerMaker>& linkers, Witness* witness) {
  std::vector<Column> columns;
  for (const LinkerMaker& make : linkers) {
    const std::unique_ptr<LinkerUnderTest> linker = make();
    columns.push_back({fmt::format("{}: {}", order.setting.name, linker->name()), linker->knows_residents(), Tally{}});
  }
  const std::vector<std::uint32_t> towns = split_households(order.households);
  std::atomic<std::size_t> next = 0;
  std::mutex adding;
  const auto work = [&] {
    for (std::size_t town = next++; town < towns.size(); town = next++) {
      const people::World world =
          people::make_world(order.setting, order.seed, static_cast<std::uint16_t>(town), towns[town]);
      for (std::size_t i = 0; i < linkers.size(); ++i) {
        const std::unique_ptr<LinkerUnderTest> linker = linkers[i]();
        const Tally tally = judge(world, *linker, linker->knows_residents() ? witness : nullptr);
        const std::scoped_lock lock(adding);
        columns[i].tally += tally;
      }
    }
  };
  std::vector<std::jthread> threads;
  for (unsigned i = 1; i < order.threads; ++i) threads.emplace_back(work);
  work();
  threads.clear();
  return columns;
}

}  // namespace tijdig::lab
