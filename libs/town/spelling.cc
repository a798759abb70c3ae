#include "libs/town/spelling.h"

#include <fmt/format.h>

#include "libs/town/error_rates.h"
#include "libs/town/names_data.h"
#include "libs/town/streets_data.h"
#include "libs/town/text_forms.h"

namespace tijdig::town {
namespace {

struct WrittenName {
  std::string prefix;
  std::string surname;
};

std::string with_prefix(const Surname& name) {
  return name.prefix.empty() ? std::string(name.name) : fmt::format("{} {}", name.prefix, name.name);
}

WrittenName name_in_use(Random& chance, const Adult& adult) {
  const Surname& own = surnames()[adult.surname];
  NameUse use = adult.name_use;
  if (adult.married && adult.woman && !chance.hits(name_use_followed_permille))
    use = static_cast<NameUse>(chance.below(4));
  const Surname& partner = surnames()[adult.married ? adult.partner_surname : adult.surname];
  switch (use) {
    case NameUse::partner:
      return {std::string(partner.prefix), std::string(partner.name)};
    case NameUse::partner_own:
      return {std::string(partner.prefix), fmt::format("{}-{}", partner.name, with_prefix(own))};
    case NameUse::own_partner:
      return {std::string(own.prefix), fmt::format("{}-{}", own.name, with_prefix(partner))};
    case NameUse::own:
      break;
  }
  return {std::string(own.prefix), std::string(own.name)};
}

void place_prefix(Random& chance, WrittenName& name) {
  if (name.prefix.empty()) return;
  switch (chance.weighted(prefix_shares)) {
    case 0:
      name = {"", name.prefix + " " + name.surname};
      break;
    case 1:
      name = {"", name.surname + ", " + name.prefix};
      break;
    case 2:
      name.prefix = abbreviated_prefix(name.prefix);
      break;
    case 3:
      name.prefix.clear();
      break;
    default:
      break;
  }
}

WrittenName written_name(Random& chance, const Adult& adult, const ErrorRates& rates) {
  WrittenName name = name_in_use(chance, adult);
  if (has_diacritics(name.surname) && chance.hits(diacritics_dropped_permille))
    name.surname = without_diacritics(name.surname);
  if (chance.hits(ij_as_y_permille)) name.surname = ij_as_y(name.surname);
  if (chance.hits(rates.typo)) name.surname = with_typo(chance, name.surname);
  place_prefix(chance, name);
  return name;
}

void write_first_names(Random& chance, const Adult& adult, const ErrorRates& rates, CustomerRecord& record) {
  record.initials = initials_of(adult);
  if (chance.hits(rates.first_initial_only)) record.initials = record.initials.substr(0, 2);
  if (chance.hits(rates.initials_missing)) record.initials.clear();
  if (!chance.hits(rates.first_name_given)) return;
  const std::string_view official = adult.first_names.front();
  record.first_name = std::string(chance.hits(call_name_permille) ? call_name(official) : official);
}

Date mistaken_birth(Random& chance, const Town& town, const Household& home, std::uint32_t adult) {
  const Date truth = town.adults[adult].birth;
  switch (chance.below(4)) {
    case 0:
      return truth.day() <= 12 ? Date(truth.year(), truth.day(), truth.month_number()) : truth.plus_days(10);
    case 1:
      return Date(truth.year() - (truth.year() % 10 == 0 ? -1 : 1), truth.month_number(), 1 + truth.day() % 28);
    case 2:
      return Date(truth.year(), 1, 1);
    default:
      break;
  }
  return home.adults < 2 ? truth : town.adults[home.first_adult + (adult == home.first_adult ? 1 : 0)].birth;
}

// The many spellings of one door: roman, with a dash, in lower case, everything in the number field.
void respell_addition(Random& chance, const Dwelling& door, CustomerRecord& record) {
  switch (chance.below(4)) {
    case 0:
      if (door.addition != 0) record.house_addition = roman(door.addition);
      break;
    case 1:
      record.house_number += "-" + record.house_letter + record.house_addition;
      record.house_letter.clear();
      record.house_addition.clear();
      break;
    case 2:
      record.house_letter = lower_case(record.house_letter);
      if (door.addition != 0) record.house_addition = "-" + record.house_addition;
      break;
    default:
      if (door.letter != 0) record.house_addition = record.house_letter + record.house_addition;
      record.house_letter.clear();
      break;
  }
}

void write_address(Random& chance, const Dwelling& door, const ErrorRates& rates, CustomerRecord& record) {
  record.street = std::string(streets()[door.street].name);
  std::uint32_t number = door.number;
  if (chance.hits(house_number_wrong_permille)) number += 2;
  record.house_number = std::to_string(number);
  record.house_letter = letter_text(door);
  record.house_addition = addition_text(door);
  if (door.letter != 0 || door.addition != 0) {
    if (chance.hits(rates.addition_omitted)) {
      record.house_letter.clear();
      record.house_addition.clear();
    } else if (chance.hits(addition_respelled_permille)) {
      respell_addition(chance, door, record);
    }
  }
  record.postcode = postcode_text(door);
  if (chance.hits(postcode_letter_wrong_permille)) record.postcode.back() = record.postcode.back() == 'B' ? 'C' : 'B';
  if (!chance.hits(postcode_respelled_permille)) return;
  record.postcode =
      chance.hits(700) ? record.postcode.substr(0, 4) + " " + record.postcode.substr(4) : lower_case(record.postcode);
}

// Numbers and domains that cannot be anyone's: 06-00 is not given out, .example is reserved (RFC 2606).
void write_contact(Random& chance, const Town& town, const Household& home, std::uint32_t adult,
                   const ErrorRates& rates, CustomerRecord& record) {
  if (home.adults > 1 && chance.hits(contact_of_partner_permille))
    adult = adult == home.first_adult ? home.first_adult + 1 : home.first_adult;
  Random own = Random::of(town.seed, "telephone", adult);
  const std::string telephone = fmt::format("0600{:06}", 1 + own.below(999'998));
  if (chance.hits(rates.telephone_given)) record.telephone = telephone;
  if (!chance.hits(rates.email_given)) return;
  const std::string_view first = town.adults[adult].first_names.front();
  record.email = fmt::format("{}{}@post.example", lower_case(without_diacritics(first)), adult);
}

}  // namespace

std::string initials_of(const Adult& adult) {
  std::string out;
  for (std::string_view name : adult.first_names) out += without_diacritics(name).substr(0, 1) + ".";
  return out;
}

CustomerRecord customer_record(const Town& town, std::size_t partner, std::uint32_t household, std::uint32_t adult,
                               std::uint32_t dwelling) {
  const Household& home = town.households[household];
  const ErrorRates& rates = errors_of(partners[partner].kind);
  const Adult& who = town.adults[adult];
  Random chance = Random::of(town.seed, "record", partner, adult);
  CustomerRecord record;
  record.number = fmt::format("{}{:06}", 10 + partner, (adult * 7 + 13 * partner) % 1'000'000);
  record.bsn = who.bsn;
  const WrittenName name = written_name(chance, who, rates);
  record.surname = name.surname;
  record.prefix = name.prefix;
  write_first_names(chance, who, rates, record);
  if (chance.hits(rates.family_or_business)) {
    const bool business = chance.hits(400);
    record.surname = business ? "Klusbedrijf " + record.surname : "Fam. " + record.surname;
    if (business) record.legal_form = "eenmanszaak";
  }
  if (chance.hits(rates.birth_date_given)) {
    const bool wrong = chance.hits(rates.birth_date_wrong);
    record.birth_date = (wrong ? mistaken_birth(chance, town, home, adult) : who.birth).to_string();
  }
  write_contact(chance, town, home, adult, rates, record);
  Random address = Random::of(town.seed, "address record", partner * 1'000'000 + dwelling, adult);
  write_address(address, town.dwellings[dwelling], rates, record);
  return record;
}

}  // namespace tijdig::town
