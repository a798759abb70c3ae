#include "libs/people/contracts.h"

#include <algorithm>
#include <span>

#include "libs/base/stable_hash.h"

namespace tijdig::people {
namespace {

using town::Random;

constexpr std::uint8_t first_landlord = 0;
constexpr std::uint8_t first_insurer = 3;
constexpr std::uint8_t water_company = 6;
constexpr std::uint8_t first_supplier = 7;
constexpr int of_age = 18;

// Which of the shares (per thousand) a ticket falls in; nothing beyond them.
std::uint32_t pick(std::span<const std::uint32_t> shares, std::uint32_t ticket) {
  for (std::uint32_t i = 0; i < shares.size(); ++i) {
    if (ticket < shares[i]) return i;
    ticket -= shares[i];
  }
  return none;
}

class Office {
 public:
  explicit Office(const Municipality& m) : m_(m), last_tenancy_(m.doors.size(), none) {}

  std::vector<Contract> run() {
    made_.reserve(m_.homes.size() * 5);
    for (std::uint32_t h = 0; h < m_.homes.size(); ++h) open_for(h);
    return std::move(made_);
  }

 private:
  void open_for(std::uint32_t h) {
    const Home& home = m_.homes[h];
    if (home.door == none) return;
    Random chance = Random::of(m_.seed, "contracts", m_.number, h);
    adults_.clear();
    for (std::uint32_t i = 0; i < home.humans; ++i)
      if (m_.age_of(home.first_human + i) >= of_age) adults_.push_back(home.first_human + i);
    insure(chance, h);
    rent(chance, h, tenancy_door(home), home.arrives_in, home.moves_in);
    if (home.moves_in != never && !home.leaves) rent(chance, h, home.next_door, home.moves_in, never);
    if (home.kind == HomeKind::care_home || home.kind == HomeKind::letter_address) return;
    if (home.kind == HomeKind::shared_room && !chance.hits(room_renter_pays_own_energy)) return;
    if (home.kind == HomeKind::grown_child) return;
    if (chance.hits(water_households)) open(chance, h, holder(chance, home), water_company);
    const std::uint32_t supplier = pick(energy_suppliers, chance.below(1000));
    if (supplier != none) open(chance, h, holder(chance, home), static_cast<std::uint8_t>(first_supplier + supplier));
  }

  // Tenancies and connections stand in the name of one of the heads, not of a child.
  std::uint32_t holder(Random& chance, const Home& home) const {
    const bool two = home.couple || home.kind == HomeKind::siblings;
    return home.first_human + (two ? chance.below(2) : 0);
  }

  void insure(Random& chance, std::uint32_t h) {
    const Home& home = m_.homes[h];
    if (home.arrives_in > 0 && m_.people[home.first_human].later_home == h) return;  // keeps the policy it had
    std::uint32_t insurer = none;
    for (std::size_t i = 0; i < adults_.size(); ++i) {
      if (i == 0 || !chance.hits(insurer_shared_by_couple)) insurer = pick(insurers, chance.below(1000));
      if (insurer != none) open(chance, h, adults_[i], static_cast<std::uint8_t>(first_insurer + insurer));
    }
  }

  static std::uint32_t tenancy_door(const Home& home) {
    if (home.kind == HomeKind::away_tenant) return home.registered_door;
    const bool tenant = home.kind != HomeKind::subtenant && home.kind != HomeKind::care_home &&
                        home.kind != HomeKind::letter_address && home.kind != HomeKind::grown_child;
    return tenant ? home.door : none;
  }

  std::uint32_t landlord_of(std::uint32_t door) const {
    const std::uint64_t block = stable_hash64(town::postcode_text(m_.doors[door]));
    return pick(landlords, Random::of(m_.seed, "landlord", m_.number, block).below(1000));
  }

  void rent(Random& chance, std::uint32_t h, std::uint32_t door, int from, int until) {
    if (door == none) return;
    const std::uint32_t landlord = landlord_of(door);
    if (landlord == none) return;
    Contract& made = open(chance, h, holder(chance, m_.homes[h]), static_cast<std::uint8_t>(first_landlord + landlord));
    made.from = static_cast<std::int8_t>(from);
    made.until = std::min(made.until, static_cast<std::int8_t>(until));
    made.fixed_door = door;
    const std::uint32_t before = last_tenancy_[door];
    if (before != none && made_[before].until <= from && chance.hits(reused_numbers)) made.number_of = before;
    last_tenancy_[door] = static_cast<std::uint32_t>(made_.size() - 1);
  }

  Contract& open(Random& chance, std::uint32_t h, std::uint32_t human, std::uint8_t partner) {
    Contract made;
    made.home = h;
    made.human = human;
    made.partner = partner;
    made.from = m_.homes[h].arrives_in;
    made.lag = static_cast<std::int8_t>(creditor_lag_months[chance.weighted(creditor_lag_shares)]);
    if (m_.people[human].dies_in != never)
      made.until = static_cast<std::int8_t>(m_.people[human].dies_in + static_cast<int>(dead_holder_stays_months));
    made_.push_back(made);
    return made_.back();
  }

  const Municipality& m_;
  std::vector<Contract> made_;
  std::vector<std::uint32_t> adults_;
  std::vector<std::uint32_t> last_tenancy_;  // by door
};

}  // namespace

std::vector<Contract> draw_contracts(const Municipality& m) { return Office(m).run(); }

std::uint32_t known_door(const Municipality& m, const Contract& contract, int month) {
  if (contract.fixed_door != none) return contract.fixed_door;
  const Home& first = m.homes[contract.home];
  const Human& who = m.people[contract.human];
  const bool heard = contract.lag != never;
  if (who.later_home != none && who.later_home != contract.home && heard && month >= who.changes_home_in + contract.lag)
    return m.homes[who.later_home].door;
  if (first.moves_in != never && !first.leaves && heard && month >= first.moves_in + contract.lag)
    return first.next_door;
  return first.mail_door != none ? first.mail_door : first.door;
}

}  // namespace tijdig::people
