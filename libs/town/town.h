// A town that could be Zoetermeer and is nobody's: dwellings, households and their adults, drawn from one seed.
//
//   Town town = build_town(2018, TownShape{});          // 57,000 households, about 122,000 people
//   const Household& home = town.households[12];
//   town.dwellings[home.dwelling_in(3)]                  // where it lives in the fourth month of the year
//
// The year is twelve months: month 0 is September 2018, month 11 is August 2019. Moves happen on the first of a month,
// at most one per household. Children are counted, not named: nothing in early signalling asks who they are, and the
// range of test BSNs (999...) holds just enough numbers for the adults. Everything follows from (seed, shape), by
// integers only (random.h). Shares and their sources: docs/simulator.md. Built once, then read by any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "libs/domain/date.h"
#include "libs/town/random.h"

namespace tijdig::town {

inline constexpr int months_of_year = 12;
YearMonth month_of(int index);  // 0 -> 2018-09
// The register goes on until 1 November 2019, when the last cases of August have ended.
inline constexpr int months_of_register = 15;
inline constexpr int never = -1;

struct TownShape {
  std::uint32_t households = 57'000;
  std::uint32_t shared_room_dwellings_permille = 3;  // three to eight single households behind one door
  std::uint32_t care_homes = 6;                      // forty singles each
  std::uint32_t moves_permille = 100;                // households that move in a year
  std::uint32_t leaves_permille = 300;               // of those, to another municipality
  std::uint32_t deaths_permille = 7;                 // adults, until the register ends
  std::uint32_t register_wrong_permille = 23;        // registered where they do not live
};

struct Dwelling {
  std::uint16_t street = 0;  // index into streets()
  std::uint16_t district = 0;
  std::array<char, 2> postcode_letters{};
  std::uint16_t number = 0;
  char letter = 0;            // 'A'.. or none
  std::uint8_t addition = 0;  // 1.. or none
};

enum class NameUse : std::uint8_t { own, partner, partner_own, own_partner };  // BRP naamgebruik E, P, V, N

struct Adult {
  std::string bsn;
  std::uint16_t surname = 0;  // index into surnames()
  std::uint16_t partner_surname = 0;
  bool married = false;
  NameUse name_use = NameUse::own;
  bool woman = false;
  Date birth;
  std::vector<std::string_view> first_names;  // one to three, official
  int dies_in = never;                        // month
};

enum class HouseholdKind : std::uint8_t { single, one_parent, couple, couple_with_children };

struct Household {
  HouseholdKind kind = HouseholdKind::single;
  std::uint32_t first_adult = 0;  // its adults stand together in Town::adults
  std::uint32_t adults = 1;
  std::uint32_t children = 0;
  std::uint32_t dwelling = 0;
  std::uint32_t next_dwelling = 0;  // after the move, when it stays in town
  std::uint32_t registered_dwelling = 0;
  bool wrongly_registered = false;
  bool institution = false;  // shared rooms or care home: no contract of its own for water and energy
  int arrives_in = 0;        // month; 0 for everybody who is there from the start
  int moves_in = never;      // month
  bool leaves = false;       // that move is to another municipality

  std::uint32_t dwelling_in(int month) const {
    return moves_in != never && month >= moves_in && !leaves ? next_dwelling : dwelling;
  }
  bool lives_here_in(int month) const { return month >= arrives_in && !(leaves && month >= moves_in); }
};

struct Town {
  std::uint64_t seed = 0;
  std::vector<Dwelling> dwellings;
  std::vector<Household> households;
  std::vector<Adult> adults;

  std::uint64_t people() const;
};

Town build_town(std::uint64_t seed, const TownShape& shape);

// What one writes on an envelope, in the pieces that files have columns for.
std::string postcode_text(const Dwelling& dwelling);  // "2711AB"
std::string addition_text(const Dwelling& dwelling);  // "12" or ""
std::string letter_text(const Dwelling& dwelling);    // "A" or ""

}  // namespace tijdig::town
