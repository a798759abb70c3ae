#include "libs/town/town.h"

#include "libs/base/check.h"
#include "libs/town/dwellings.h"
#include "libs/town/people.h"

namespace tijdig::town {
namespace {

// Households settle door by door, so that the whole town is lived in and some doors hold several households.
void settle_households(Town& town, const TownShape& shape, BsnRoll& bsns) {
  town.households.reserve(shape.households + shape.households / 20);
  const std::uint32_t care_home_every = shape.care_homes == 0 ? 0 : shape.households / shape.care_homes;
  for (std::uint32_t d = 0; d < town.dwellings.size() && town.households.size() < shape.households; ++d) {
    Random chance = Random::of(town.seed, "who lives here", d);
    const bool care_home = care_home_every != 0 && d % care_home_every == care_home_every / 2;
    const bool shared = chance.hits(shape.shared_room_dwellings_permille);
    const int behind_the_door = care_home ? 40 : shared ? chance.between(3, 8) : 1;
    for (int i = 0; i < behind_the_door && town.households.size() < shape.households; ++i) {
      Household home;
      home.dwelling = home.registered_dwelling = d;
      home.institution = care_home || shared;
      home.kind = home.institution ? HouseholdKind::single : draw_kind(chance);
      add_people(town, home, AgeGroup{care_home ? 75 : shared ? 18 : 0}, bsns);
      town.households.push_back(home);
    }
  }
  TIJDIG_CHECK(town.households.size() == shape.households);
}

// Some are registered where they do not live: the register names another door of the town.
void misregister(Town& town, const TownShape& shape) {
  for (std::uint32_t h = 0; h < town.households.size(); ++h) {
    Household& home = town.households[h];
    Random chance = Random::of(town.seed, "register", h);
    if (!chance.hits(shape.register_wrong_permille)) continue;
    home.wrongly_registered = true;
    home.registered_dwelling = chance.below(static_cast<std::uint32_t>(town.dwellings.size()));
  }
}

// Every month some households move. Those who stay in town take each other's doors in a ring, so that each finds
// the post of a predecessor; the doors of those who leave are taken by newcomers.
void move_households(Town& town, const TownShape& shape, BsnRoll& bsns) {
  const auto settled = static_cast<std::uint32_t>(town.households.size());
  std::vector<std::vector<std::uint32_t>> staying(months_of_year);
  for (std::uint32_t h = 0; h < settled; ++h) {
    Household& home = town.households[h];
    Random chance = Random::of(town.seed, "moves", h);
    if (home.institution || !chance.hits(shape.moves_permille)) continue;
    const int month = chance.between(0, months_of_year - 1);
    if (month == 0) continue;  // before the year begins: where they live is where they came from
    home.moves_in = month;
    home.leaves = chance.hits(shape.leaves_permille);
    if (!home.leaves) staying[static_cast<std::size_t>(month)].push_back(h);
  }
  Random order = Random::of(town.seed, "who takes whose door");
  for (std::vector<std::uint32_t>& ring : staying) {
    for (std::size_t i = ring.size(); i > 1; --i)
      std::swap(ring[i - 1], ring[order.below(static_cast<std::uint32_t>(i))]);
    for (std::size_t i = 0; i < ring.size(); ++i)
      town.households[ring[i]].next_dwelling = town.households[ring[(i + 1) % ring.size()]].dwelling;
  }
  for (std::uint32_t h = 0; h < settled; ++h) {
    if (!town.households[h].leaves) continue;
    Random chance = Random::of(town.seed, "newcomers", h);
    Household newcomer;
    newcomer.dwelling = newcomer.registered_dwelling = town.households[h].dwelling;
    newcomer.arrives_in = town.households[h].moves_in;
    newcomer.kind = draw_kind(chance);
    add_people(town, newcomer, AgeGroup{0}, bsns);
    town.households.push_back(newcomer);
  }
}

}  // namespace

YearMonth month_of(int index) { return YearMonth(2018, 9).plus_months(index); }

std::uint64_t Town::people() const {
  std::uint64_t count = 0;
  for (const Household& home : households)
    if (home.arrives_in == 0) count += home.adults + home.children;
  return count;
}

Town build_town(std::uint64_t seed, const TownShape& shape) {
  Town town;
  town.seed = seed;
  town.dwellings = build_dwellings(seed, shape.households);
  BsnRoll bsns(seed);
  settle_households(town, shape, bsns);
  misregister(town, shape);
  move_households(town, shape, bsns);
  for (std::uint32_t a = 0; a < town.adults.size(); ++a) {
    Random chance = Random::of(seed, "death", a);
    if (chance.hits(shape.deaths_permille)) town.adults[a].dies_in = chance.between(1, months_of_register - 1);
  }
  return town;
}

std::string postcode_text(const Dwelling& dwelling) {
  std::string text = std::to_string(dwelling.district);
  text.push_back(dwelling.postcode_letters[0]);
  text.push_back(dwelling.postcode_letters[1]);
  return text;
}

std::string addition_text(const Dwelling& dwelling) {
  return dwelling.addition == 0 ? std::string() : std::to_string(dwelling.addition);
}

std::string letter_text(const Dwelling& dwelling) {
  return dwelling.letter == 0 ? std::string() : std::string(1, dwelling.letter);
}

}  // namespace tijdig::town
