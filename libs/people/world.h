// What a linker may see of a municipality, and, apart from it, what is true.
//
//   World world = make_world(setting_named("hard").value(), seed, number, homes);
//   for (const RegisterLine& line : world.observed.register_lines) ...   // by month of loading
//   for (const SignalLine& line : world.observed.signals) ...            // by month
//   world.truth.household_of(world.truth.versions[line.version].human, line.month)
//
// `Observed` holds no index, id or order of the truth: a linker that takes `const Observed&`, or pieces of it, cannot
// reach what is true. Resident ids are hashes (a pseudonym, as the municipality would make of a BSN); versions are in
// order of their first signal. All texts are of invented people. Plain values; once made, any thread reads.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "libs/domain/date.h"
#include "libs/domain/ddas.h"
#include "libs/people/municipality.h"
#include "libs/town/spelling.h"

namespace tijdig::people {

using ResidentId = std::uint64_t;       // 0: nobody
using AddressObjectId = std::uint64_t;  // as a BAG id: one door; 0: none

struct AddressObject {
  AddressObjectId id = 0;
  std::string street;
  std::string postcode;  // "2711AB"
  std::uint32_t number = 0;
  std::string letter;
  std::string addition;
};

// One resident as the register has it from a load on; a later line replaces the earlier one whole.
struct RegisterLine {
  int month = 0;  // of the load that brought it
  ResidentId resident = 0;
  std::string surname;
  std::string prefix;
  std::string first_names;  // all, with blanks between
  std::string partner_surname;
  std::string partner_prefix;
  town::NameUse name_use = town::NameUse::own;
  Date birth;
  Date lives_here_since;
  std::uint32_t address = 0;  // index into Observed::addresses
  ResidentId partner = 0;     // by marriage or registration only
  ResidentId parents[2] = {0, 0};
  bool deceased = false;
  bool moved_out = false;
};

// One customer as a creditor has it; repeated month after month. A new version has another text.
struct CustomerVersion {
  std::uint8_t partner = 0;  // 0..partners_count-1
  PartnerKind kind = PartnerKind::rent;
  town::CustomerRecord text;  // without BSN
};

inline constexpr std::size_t partners_count = 10;  // three landlords, three insurers, water, three of energy
PartnerKind kind_of_partner(std::size_t partner);

struct SignalLine {
  int month = 0;            // the period it is about
  int delivered_month = 0;  // later when late
  std::uint32_t version = 0;
  std::uint32_t amount_cents = 0;
};

struct Observed {
  std::uint16_t municipality = 0;
  std::vector<AddressObject> addresses;
  std::vector<RegisterLine> register_lines;
  std::vector<CustomerVersion> versions;
  std::vector<SignalLine> signals;
};

// Groups of records on which a linker is judged apart. One record may be in many.
enum class Slice : std::uint8_t {
  couple_one_surname,
  unmarried_couple,
  father_son,
  twins,
  siblings_together,
  grown_child,
  shared_rooms,
  care_home,
  housemates,
  same_name_neighbours,
  letter_address,
  sublet,
  moved,
  successor,
  left_town,
  deceased,
  register_wrong,
  not_registered,
  no_birth_date,
  birth_date_wrong,
  surname_typo,
  no_initials,
  family_name_only,
  business,
  joint_names,
  diacritics,
  married_name,
  migrant_name,
  addition_omitted,
  reused_number,
  count_,
};
std::string_view name_of(Slice slice);
inline constexpr std::uint32_t bit(Slice slice) { return 1U << static_cast<unsigned>(slice); }

struct VersionTruth {
  std::uint32_t human = 0;
  std::uint32_t slices = 0;
};

struct Truth {
  Municipality municipality;
  std::vector<VersionTruth> versions;  // beside Observed::versions
  std::unordered_map<ResidentId, std::uint32_t> human_of;
  std::vector<ResidentId> resident_of;  // by human

  std::uint32_t household_of(std::uint32_t human, int month) const { return municipality.home_of(human, month); }
  // The door behind which a household lives, or `none`.
  std::uint32_t door_of(std::uint32_t household, int month) const {
    return Municipality::door_of(municipality.homes[household], month);
  }
};

struct World {
  Observed observed;
  Truth truth;
};

World make_world(const Setting& setting, std::uint64_t seed, std::uint16_t number, std::uint32_t homes);

}  // namespace tijdig::people
