// How creditors misspell their customers, per thousand customer records: rent, health, water, energy.
//
// A record is wrong once and for all: it is frozen at the creditor and repeated every month. Rates and their grounds:
// CBS finds about 2 % administrative error per register; the named causes (spelling, prefixes, diacritics, maiden name,
// small business on a contract) are Divosa's; additions follow NEN 5825 and Amsterdam cases; the split over sectors is
// [A]. "Postcode missing" is not here: a signal without address is refused, so such rows are among the refused ones.
#pragma once

#include <array>
#include <cstdint>

#include "libs/town/rates.h"

namespace tijdig::town {

struct ErrorRates {
  std::uint32_t typo;  // one edit in the surname
  std::uint32_t first_initial_only;
  std::uint32_t initials_missing;
  std::uint32_t first_name_given;
  std::uint32_t family_or_business;  // "Fam. ...", "... Klusbedrijf"
  std::uint32_t birth_date_given;
  std::uint32_t birth_date_wrong;  // swap, digit, 1 January, partner's: 2 % in all
  std::uint32_t addition_omitted;
  std::uint32_t telephone_given;
  std::uint32_t email_given;
};

inline constexpr ErrorRates rent_errors = {15, 450, 40, 250, 10, 920, 20, 20, 650, 500};
inline constexpr ErrorRates health_errors = {8, 100, 0, 100, 0, 995, 5, 60, 650, 600};
inline constexpr ErrorRates water_errors = {30, 450, 40, 150, 50, 350, 40, 30, 650, 400};
inline constexpr ErrorRates energy_errors = {30, 450, 40, 350, 50, 600, 30, 50, 650, 750};

constexpr const ErrorRates& errors_of(PartnerKind kind) {
  switch (kind) {
    case PartnerKind::health_insurance:
      return health_errors;
    case PartnerKind::water:
      return water_errors;
    case PartnerKind::energy:
      return energy_errors;
    default:
      return rent_errors;
  }
}

// The same for every sector.
inline constexpr std::uint32_t ij_as_y_permille = 100;             // of names with ij
inline constexpr std::uint32_t diacritics_dropped_permille = 700;  // of names with diacritics
inline constexpr std::uint32_t name_use_followed_permille = 600;   // of married women; the rest random
inline constexpr std::uint32_t call_name_permille = 400;           // of first names given
inline constexpr std::uint32_t addition_respelled_permille = 350;  // of doors that have one
inline constexpr std::uint32_t postcode_letter_wrong_permille = 3;
inline constexpr std::uint32_t house_number_wrong_permille = 3;
inline constexpr std::uint32_t postcode_respelled_permille = 100;  // blank or lower case
inline constexpr std::uint32_t contact_of_partner_permille = 200;  // the other adult's telephone or e-mail
// Prefix: in the surname field, behind the surname, abbreviated, lost, in its own column.
inline constexpr std::array<std::uint32_t, 5> prefix_shares = {180, 60, 100, 30, 630};

// Rows per 1,000 that a partner repeats within one file, and corrects on the next working day.
inline constexpr std::uint32_t row_repeated_permille = 5;
inline constexpr std::uint32_t row_corrected_permille = 10;

}  // namespace tijdig::town
