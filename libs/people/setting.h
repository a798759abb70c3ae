// Every rate of the laboratory's people, with its source or [A]: who lives how, what changes, what is misspelt.
//
//   const Setting& hard = setting_named("hard").value();
//
// Four settings, so that a linker is judged where it is easy and where it hurts: three of the error model that the
// project's goals were written for (docs/linking-results.md compares them line by line), and "living", which adds what
// that model does not have: people who part, die, marry, come from elsewhere and leave, and registers told late. What a
// creditor gets wrong per sector stands in libs/town/error_rates.h; here is what multiplies it and what a town of one
// year does not need. [P] published, [M] measured for the project, [A] assumption to be replaced by data. Rates are per
// thousand unless the name says otherwise; a year is twelve months. No rate depends on what a linker can or cannot do.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "libs/base/result.h"

namespace tijdig::people {

inline constexpr int months_count = 24;
inline constexpr int first_year = 2022;  // month 0 is January
inline constexpr int never = 0x7f;

struct Setting {
  std::string_view name;
  std::uint32_t error_factor;         // times the error rates of libs/town/error_rates.h
  std::uint32_t name_use_followed;    // married women listed as the BRP has it; the rest random
  std::uint32_t register_wrong;       // households registered where they do not live: CBS 2014 15 [P], BRP 2013 23 [P]
  std::uint32_t shared_rooms;         // addresses with three to eight single households [A: three settings]
  std::uint32_t care_home_residents;  // households in homes of forty singles [A: three settings]
  std::uint32_t successors;           // movers who enter a dwelling vacated shortly before; the rest an empty one [A]
  std::uint32_t room_siblings;        // room renters with the surname of the previous one [A]
  std::uint32_t own_household_children;  // families with a grown child as a household of its own at the address [A]
  int register_every_months;             // a load of the register: monthly, or every January
  bool lives_on;                         // households change by more than moving house; see "What changes"
};

// clang-format off
inline constexpr std::array<Setting, 4> settings = {{
    // name     errors  use  wrong rooms care  succ. sibl. child months lives on
    {"clean",   1,      600, 15,   3,    4,    300,  0,    0,    1,     false},
    {"shifted", 2,      400, 23,   12,   11,   300,  0,    0,    1,     false},
    {"hard",    2,      400, 23,   20,   19,   800,  200,  60,   12,    false},
    {"living",  2,      400, 23,   20,   19,   800,  200,  60,   12,    true},
}};
// clang-format on

Result<Setting> setting_named(std::string_view name);

// --- Who lives together ----------------------------------------------------------------------------------------------

inline constexpr std::array<std::uint32_t, 4> kind_shares = {40, 8, 24,
                                                             28};  // single, one parent, couple, with children
inline constexpr std::uint32_t couples_married = 700;  // [A]; married or registered partners: a relation in the BRP
inline constexpr std::uint32_t same_sex_couples = 15;  // [A]
inline constexpr std::array<std::uint32_t, 4> name_use_shares = {35, 35, 25, 5};  // BRP E P V N of married women [A]
inline constexpr std::uint32_t child_has_mothers_name = 150;                      // [A]
inline constexpr std::uint32_t twin_births = 15;                                  // CBS [P]
inline constexpr std::uint32_t twins_share_initial = 400;                         // [A]
inline constexpr std::uint32_t sons_named_as_father = 30;                         // [A]
inline constexpr std::uint32_t sibling_households = 5;      // of couples' places: grown siblings as one household [A]
inline constexpr std::uint32_t house_sharer_addresses = 8;  // two unrelated singles behind one door, as housemates [A]
inline constexpr int child_leaves_home_at_most = 26;        // [A]; CBS: mean age 23.5
inline constexpr std::uint32_t grown_child_left_home_per_year_of_age =
    130;                                                // chance to have left, per year over 18 [A]
inline constexpr int own_household_child_age_min = 21;  // [A]
inline constexpr int own_household_child_age_max = 34;
inline constexpr std::uint32_t same_name_neighbour_doors = 10;  // doors of flats whose neighbour is kin of one name [A]
inline constexpr std::uint32_t same_name_neighbour_initial = 250;     // of those, also the same first name [A]
inline constexpr std::uint32_t sublets = 5;                           // addresses whose tenant lives elsewhere [A]
inline constexpr std::uint32_t subtenant_registered_elsewhere = 600;  // in town; the rest nowhere in this register [A]
inline constexpr std::uint32_t letter_addresses = 2;     // households with a briefadres at an institution [A]
inline constexpr std::uint32_t letter_institutions = 3;  // addresses that give them, per municipality [A]

// --- Names -----------------------------------------------------------------------------------------------------------

inline constexpr std::uint32_t common_names = 310;                  // people with one of the 900 commonest: 31.5 % [P]
inline constexpr std::uint32_t migrant_households = 100;            // with names of four very frequent kinds [A]
inline constexpr std::uint32_t partner_of_own_group = 850;          // [A]
inline constexpr std::uint32_t migrant_born_on_first_january = 80;  // birth date unknown at arrival [A]

// --- What changes ----------------------------------------------------------------------------------------------------

inline constexpr std::uint32_t moves_per_year = 100;  // households; Utrecht 2022 some 140 of its people [P]
// From here to the lag of the register: only where a setting lives on.
inline constexpr std::uint32_t moves_that_leave = 300;   // to another municipality; as many come in [A]
inline constexpr std::uint32_t deaths_per_year = 9;      // adults: CBS about 10 per thousand people [P]; from age 60 on
inline constexpr std::uint32_t marriages_per_year = 40;  // of unmarried couples [A]
inline constexpr std::uint32_t separations_per_year = 12;                            // of couples [A]
inline constexpr std::uint32_t grown_child_leaves_per_year = 150;                    // of grown children at home [A]
inline constexpr std::array<std::uint32_t, 3> register_lag_shares = {800, 150, 50};  // a move is registered late [A]
inline constexpr std::array<int, 3> register_lag_months = {0, 1, 3};
inline constexpr std::array<std::uint32_t, 6> creditor_lag_shares = {55, 20, 10, 6, 5, 4};  // [A]; CAK: 13 % stale [P]
inline constexpr std::array<int, 6> creditor_lag_months = {0, 1, 2, 3, 6, never};
inline constexpr std::uint32_t dead_holder_stays_months = 3;  // the contract keeps the name of the deceased [A]

// --- Contracts -------------------------------------------------------------------------------------------------------

inline constexpr std::array<std::uint32_t, 3> landlords = {200, 140,
                                                           90};  // of dwellings, by whole postcodes: 43 % rented [P]
inline constexpr std::array<std::uint32_t, 3> insurers = {350, 300, 250};  // of adults; couples mostly share [A]
inline constexpr std::uint32_t insurer_shared_by_couple = 800;             // [A]
inline constexpr std::uint32_t water_households = 1000;
inline constexpr std::array<std::uint32_t, 3> energy_suppliers = {400, 300, 200};  // [A]
inline constexpr std::uint32_t room_renter_pays_own_energy =
    60;                                              // of shared rooms; else one for the house, or none [A]
inline constexpr std::uint32_t reused_numbers = 20;  // new tenants who get the customer number of the last one [A]
inline constexpr std::uint32_t joint_name_tenancies = 50;  // rent of couples: both names in the surname field [A]
inline constexpr std::uint32_t generic_contact =
    10;  // the agent's own telephone and mail instead of the customer's [A]
inline constexpr std::uint32_t contact_of_parent = 30;  // grown children, also after they left home [A]
inline constexpr std::uint32_t postcode_missing = 2;    // matching: row 12 [A]

// --- Arrears ---------------------------------------------------------------------------------------------------------

// The shape is that of libs/town/rates.h (proneness, recency, blows); the level is not: at the national rate of four
// signals per thousand people a month a laboratory would need seven million households for the events it must see. How
// often somebody falls behind changes neither who nor how they are written; it does make two households at one address
// meet more often, for every linker alike. Per million, per contract and month, at mean proneness.
inline constexpr std::uint32_t arrears_level_ppm = 4'500;
inline constexpr std::uint32_t duplicate_rows = 5;  // delivered twice [A]
inline constexpr std::uint32_t late_rows = 20;      // delivered a month later [A]
inline constexpr std::uint32_t wrong_amounts = 1;   // a hundred times too much [A]

}  // namespace tijdig::people
