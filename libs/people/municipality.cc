#include "libs/people/municipality.h"

#include <algorithm>

#include "libs/base/check.h"
#include "libs/people/family.h"
#include "libs/people/life.h"
#include "libs/town/dwellings.h"

namespace tijdig::people {
namespace {

using town::Random;

constexpr std::uint32_t empty_doors = 25;  // [A] per thousand: where movers go when nobody has just left
constexpr std::uint32_t care_home_size = 40;
constexpr int sibling_age_apart = 8;

class Settlement {
 public:
  explicit Settlement(Municipality& m) : m_(m) {}

  void fill_door(std::uint32_t door) {
    Random chance = Random::of(m_.seed, "door", m_.number, door);
    if (chance.hits(empty_doors)) return;
    if (chance.hits(m_.setting.shared_rooms)) return rent_rooms(chance, door);
    if (chance.hits_of(m_.setting.care_home_residents, 1000 * care_home_size)) return open_care_home(door);
    if (chance.hits(sublets)) return sublet(chance, door);
    if (chance.hits(house_sharer_addresses)) {
      add(HomeKind::housemates, FamilyKind::single, door, {.age_min = 20, .age_max = 45});
      add(HomeKind::housemates, FamilyKind::single, door, {.age_min = 20, .age_max = 45});
      return;
    }
    const auto kind = static_cast<FamilyKind>(chance.weighted(kind_shares));
    if (kind == FamilyKind::couple && chance.hits(sibling_households)) return house_siblings(chance, door);
    settle_family(chance, kind, door);
    if (chance.hits(letter_addresses)) add_letter_address(chance, door);
  }

 private:
  Home& add(HomeKind kind, FamilyKind family, std::uint32_t door, const Heritage& heritage) {
    const auto index = static_cast<std::uint32_t>(m_.homes.size());
    Home made;
    made.kind = kind;
    made.door = made.registered_door = door;
    made.first_human = static_cast<std::uint32_t>(m_.people.size());
    made.humans = add_family(m_, index, family, heritage);
    made.couple = m_.people[made.first_human].partner != none;
    m_.homes.push_back(made);
    return m_.homes.back();
  }

  void settle_family(Random& chance, FamilyKind kind, std::uint32_t door) {
    Heritage heritage;
    if (shares_number_with_last(door) && chance.hits(same_name_neighbour_doors)) {
      heritage.kin = m_.homes.back().first_human;
      heritage.first_name_too = chance.hits(same_name_neighbour_initial);
    }
    const Home home = add(HomeKind::plain, kind, door, heritage);
    if (heritage.kin != none) m_.people[heritage.kin].kin_next_door = m_.people[home.first_human].kin_next_door = true;
    const bool parents = kind == FamilyKind::one_parent || kind == FamilyKind::couple_with_children;
    const int head_age = m_.age_of(home.first_human);
    // About half of the heads are old enough, so the rate among them is twice the rate among families.
    if (!parents || head_age < own_household_child_age_min + 21 || !chance.hits(2 * m_.setting.own_household_children))
      return;
    Heritage child{.child_of = home.first_human,
                   .age_min = own_household_child_age_min,
                   .age_max = std::min(own_household_child_age_max, head_age - 20)};
    add(HomeKind::grown_child, FamilyKind::single, door, child);
  }

  bool shares_number_with_last(std::uint32_t door) const {
    if (door == 0 || m_.homes.empty()) return false;
    const Home& last = m_.homes.back();
    const town::Dwelling& one = m_.doors[door - 1];
    const town::Dwelling& other = m_.doors[door];
    return last.kind == HomeKind::plain && last.door == door - 1 && one.number == other.number &&
           one.postcode_letters == other.postcode_letters && one.district == other.district;
  }

  void rent_rooms(Random& chance, std::uint32_t door) {
    const int rooms = chance.between(3, 8);
    for (int i = 0; i < rooms; ++i) {
      Heritage heritage{.age_min = 18, .age_max = 34};
      if (i > 0 && chance.hits(m_.setting.room_siblings)) {
        heritage.kin = m_.homes.back().first_human;
        heritage.is_sibling = true;
      }
      add(HomeKind::shared_room, FamilyKind::single, door, heritage);
    }
  }

  void open_care_home(std::uint32_t door) {
    for (std::uint32_t i = 0; i < care_home_size; ++i)
      add(HomeKind::care_home, FamilyKind::single, door, {.age_min = 75, .age_max = 96});
  }

  void house_siblings(Random& chance, std::uint32_t door) {
    const Home home = add(HomeKind::siblings, FamilyKind::single, door, {});
    const int age = m_.age_of(home.first_human);
    const Heritage heritage{.kin = home.first_human,
                            .is_sibling = true,
                            .age_min = std::max(18, age - sibling_age_apart),
                            .age_max = age + sibling_age_apart};
    const auto index = static_cast<std::uint32_t>(m_.homes.size() - 1);
    m_.homes.back().humans += add_family(m_, index, FamilyKind::single, heritage);
    m_.people.back().home = index;
    (void)chance;
  }

  // The tenant lives with somebody else in town and keeps the tenancy; another lives here.
  void sublet(Random& chance, std::uint32_t door) {
    Home& tenant = add(HomeKind::away_tenant, FamilyKind::single, random_door(chance), {.age_min = 22, .age_max = 60});
    tenant.registered_door = door;
    Home& living = add(HomeKind::subtenant, FamilyKind::single, door, {.age_min = 19, .age_max = 45});
    living.registered_door = chance.hits(subtenant_registered_elsewhere) ? random_door(chance) : none;
  }

  void add_letter_address(Random& chance, std::uint32_t near) {
    const std::uint32_t institution = chance.below(letter_institutions);  // the first doors of the first street
    Home& home = add(HomeKind::letter_address, FamilyKind::single, institution, {.age_min = 22, .age_max = 65});
    if (chance.hits(500)) home.mail_door = near;  // where it lived before
  }

  std::uint32_t random_door(Random& chance) const { return chance.below(static_cast<std::uint32_t>(m_.doors.size())); }

  Municipality& m_;
};

}  // namespace

Municipality build_municipality(const Setting& setting, std::uint64_t seed, std::uint16_t number, std::uint32_t homes) {
  Municipality m;
  m.setting = setting;
  m.seed = seed;
  m.number = number;
  m.doors = town::build_dwellings(Random::of(seed, "doors", number).next(), homes + homes / 20 + 1000);
  for (town::Dwelling& door : m.doors)
    door.district = static_cast<std::uint16_t>(1000 + (door.district - 2711U + 40U * number) % 8990U);
  m.people.reserve(homes * 5ULL / 2);
  m.homes.reserve(homes + homes / 6);
  Settlement settlement(m);
  std::vector<std::uint32_t> empty;
  for (std::uint32_t door = letter_institutions; door < m.doors.size(); ++door) {
    const std::size_t before = m.homes.size();
    if (before < homes) settlement.fill_door(door);
    if (m.homes.size() == before) empty.push_back(door);
  }
  live(m, std::move(empty));
  return m;
}

}  // namespace tijdig::people
