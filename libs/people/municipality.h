// One municipality as it truly is for two years: doors, homes, people, and what happens to them. Invented.
//
//   Municipality m = build_municipality(setting_named("hard").value(), 7003, 4, 50'000);
//   m.home_of(person, 11)                  // the true household in December of the first year
//   m.door_of(m.homes[home], 11)           // where it lives then, or nowhere
//
// A home is a household: people who belong together and pay together. A person may change home once (a separation, a
// grown child that leaves), a home may move once. Indices are 32-bit and local to the municipality. Everything follows
// from (setting, seed, number, homes) by integers only. Built once, then read by any thread. The linker never sees
// this.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "libs/domain/date.h"
#include "libs/people/names.h"
#include "libs/people/setting.h"
#include "libs/town/town.h"

namespace tijdig::people {

inline constexpr std::uint32_t none = 0xffffffff;

struct Human {
  NameIndex surname = 0;
  std::array<std::string_view, 3> first_names{};
  std::uint8_t first_names_count = 1;
  bool woman = false;
  bool twin = false;
  bool named_as_parent = false;
  bool kin_next_door = false;  // a neighbour of the same surname behind the same number
  Origin origin = Origin::dutch;
  town::NameUse name_use = town::NameUse::own;
  std::int8_t marries_in = never;  // 0: married from the start
  std::int8_t dies_in = never;
  std::int8_t changes_home_in = never;
  Date birth;
  Date lives_here_since;
  std::uint32_t home = 0;
  std::uint32_t later_home = none;
  std::uint32_t partner = none;                         // in truth; a relation in the register only once married
  std::array<std::uint32_t, 2> parents = {none, none};  // who live here
  std::uint32_t born_to = none;                         // parents elsewhere are those of this human; none: of one's own
};

enum class HomeKind : std::uint8_t {
  plain,
  shared_room,
  care_home,
  housemates,      // one of two unrelated singles behind one door
  siblings,        // grown brother and sister as one household
  grown_child,     // a household of its own at the address of the parents
  letter_address,  // registered at an institution
  away_tenant,     // has the tenancy of a door where it does not live
  subtenant,       // lives there instead
  count_,
};

struct Home {
  HomeKind kind = HomeKind::plain;
  bool leaves = false;              // the move is to another municipality
  bool wrongly_registered = false;  // until it moves
  bool couple = false;
  std::int8_t arrives_in = 0;
  std::int8_t moves_in = never;
  std::int8_t register_lag = 0;  // months, of the move or the arrival
  std::uint32_t first_human = 0;
  std::uint32_t humans = 1;
  std::uint32_t door = none;
  std::uint32_t next_door = none;
  std::uint32_t registered_door = none;  // until the move; none: not in this register
  std::uint32_t mail_door = none;        // what creditors know, when it is not where they live
};

struct Municipality {
  Setting setting;
  std::uint64_t seed = 0;
  std::uint16_t number = 0;
  std::vector<town::Dwelling> doors;
  std::vector<Human> people;
  std::vector<Home> homes;

  std::uint32_t home_of(std::uint32_t human, int month) const {
    const Human& who = people[human];
    return month >= who.changes_home_in ? who.later_home : who.home;
  }
  static std::uint32_t door_of(const Home& home, int month) {
    if (month < home.arrives_in) return none;
    return month >= home.moves_in ? (home.leaves ? none : home.next_door) : home.door;
  }
  static bool is_alive(const Human& who, int month) { return month < who.dies_in; }
  int age_of(std::uint32_t human) const { return first_year - people[human].birth.year(); }
};

Municipality build_municipality(const Setting& setting, std::uint64_t seed, std::uint16_t number, std::uint32_t homes);

}  // namespace tijdig::people
