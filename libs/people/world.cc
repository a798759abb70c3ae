#include "libs/people/world.h"

#include <fmt/format.h>

#include <algorithm>

#include "libs/people/arrears.h"
#include "libs/people/contracts.h"
#include "libs/people/record.h"
#include "libs/people/register.h"

namespace tijdig::people {
namespace {

using town::Random;

// How the customer lives, as far as a linker may stumble over it.
class Circumstances {
 public:
  explicit Circumstances(const Municipality& m) : m_(m), entered_after_(m.doors.size(), never) {
    for (const Home& home : m.homes) {
      if (home.moves_in != never && !home.leaves && home.next_door != none)
        entered_after_[home.next_door] = home.moves_in;
      if (home.arrives_in > 0 && home.door != none) entered_after_[home.door] = home.arrives_in;
    }
  }

  std::uint32_t slices(const Contract& contract, int month, std::uint32_t door) const {
    const Human& who = m_.people[contract.human];
    const Home& home = m_.homes[m_.home_of(contract.human, month)];
    std::uint32_t out = of_family(who) | of_home(home);
    const std::uint32_t lives = Municipality::door_of(home, month);
    if (door != lives || month >= who.changes_home_in || month >= home.moves_in) out |= bit(Slice::moved);
    if (entered_after_[door] != never && month >= entered_after_[door]) out |= bit(Slice::successor);
    if (home.leaves && month >= home.moves_in) out |= bit(Slice::left_town);
    if (!Municipality::is_alive(who, month)) out |= bit(Slice::deceased);
    if (home.wrongly_registered) out |= bit(Slice::register_wrong);
    if (home.registered_door == none) out |= bit(Slice::not_registered);
    if (contract.number_of != none) out |= bit(Slice::reused_number);
    return out;
  }

 private:
  std::uint32_t of_family(const Human& who) const {
    std::uint32_t out = 0;
    if (who.origin != Origin::dutch) out |= bit(Slice::migrant_name);
    if (who.twin) out |= bit(Slice::twins);
    if (who.named_as_parent) out |= bit(Slice::father_son);
    if (who.kin_next_door) out |= bit(Slice::same_name_neighbours);
    if (who.partner == none) return out;
    const Human& partner = m_.people[who.partner];
    if (who.marries_in != 0) return out | bit(Slice::unmarried_couple);
    const bool same = who.surname == partner.surname || who.name_use == town::NameUse::partner ||
                      partner.name_use == town::NameUse::partner;
    return same ? out | bit(Slice::couple_one_surname) : out;
  }

  static std::uint32_t of_home(const Home& home) {
    switch (home.kind) {
      case HomeKind::shared_room:
        return bit(Slice::shared_rooms);
      case HomeKind::care_home:
        return bit(Slice::care_home);
      case HomeKind::housemates:
        return bit(Slice::housemates);
      case HomeKind::siblings:
        return bit(Slice::siblings_together);
      case HomeKind::grown_child:
        return bit(Slice::grown_child);
      case HomeKind::letter_address:
        return bit(Slice::letter_address);
      case HomeKind::away_tenant:
      case HomeKind::subtenant:
        return bit(Slice::sublet);
      default:
        return 0;
    }
  }

  const Municipality& m_;
  std::vector<std::int8_t> entered_after_;  // by door: the last month in which somebody moved in
};

std::string customer_number(const Municipality& m, const std::vector<Contract>& contracts, std::uint32_t contract) {
  const std::uint32_t of = contracts[contract].number_of != none ? contracts[contract].number_of : contract;
  const std::uint64_t drawn = Random::of(m.seed, "customer number", m.number, of).next();
  return fmt::format("{}{:010}", 10 + contracts[of].partner, drawn % 10'000'000'000ULL);
}

// Fathers are as easily taken for their sons as the other way round.
void mark_fathers(Municipality& m) {
  for (std::size_t i = 0; i < m.people.size(); ++i) {
    if (!m.people[i].named_as_parent) continue;
    for (const std::uint32_t parent : m.people[i].parents)
      if (parent != none && m.people[parent].first_names[0] == m.people[i].first_names[0] && parent < i)
        m.people[parent].named_as_parent = true;
  }
}

struct Version {
  std::uint32_t contract = none;
  std::uint32_t door = none;
  std::uint32_t index = none;
};

void write_versions(World& world, const std::vector<Contract>& contracts, const std::vector<Arrear>& arrears) {
  const Municipality& m = world.truth.municipality;
  const Circumstances circumstances(m);
  std::vector<Version> newest(contracts.size());
  world.observed.signals.reserve(arrears.size() + arrears.size() / 100);
  for (const Arrear& arrear : arrears) {
    const Contract& contract = contracts[arrear.contract];
    const std::uint32_t door = known_door(m, contract, arrear.month);
    Version& version = newest[arrear.contract];
    if (version.door != door) {
      Written written = write_record(m, {arrear.contract, contract.human, contract.partner, door, arrear.month});
      written.record.number = customer_number(m, contracts, arrear.contract);
      const std::uint32_t slices = written.slices | circumstances.slices(contract, arrear.month, door);
      version = {arrear.contract, door, static_cast<std::uint32_t>(world.observed.versions.size())};
      world.observed.versions.push_back(
          {contract.partner, kind_of_partner(contract.partner), std::move(written.record)});
      world.truth.versions.push_back({contract.human, slices});
    }
    Random chance = Random::of(m.seed, "delivery", (std::uint64_t{m.number} << 32) | arrear.contract,
                               static_cast<std::uint64_t>(arrear.month));
    SignalLine line{arrear.month, arrear.month, version.index, arrear.amount_cents};
    if (chance.hits(late_rows)) ++line.delivered_month;
    if (chance.hits(wrong_amounts)) line.amount_cents *= 100;
    world.observed.signals.push_back(line);
    if (chance.hits(duplicate_rows)) world.observed.signals.push_back(line);
  }
}

}  // namespace

PartnerKind kind_of_partner(std::size_t partner) {
  if (partner < 3) return PartnerKind::rent;
  if (partner < 6) return PartnerKind::health_insurance;
  return partner == 6 ? PartnerKind::water : PartnerKind::energy;
}

std::string_view name_of(Slice slice) {
  constexpr std::string_view names[] = {"couples, one surname",
                                        "unmarried couples",
                                        "father and son, one name",
                                        "twins",
                                        "siblings together",
                                        "grown child's household",
                                        "shared rooms",
                                        "care homes",
                                        "housemates",
                                        "same name next door",
                                        "briefadres",
                                        "sublets",
                                        "moved",
                                        "successor at door",
                                        "left town",
                                        "deceased",
                                        "register wrong",
                                        "not registered",
                                        "no birth date",
                                        "birth date wrong",
                                        "surname typo",
                                        "no initials",
                                        "Fam. only",
                                        "business",
                                        "joint names",
                                        "diacritics",
                                        "married name",
                                        "migrant names",
                                        "addition omitted",
                                        "reused number"};
  static_assert(std::size(names) == static_cast<std::size_t>(Slice::count_));
  return names[static_cast<std::size_t>(slice)];
}

World make_world(const Setting& setting, std::uint64_t seed, std::uint16_t number, std::uint32_t homes) {
  World world;
  Truth& truth = world.truth;
  truth.municipality = build_municipality(setting, seed, number, homes);
  mark_fathers(truth.municipality);
  const Municipality& m = truth.municipality;
  world.observed.municipality = number;
  world.observed.addresses = address_objects(m);
  world.observed.register_lines = register_lines(m);
  truth.resident_of.reserve(m.people.size());
  truth.human_of.reserve(m.people.size());
  for (std::uint32_t human = 0; human < m.people.size(); ++human) {
    truth.resident_of.push_back(resident_id(seed, number, human));
    truth.human_of.emplace(truth.resident_of.back(), human);
  }
  const std::vector<Contract> contracts = draw_contracts(m);
  write_versions(world, contracts, draw_arrears(m, contracts));
  return world;
}

}  // namespace tijdig::people
