#include "tools/bench_linking/towns.h"

#include <algorithm>
#include <tuple>

#include "libs/people/seeds.h"
#include "tools/linking/residents_linker.h"

namespace tijdig::bench_linking {

Text text_of(const people::CustomerVersion& version, std::uint16_t town) {
  const town::CustomerRecord& said = version.text;
  Text text;
  text.customer = CustomerId::of(StableHasher("bench customer").add(town).add(version.partner).add(said.number));
  text.kind = version.kind;
  text.person.surname = PrivateText(said.surname);
  text.person.prefix = PrivateText(said.prefix);
  std::string initials = said.initials;
  std::erase(initials, '.');
  text.person.initials = PrivateText(std::move(initials));
  text.person.first_name = PrivateText(said.first_name);
  if (const auto birth = Date::parse(said.birth_date)) text.person.birth_date = *birth;
  text.person.telephone = PrivateText(said.telephone);
  text.person.email = PrivateText(said.email);
  const auto postcode = Postcode::parse(said.postcode);
  const auto house = HouseNumber::parse(said.house_number, said.house_letter, said.house_addition);
  if (postcode && house) text.address = {*postcode, *house};
  return text;
}

namespace {

void add_town(Towns& towns, people::World world) {
  const auto first_text = static_cast<std::uint32_t>(towns.texts.size());
  for (const people::RegisterLine& line : world.observed.register_lines)
    (line.month == 0 ? towns.first_load : towns.changes)
        .push_back(lab::register_change(line, world.observed.addresses[line.address]));
  for (std::size_t i = 0; i < world.observed.versions.size(); ++i) {
    towns.texts.push_back(text_of(world.observed.versions[i], world.observed.municipality));
    towns.texts.back().truth = world.truth.resident_of[world.truth.versions[i].human];
  }
  for (const people::SignalLine& line : world.observed.signals)
    towns.signals.push_back({first_text + line.version, line.month});
}

}  // namespace

Towns make_towns(const Order& order) {
  Towns towns;
  const people::Setting hard = *people::setting_named("hard");
  for (std::uint16_t number = 1; towns.first_load.size() < order.persons; ++number)
    add_town(towns, people::make_world(hard, people::evaluation_seeds[2], number, order.homes));
  const auto place = [](const Signal& signal) { return residents::mixed(signal.text, 1); };
  std::stable_sort(towns.signals.begin(), towns.signals.end(), [&](const Signal& a, const Signal& b) {
    return std::tuple(a.month, place(a)) < std::tuple(b.month, place(b));
  });
  return towns;
}

}  // namespace tijdig::bench_linking
