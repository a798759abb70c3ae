#include "services/enrichment/register_answer.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "libs/domain/address_id.h"
#include "libs/names/comparison.h"

namespace tijdig::enrichment {
namespace {

bool is_same_resident(const Person& a, const Person& b) {
  if (a.bsn && b.bsn) return *a.bsn == *b.bsn;
  return a == b;
}

// Do two rows of a list name one person? One of them may have no citizen number. First letters that differ are twins.
bool is_same_listed(const Person& a, const Person& b) {
  if ((a.bsn && b.bsn) || a == b) return is_same_resident(a, b);
  const names::ComparablePerson one = names::comparable(a), other = names::comparable(b);
  if (!one.initials.empty() && !other.initials.empty() && one.initials.front() != other.initials.front()) return false;
  return one.birth_date && one.birth_date == other.birth_date && !one.surname_parts.empty() &&
         one.surname_parts == other.surname_parts;
}

// What the list says of the person of `entry` in other words. Nothing when that could be two persons: a name alone does
// not tell who of them is meant.
std::vector<ListEntry> in_other_words(const std::vector<ListEntry>& listings, const ListEntry& entry) {
  std::vector<ListEntry> others;
  for (const ListEntry& listing : listings) {
    if (listing.list != entry.list || is_same_resident(listing.person, entry.person)) continue;
    if (!is_same_listed(listing.person, entry.person)) continue;
    const auto is_somebody_else = [&](const ListEntry& other) { return !is_same_listed(other.person, listing.person); };
    if (std::any_of(others.begin(), others.end(), is_somebody_else)) return {};
    others.push_back(listing);
  }
  return others;
}

// Registered at the place itself, today.
bool lives_at(const Resident& resident) {
  return !resident.gone && !resident.entry.deceased && !resident.entry.moved_out;
}

// The resident that a named person most probably is; those who live there before those who lived there.
const Resident* recognise(const Person& person, const PlaceRecord& place) {
  if (place.residents.empty()) return nullptr;  // as everywhere until a register has come in
  const names::ComparablePerson named = names::comparable(person);
  const Resident* best = nullptr;
  std::tuple<bool, names::MilliBits> best_rank;
  for (const Resident& resident : place.residents) {
    const auto seen = names::assess(names::same_person, named, names::comparable(resident.entry.person));
    const std::tuple<bool, names::MilliBits> rank(lives_at(resident), seen.weight());
    if (seen.is_link() && (best == nullptr || rank > best_rank)) {
      best = &resident;
      best_rank = rank;
    }
  }
  return best;
}

enum class Whereabouts { here, elsewhere_within, left, deceased, unknown };

struct Found {
  Whereabouts where = Whereabouts::unknown;
  std::optional<Address> now_at;
  bool secrecy = false;  // of the address where they are now
};

Found by_resident(const Resident& resident) {
  if (resident.entry.deceased) return {Whereabouts::deceased, {}, false};
  if (resident.gone && resident.now_at) return {Whereabouts::elsewhere_within, resident.now_at, false};
  if (resident.gone || resident.entry.moved_out) return {Whereabouts::left, {}, false};
  // "Adres in onderzoek": the register itself doubts it, so a person must look.
  if (resident.entry.under_investigation) return {Whereabouts::unknown, {}, false};
  return {Whereabouts::here, {}, false};
}

Found by_person(const RegisterEntry& entry) {
  if (entry.deceased) return {Whereabouts::deceased, {}, false};
  if (entry.moved_out) return {Whereabouts::left, {}, false};
  if (entry.under_investigation) return {Whereabouts::unknown, {}, false};
  return {Whereabouts::elsewhere_within, entry.address, entry.secrecy};
}

const RegisterEntry* newest_entry_of(const Person& person, const LookupRequest& request, const DeskFacts& facts) {
  const auto key = person_key_of(request.municipality, person);
  if (!key) return nullptr;
  const auto record = facts.persons.find(*key);
  return record == facts.persons.end() || !record->second.entry ? nullptr : &*record->second.entry;
}

Found find(const Person& named, const LookupRequest& request, const DeskFacts& facts) {
  const Resident* resident = recognise(named, facts.place);
  const RegisterEntry* newest = newest_entry_of(resident == nullptr ? named : resident->entry.person, request, facts);
  // Who left this place may have moved on since; the place heard only of the first move.
  if (resident != nullptr && !(resident->gone && newest)) return by_resident(*resident);
  return newest ? by_person(*newest) : Found{};
}

// One answer for all who were named (L26, L27).
void decide_residence(const std::vector<Found>& all, LookupAnswer& answer) {
  const auto any = [&](Whereabouts where) {
    return std::any_of(all.begin(), all.end(), [&](const Found& one) { return one.where == where; });
  };
  std::set<Address> new_addresses;
  for (const Found& one : all)
    if (one.where == Whereabouts::elsewhere_within) new_addresses.insert(*one.now_at);
  if (any(Whereabouts::here)) {
    answer.residence = Residence::lives_here;
  } else if (all.empty() || any(Whereabouts::unknown) || new_addresses.size() > 1) {
    answer.residence = Residence::not_registered;
  } else if (new_addresses.size() == 1) {
    answer.residence = Residence::moved_within;
    answer.now_at = *new_addresses.begin();
  } else {
    answer.residence = any(Whereabouts::left) ? Residence::moved_out : Residence::deceased;
  }
}

// Residents recognised as a named person, and whom the register keeps in one household with them.
std::vector<const Resident*> household_of(const LookupRequest& request, const PlaceRecord& place) {
  std::set<const Resident*> recognised;
  std::set<std::string> households;
  for (const Person& named : request.persons)
    if (const Resident* resident = recognise(named, place)) {
      recognised.insert(resident);
      if (lives_at(*resident) && !resident->entry.household.empty()) households.insert(resident->entry.household);
    }
  std::vector<const Resident*> household;  // in the order of the record, not of addresses in memory
  for (const Resident& resident : place.residents)
    if (recognised.contains(&resident) || (lives_at(resident) && households.contains(resident.entry.household)))
      household.push_back(&resident);
  return household;
}

void note(const ListEntry& listing, LookupAnswer& answer) {
  if (listing.ended) return;
  switch (listing.list) {
    case ListKind::debt_help:
      answer.in_debt_help = true;
      break;
    case ListKind::administration:
      answer.under_administration = true;
      break;
    case ListKind::opt_out:
      answer.opted_out = true;
      break;
    case ListKind::exclusion:
      answer.excluded = true;
      break;
    case ListKind::count_:
      break;
  }
}

// A list may name somebody without a citizen number whom the register knows by one.
bool is_listed(const Resident& resident, const Person& listed) {
  const Person& known = resident.entry.person;
  if (known.bsn && listed.bsn) return *known.bsn == *listed.bsn;
  return names::assess(names::same_person, names::comparable(known), names::comparable(listed)).is_link();
}

// Where somebody named is at home, a list does not count that names only who used to be.
bool is_about_who_left(const Person& listed, const LookupAnswer& answer, const PlaceRecord& place) {
  if (answer.residence != Residence::lives_here) return false;
  bool left = false;
  for (const Resident& resident : place.residents) {
    if (!is_listed(resident, listed)) continue;
    if (lives_at(resident)) return false;
    left = true;
  }
  return left;
}

void look_at_lists(const LookupRequest& request, const DeskFacts& facts, const std::vector<const Resident*>& household,
                   LookupAnswer& answer) {
  for (const auto& [key, record] : facts.persons)
    for (const ListEntry& listing : record.listings)
      if (!is_about_who_left(listing.person, answer, facts.place)) note(listing, answer);
  for (const ListEntry& listing : facts.place.listings) {
    if (is_about_who_left(listing.person, answer, facts.place)) continue;
    const names::ComparablePerson listed = names::comparable(listing.person);
    const auto is_household_of = [&](const Person& named) {
      return names::assess(names::same_household, names::comparable(named), listed).is_link();
    };
    const auto names_resident = [&](const Resident* resident) { return is_listed(*resident, listing.person); };
    if (std::any_of(request.persons.begin(), request.persons.end(), is_household_of) ||
        std::any_of(household.begin(), household.end(), names_resident))
      note(listing, answer);
  }
}

}  // namespace

std::optional<PersonKey> person_key_of(MunicipalityCode municipality, const Person& person) {
  StableHasher hasher("register-person");
  hasher.add(static_cast<std::int64_t>(municipality.number()));
  if (person.bsn) return hasher.add(person.bsn->reveal(Purpose::register_check)).finish();
  const auto parts = names::surname_parts_of(person.surname.reveal(Purpose::register_check));
  if (parts.empty() || !person.birth_date) return std::nullopt;
  for (const std::string& part : parts) hasher.add(part);
  return hasher.add(static_cast<std::int64_t>(person.birth_date->days_since_epoch())).finish();
}

void move_in(PlaceRecord& place, const RegisterEntry& entry) {
  const auto known = std::find_if(place.residents.begin(), place.residents.end(), [&](const Resident& resident) {
    return is_same_resident(resident.entry.person, entry.person);
  });
  if (known != place.residents.end()) {
    if (known->entry.as_of > entry.as_of) return;
    place.residents.erase(known);
  }
  std::erase_if(place.residents, [&](const Resident& resident) {
    return resident.gone && days_between(resident.entry.as_of, entry.as_of) > days_gone_remembered;
  });
  const auto at = std::upper_bound(place.residents.begin(), place.residents.end(), entry.person,
                                   [](const Person& a, const Resident& b) { return a < b.entry.person; });
  place.residents.insert(at, Resident{entry, false, {}});
}

void move_out(PlaceRecord& place, const RegisterEntry& entry) {
  for (Resident& resident : place.residents) {
    if (!is_same_resident(resident.entry.person, entry.person) || resident.entry.as_of > entry.as_of) continue;
    resident.gone = true;
    resident.entry.as_of = entry.as_of;
    resident.entry.deceased = entry.deceased;
    resident.now_at = entry.moved_out ? std::nullopt : std::optional<Address>(entry.address);
  }
}

void put_on_list(std::vector<ListEntry>& listings, const ListEntry& entry) {
  const auto known = std::find_if(listings.begin(), listings.end(), [&](const ListEntry& listing) {
    return listing.list == entry.list && is_same_resident(listing.person, entry.person);
  });
  if (known != listings.end()) {
    if (known->as_of <= entry.as_of) *known = entry;
    return;
  }
  const auto before = [](const ListEntry& a, const ListEntry& b) {
    return std::tie(a.list, a.person) < std::tie(b.list, b.person);
  };
  listings.insert(std::upper_bound(listings.begin(), listings.end(), entry, before), entry);
}

std::vector<ListEntry> put_on_list(PlaceRecord& place, const ListEntry& entry) {
  const auto is_newer = [&](const ListEntry& listing) {
    return listing.list == entry.list && listing.as_of > entry.as_of && is_same_resident(listing.person, entry.person);
  };
  if (std::any_of(place.listings.begin(), place.listings.end(), is_newer)) return {};
  std::vector<ListEntry> all = in_other_words(place.listings, entry);
  ListEntry now = entry;  // an older row says nothing new of a person, however it names them
  for (const ListEntry& other : all)
    if (other.as_of > now.as_of) {
      now.as_of = other.as_of;
      now.ended = other.ended;
    }
  for (ListEntry& other : all) {
    other.as_of = now.as_of;
    other.ended = now.ended;
  }
  all.push_back(now);
  for (const ListEntry& one : all) put_on_list(place.listings, one);
  return all;
}

std::vector<PersonKey> people_to_ask(const LookupRequest& request, const PlaceRecord& place) {
  std::set<PersonKey> keys;
  const auto ask = [&](const Person& person) {
    if (const auto key = person_key_of(request.municipality, person)) keys.insert(*key);
  };
  for (const Person& named : request.persons) ask(named);
  for (const Resident* resident : household_of(request, place)) {
    ask(resident->entry.person);
    Person without_number = resident->entry.person;  // as a list may name them
    without_number.bsn.reset();
    ask(without_number);
  }
  return {keys.begin(), keys.end()};
}

std::uint64_t said_by(const LookupAnswer& answer) {
  StableHasher hasher("register-answer");
  hasher.add(static_cast<std::int64_t>(answer.residence));
  for (const bool flag : {answer.in_debt_help, answer.under_administration, answer.opted_out, answer.excluded,
                          answer.secrecy, answer.now_at.has_value()})
    hasher.add(std::int64_t{flag});
  hasher.add(std::int64_t{answer.residents});
  if (answer.now_at) hasher.add(address_id_of(answer.municipality, *answer.now_at).bytes());
  const std::uint64_t said = stable_hash64(bytes_of(hasher.finish()));
  return std::max(said, std::uint64_t{1});
}

LookupAnswer answer(const LookupRequest& request, const DeskFacts& facts) {
  LookupAnswer answer;
  answer.match = request.match;
  answer.municipality = request.municipality;
  answer.household = request.household;
  answer.known_on = request.asked_on;
  if (facts.register_loaded) {
    std::vector<Found> all;
    for (const Person& named : request.persons) all.push_back(find(named, request, facts));
    decide_residence(all, answer);
    for (const Found& one : all) answer.secrecy = answer.secrecy || one.secrecy;
  }
  for (const Resident& resident : facts.place.residents) answer.residents += lives_at(resident) ? 1U : 0U;
  const std::vector<const Resident*> household = household_of(request, facts.place);
  for (const Resident* resident : household)
    answer.secrecy = answer.secrecy || (lives_at(*resident) && resident->entry.secrecy);
  look_at_lists(request, facts, household, answer);
  return answer;
}

}  // namespace tijdig::enrichment
