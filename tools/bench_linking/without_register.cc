#include "tools/bench_linking/without_register.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>

#include "libs/people/seeds.h"
#include "libs/residents/pairs.h"
#include "services/matcher/linker.h"
#include "tools/bench_linking/towns.h"

namespace tijdig::bench_linking {
namespace {

using residents::Place;

struct Town {
  std::vector<Text> texts;
  std::vector<std::uint32_t> household;  // true, at the first signal
  std::vector<std::uint8_t> partner;
};

Town make_town(std::uint32_t homes) {
  const people::Setting hard = *people::setting_named("hard");
  const people::World world = people::make_world(hard, people::evaluation_seeds[2], 1, homes);
  Town town;
  std::vector<int> first_month(world.observed.versions.size(), people::months_count);
  for (const people::SignalLine& line : world.observed.signals)
    first_month[line.version] = std::min(first_month[line.version], line.month);
  for (std::size_t i = 0; i < world.observed.versions.size(); ++i) {
    town.texts.push_back(text_of(world.observed.versions[i], world.observed.municipality));
    town.household.push_back(world.truth.household_of(world.truth.versions[i].human, first_month[i]));
    town.partner.push_back(world.observed.versions[i].partner);
  }
  return town;
}

// Pairs of customers of different partners within each group.
std::uint64_t pairs_within(const Town& town, const std::vector<Place>& group,
                           const std::function<bool(std::size_t, std::size_t)>& counts) {
  std::vector<Place> order(group.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](Place a, Place b) { return std::pair(group[a], a) < std::pair(group[b], b); });
  std::uint64_t pairs = 0;
  for (std::size_t from = 0; from < order.size();) {
    std::size_t until = from;
    while (until < order.size() && group[order[until]] == group[order[from]]) ++until;
    for (std::size_t i = from; i < until; ++i)
      for (std::size_t j = i + 1; j < until; ++j)
        if (town.partner[order[i]] != town.partner[order[j]] && counts(order[i], order[j])) ++pairs;
    from = until;
  }
  return pairs;
}

std::string line(std::string_view name, const Town& town, const std::vector<Place>& group, std::size_t doubts) {
  const auto any = [](std::size_t, std::size_t) { return true; };
  const std::uint64_t truth = pairs_within(town, town.household, any);
  const std::uint64_t linked = pairs_within(town, group, any);
  const std::uint64_t right =
      pairs_within(town, group, [&](std::size_t i, std::size_t j) { return town.household[i] == town.household[j]; });
  return fmt::format("{:<36} {:>9} of {} true pairs: recall {:.4f}, precision {:.5f}, {} doubts\n", name, right, truth,
                     static_cast<double>(right) / static_cast<double>(std::max<std::uint64_t>(truth, 1)),
                     static_cast<double>(right) / static_cast<double>(std::max<std::uint64_t>(linked, 1)), doubts);
}

std::map<Address, std::vector<Place>> by_address(const Town& town) {
  std::map<Address, std::vector<Place>> found;
  for (Place i = 0; i < town.texts.size(); ++i) found[town.texts[i].address].push_back(i);
  return found;
}

std::vector<Place> rule_groups(const Town& town, std::size_t& doubts) {
  std::vector<Place> group(town.texts.size());
  for (const auto& [address, places] : by_address(town)) {
    std::vector<matcher::CustomerLine> lines;
    for (const Place place : places) {
      matcher::CustomerLine one;
      one.customer = town.texts[place].customer;
      one.kind = town.texts[place].kind;
      one.person = town.texts[place].person;
      lines.push_back(std::move(one));
    }
    const matcher::Grouping found = matcher::rule_linker().group(lines, {});
    doubts += found.doubts.size();
    for (const matcher::Group& one : found.groups)
      for (const matcher::Member& member : one.members) group[places[member.line]] = places[one.anchor().line];
  }
  return group;
}

}  // namespace

std::string without_register(std::uint32_t homes) {
  const Town town = make_town(homes);
  std::string out = fmt::format(
      "without a register: {} texts of customers, hard setting, pairs of different partners\n", town.texts.size());
  std::vector<Place> doors(town.texts.size());
  for (const auto& [address, places] : by_address(town))
    for (const Place place : places) doors[place] = places.front();
  out += line("same address", town, doors, 0);
  std::size_t doubts = 0;
  const std::vector<Place> ruled = rule_groups(town, doubts);
  out += line("rule linker of the matcher", town, ruled, doubts);
  std::vector<residents::CustomerForm> forms;
  for (const Text& text : town.texts) forms.push_back(residents::customer_form(text.person, text.address, text.kind));
  const residents::PairGroups found = residents::group_customers(forms, {}, residents::pair_model());
  out += line("pair model, three relations", town, found.household, found.bridges.size());
  out += fmt::format("  {} pairs weighed, {} keys too common, {} joins refused by size\n", found.pairs,
                     found.keys_capped, found.stopped_by_size);
  return out;
}

}  // namespace tijdig::bench_linking
