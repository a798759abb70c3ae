// Every published figure the simulator works by, and every assumption beside it. Nothing else in libs/town holds one.
//
// Source, unless a line says otherwise: evaluation of the Zoetermeer early signalling pilot, September 2018 to August
// 2019 (tables 2.1, 2.6, 2.7, 2.8, 2.10, 2.11, figure 2.4). [A] marks an assumption. The deliveries of table 2.1 are
// counts; the rest are rates that caseworkers and arrears are drawn by, so another seed gives other tables. What the
// report prints beside our tables stands elsewhere and is not read here. Only integers: amounts in cents, chances as
// parts of a whole.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "libs/domain/ddas.h"
#include "libs/town/town.h"

namespace tijdig::town {

// --- Partners ------------------------------------------------------------------------------------------------------

inline constexpr std::size_t partners_count = 7;

struct PartnerRates {
  std::string_view id;  // as the policy names it
  PartnerKind kind;
  std::array<std::uint16_t, months_of_year> deliveries;  // table 2.1, September to August; July adds up to 926
  // Table 2.6 in cents. The minimum is lifted to the threshold of EUR 50 where the printed one broke it.
  std::uint32_t amount_cents_min;
  std::uint32_t amount_cents_max;
  std::uint32_t drawn_mean_cents;     // mean before clipping that gives the printed mean after it
  std::uint32_t households_permille;  // [A] customers among households; landlords: among dwellings
  int delivery_day;                   // [A] of the month, or the first working day after it
};

// Unformatted: a table.
// clang-format off
inline constexpr std::array<PartnerRates, partners_count> partners = {{
    {"de-goede-woning", PartnerKind::rent, {315, 255, 290, 277, 200, 266, 257, 243, 146, 147, 318, 0},
     5'000, 99'900, 70'100, 155, 12},
    {"vestia", PartnerKind::rent, {20, 39, 64, 100, 49, 90, 111, 49, 53, 84, 42, 0}, 27'700, 156'600, 89'400, 140, 15},
    {"vidomes", PartnerKind::rent, {0, 19, 41, 0, 88, 0, 79, 66, 0, 7, 29, 51}, 5'000, 101'700, 82'300, 130, 17},
    {"menzis", PartnerKind::health_insurance, {200, 178, 193, 190, 238, 27, 354, 31, 232, 210, 260, 10},
     10'300, 74'100, 29'400, 260, 10},
    {"zorg-en-zekerheid", PartnerKind::health_insurance, {7, 41, 38, 47, 28, 23, 25, 25, 35, 32, 23, 32},
     15'300, 165'600, 50'000, 160, 14},
    // The printed maximum of Dunea, EUR 17,693, was a wrong entry: without it the mean is 2,134. Upper bound [A].
    {"dunea", PartnerKind::water, {0, 0, 283, 231, 232, 0, 0, 252, 199, 222, 222, 222},
     5'000, 900'000, 216'500, 1000, 19},
    {"eneco", PartnerKind::energy, {0, 0, 43, 35, 39, 30, 0, 29, 30, 23, 32, 26}, 9'000, 222'600, 48'600, 450, 20},
}};
// clang-format on

inline constexpr std::uint32_t wrong_entry_cents = 1'769'300;  // the Dunea entry that could not be corrected then

// Log-normal ratio to its mean, sigma .75, at 65 even quantiles (.3 % and 99.7 % at the ends), times 1,000.
inline constexpr std::array<std::uint32_t, 65> amount_quantiles = {
    96,   150,  187,  215,  239,  261,  281,  300,  319,  336,  354,  371,  388,  405,  422,  438,  455,
    472,  489,  506,  523,  541,  558,  576,  594,  613,  632,  651,  671,  691,  712,  733,  755,  777,
    801,  825,  849,  875,  902,  930,  959,  989,  1021, 1054, 1089, 1126, 1165, 1207, 1252, 1300, 1351,
    1407, 1468, 1535, 1610, 1694, 1789, 1899, 2028, 2186, 2385, 2653, 3052, 3797, 5927};

// --- Arrears in one household ----------------------------------------------------------------------------------------

// How prone a household is to arrears: (0.02 + Gamma(0.22, 1)) ^ 0.85 in 28 steps: share of households in
// 65,536, weight times 1,000. The shape is [A], fitted with the constants below to tables 2.1 and 2.2 together.
struct Proneness {
  std::uint32_t share;
  std::uint32_t weight;
};
inline constexpr std::array<Proneness, 28> proneness = {{
    {16384, 36},  {8192, 42},   {8192, 60},  {4096, 90},  {4096, 124}, {4096, 173}, {4096, 243},
    {2048, 315},  {2048, 377},  {2048, 454}, {2048, 551}, {2048, 680}, {1024, 806}, {1024, 916},
    {1024, 1057}, {1024, 1252}, {512, 1456}, {512, 1654}, {256, 1859}, {256, 2060}, {128, 2274},
    {128, 2476},  {64, 2684},   {64, 2885},  {32, 3087},  {32, 3291},  {32, 3598},  {32, 4411},
}};

// Household-months at two partners. Table 2.2 counts 572, of which 234 in one month; a matcher misses about one in
// forty of those that are there (docs/simulator.md), so there must be more. Chance alone makes years differ by some
// 4 %; a year outside the band is drawn again.
struct Band {
  std::uint32_t low;
  std::uint32_t high;
};

// The calibration, in one place. With these a town brings about 572 household-months at two partners (table 2.2), of
// which 234 in one month, through the real matcher; docs/simulator.md says how they were found and how to find them
// anew.
struct Calibration {
  std::uint32_t evenness = 114;                 // added to every weight: anybody may fall behind
  std::uint32_t recent_boost_permille = 4'000;  // an arrears signal last month multiplies by 1 + this / 1,000
  std::uint32_t recent_decay_permille = 600;    // what is left of that after a month
  std::uint32_t shock_permille = 10;            // household-months with a blow: lost job, divorce, broken boiler
  Band household_months = {575, 597};           // counted on true households
  std::uint32_t shock_factor = 21;              // which multiplies the weight in that month
};
inline constexpr Calibration calibration = {};

// --- Caseworkers -----------------------------------------------------------------------------------------------------

// Table 2.8, by month of the match (the walk is one month later): addresses with contact, addresses on the list. The
// printed cells of contact add up to 108 where total and results say 103; each chance is scaled by 103 / 108.
struct WalkMonth {
  std::uint32_t contact;
  std::uint32_t listed;
};
// Unformatted: one row, a month each.
// clang-format off
inline constexpr std::array<WalkMonth, months_of_year> walk_months = {{
    {5, 9}, {5, 9}, {10, 19}, {3, 20}, {8, 20}, {13, 20}, {13, 20}, {11, 20}, {5, 20}, {12, 25}, {16, 25}, {7, 8},
}};
// clang-format on
inline constexpr std::uint32_t contact_scale_part = 103;
inline constexpr std::uint32_t contact_scale_whole = 108;

// Table 2.7, the results after contact (103). The codes are those of the policy.
struct ResultRate {
  std::string_view code;
  std::uint32_t cases;
  // Table 2.10: household composition by result, where it was written down: alone, alone with children, couple, couple
  // with children; out of `cases`.
  std::array<std::uint32_t, 4> composition;
};
inline constexpr std::array<ResultRate, 7> results_after_contact = {{
    {"solves_it_alone", 55, {1, 2, 5, 2}},
    {"refuses", 17, {2, 1, 1, 2}},
    {"advice", 9, {2, 2, 0, 0}},
    {"referred_volunteer", 18, {3, 2, 0, 1}},  // table 2.10 has one row for the three kinds of referral
    {"referred_combi", 2, {0, 0, 0, 1}},
    {"referred_professional", 1, {0, 0, 0, 0}},
    {"arrangement_found", 1, {0, 0, 0, 0}},
}};
inline constexpr std::string_view no_contact_code = "no_contact";
inline constexpr std::array<std::string_view, 4> compositions = {"single", "single_with_children", "couple",
                                                                 "couple_with_children"};

// Table 2.11: causes were written down for 58 of the 103 households met, several at once. Codes joined with |.
struct CauseRate {
  std::string_view causes;
  std::uint32_t cases;
};
inline constexpr std::array<CauseRate, 9> causes_known = {{
    {"adjustment", 23},
    {"behaviour", 13},
    {"survival", 11},
    {"adjustment|survival", 4},
    {"adjustment|behaviour", 3},
    {"adjustment|survival|compensation", 1},
    {"adjustment|behaviour|survival", 1},
    {"survival|compensation", 1},
    {"language", 1},
}};
inline constexpr std::uint32_t contacts_count = 103;  // households met
inline constexpr std::uint32_t causes_count = 58;
struct ProblemRate {
  std::string_view code;
  std::uint32_t cases;
};
inline constexpr std::array<ProblemRate, 3> other_problems_known = {{{"mental", 6}, {"physical", 3}, {"family", 2}}};
inline constexpr std::uint32_t other_problems_count = 11;

// 66 flyers were left, 6 led to contact: 6 of the 103 met, 60 of the 112 not met.
inline constexpr std::uint32_t flyers_with_contact = 6;
inline constexpr std::uint32_t flyers_without_contact = 60;
inline constexpr std::uint32_t not_met_count = 112;

// Figure 2.4: days from walk list to end, n = 234. The last bar (40 to 43 days) is the clock of 30 working days.
struct LeadTime {
  int days_min;
  int days_max;
  std::uint32_t percent;
};
inline constexpr std::array<LeadTime, 5> lead_times = {
    {{2, 9, 7}, {10, 19, 10}, {20, 29, 57}, {30, 39, 23}, {40, 43, 3}}};

// [A] Met at the first visit rather than the second; a call that reaches after May when nobody was home.
inline constexpr std::uint32_t first_visit_permille = 650;
inline constexpr std::uint32_t reached_by_telephone_permille = 300;

// --- Lists of people -------------------------------------------------------------------------------------------------

// [A] Households on a list, per thousand; debt help grows with proneness (weight times this).
inline constexpr std::uint32_t in_debt_help_permille = 30;  // times weight: 30 per thousand at weight 1
inline constexpr std::uint32_t administration_permille = 4;
inline constexpr std::uint32_t opted_out_permille = 1;
inline constexpr std::uint32_t excluded_in_ten_thousand = 3;

}  // namespace tijdig::town
