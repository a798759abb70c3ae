#include "tools/bench_linking/towns.h"

#include <algorithm>
#include <tuple>

#include "libs/people/seeds.h"
#include "tools/linking/residents_linker.h"

namespace tijdig::bench_linking {
namespace {

void add_town(Towns& towns, people::World world) {
  const auto first_text = static_cast<std::uint32_t>(towns.texts.size());
  for (const people::RegisterLine& line : world.observed.register_lines)
    (line.month == 0 ? towns.first_load : towns.changes)
        .push_back(lab::register_change(line, world.observed.addresses[line.address]));
  for (const people::VersionTruth& version : world.truth.versions)
    towns.truth.push_back(world.truth.resident_of[version.human]);
  std::move(world.observed.versions.begin(), world.observed.versions.end(), std::back_inserter(towns.texts));
  for (const people::SignalLine& line : world.observed.signals)
    towns.signals.push_back({first_text + line.version, line.month});
}

}  // namespace

Towns make_towns(const Order& order) {
  Towns towns;
  const people::Setting hard = *people::setting_named("hard");
  for (std::uint16_t number = 1; towns.first_load.size() < order.persons; ++number)
    add_town(towns, people::make_world(hard, people::evaluation_seeds.back(), number, order.homes));
  const auto place = [](const Signal& signal) { return residents::mixed(signal.text, 1); };
  std::stable_sort(towns.signals.begin(), towns.signals.end(), [&](const Signal& a, const Signal& b) {
    return std::tuple(a.month, place(a)) < std::tuple(b.month, place(b));
  });
  return towns;
}

}  // namespace tijdig::bench_linking
