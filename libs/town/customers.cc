#include "libs/town/customers.h"

#include "libs/base/stable_hash.h"

namespace tijdig::town {
namespace {

// [A] Whose name the account is in: the first adult of a couple, or the other one.
constexpr std::uint32_t account_of_first_adult_permille = 800;

std::uint32_t draw_holder(Random& chance, const Household& home) {
  const bool second = home.adults > 1 && !chance.hits(account_of_first_adult_permille);
  return home.first_adult + (second ? 1 : 0);
}

// The landlord of a dwelling: whole postcodes belong to one.
std::size_t landlord_of(const Town& town, const Household& home) {
  const Dwelling& door = town.dwellings[home.dwelling];
  const std::uint64_t block = stable_hash64(postcode_text(door));
  const std::uint32_t ticket = Random::of(town.seed, "landlord", block).below(1000);
  std::uint32_t up_to = 0;
  for (std::size_t p = 0; p < partners_count; ++p) {
    if (partners[p].kind != PartnerKind::rent) continue;
    up_to += partners[p].households_permille;
    if (ticket < up_to) return p;
  }
  return partners_count;
}

// Adults of a couple mostly share an insurer; the first of them who has this one is the customer.
std::uint32_t insured_with(const Town& town, std::size_t partner, std::uint32_t household, const Household& home) {
  Random chance = Random::of(town.seed, "insurer", household);
  std::uint32_t ticket = 0;
  for (std::uint32_t i = 0; i < home.adults; ++i) {
    if (i == 0 || !chance.hits(800)) ticket = chance.below(1000);
    std::uint32_t up_to = 0;
    for (std::size_t p = 0; p <= partner; ++p) {
      if (partners[p].kind != PartnerKind::health_insurance) continue;
      const std::uint32_t from = up_to;
      up_to += partners[p].households_permille;
      if (p == partner && ticket >= from && ticket < up_to) return home.first_adult + i;
    }
  }
  return nobody;
}

std::uint32_t draw_contract(const Town& town, std::size_t partner, std::uint32_t household) {
  const Household& home = town.households[household];
  Random chance = Random::of(town.seed, "contract", partner, household);
  switch (partners[partner].kind) {
    case PartnerKind::rent:
      return landlord_of(town, home) == partner ? draw_holder(chance, home) : nobody;
    case PartnerKind::health_insurance:
      return insured_with(town, partner, household, home);
    default:
      break;
  }
  if (home.institution || !chance.hits(partners[partner].households_permille)) return nobody;
  return draw_holder(chance, home);
}

}  // namespace

Customers::Customers(const Town& town) : town_(town) {
  for (std::size_t p = 0; p < partners_count; ++p) {
    holders_[p].reserve(town.households.size());
    for (std::uint32_t h = 0; h < town.households.size(); ++h) holders_[p].push_back(draw_contract(town, p, h));
  }
}

int Customers::months_behind(std::size_t partner, std::uint32_t household) const {
  Random chance = Random::of(town_.seed, "hears of the move", partner, household);
  constexpr std::uint32_t shares[] = {55, 20, 10, 6, 5, 4};
  constexpr int months[] = {0, 1, 2, 3, 6, 99};
  return months[chance.weighted(shares)];
}

bool Customers::reportable(std::size_t partner, std::uint32_t household, int month) const {
  const std::uint32_t adult = holder(partner, household);
  if (adult == nobody) return false;
  const Household& home = town_.households[household];
  if (month < home.arrives_in) return false;
  if (home.leaves && month >= home.moves_in + months_behind(partner, household)) return false;
  const int dies_in = town_.adults[adult].dies_in;
  return dies_in == never || month <= dies_in;  // the estate is reported once more, then the contract ends
}

std::uint32_t Customers::known_dwelling(std::size_t partner, std::uint32_t household, int month) const {
  const Household& home = town_.households[household];
  if (home.moves_in == never || home.leaves || month < home.moves_in) return home.dwelling;
  return month >= home.moves_in + months_behind(partner, household) ? home.next_dwelling : home.dwelling;
}

}  // namespace tijdig::town
