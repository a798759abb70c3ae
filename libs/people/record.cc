#include "libs/people/record.h"

#include <fmt/format.h>

#include <algorithm>

#include "libs/town/error_rates.h"
#include "libs/town/names_data.h"
#include "libs/town/streets_data.h"
#include "libs/town/text_forms.h"

namespace tijdig::people {
namespace {

using town::Random;

std::string with_prefix(const FamilyName& name) {
  return name.prefix.empty() ? name.name : fmt::format("{} {}", name.prefix, name.name);
}

class Clerk {
 public:
  Clerk(const Municipality& m, const RecordOrder& order)
      : m_(m),
        order_(order),
        who_(m.people[order.human]),
        rates_(town::errors_of(kind_of_partner(order.partner))),
        chance_(Random::of(m.seed, "customer", m.number, order.contract)) {}

  Written write() {
    write_surname();
    write_first_names();
    write_odd_name();
    write_birth_date();
    write_contact();
    Random address =
        Random::of(m_.seed, "address written", (std::uint64_t{m_.number} << 32) | order_.contract, order_.door);
    write_address(address);
    return std::move(out_);
  }

 private:
  // A rate of an error proper, as the setting multiplies it.
  bool errs(std::uint32_t permille) { return chance_.hits(std::min(900U, permille * m_.setting.error_factor)); }
  void mark(Slice slice) { out_.slices |= bit(slice); }
  const FamilyName& name(NameIndex index) const { return name_book().surname(index); }

  // Somebody else at home, or nobody.
  std::uint32_t housemate() const {
    if (who_.partner != none && m_.home_of(who_.partner, order_.month) == m_.home_of(order_.human, order_.month))
      return who_.partner;
    const std::uint32_t parent = who_.parents[0];
    const bool here = parent != none && m_.home_of(parent, order_.month) == m_.home_of(order_.human, order_.month);
    return here ? parent : none;
  }

  FamilyName name_in_use() {
    const FamilyName own = name(who_.surname);
    const bool married = who_.partner != none && order_.month >= who_.marries_in;
    town::NameUse use = married ? who_.name_use : town::NameUse::own;
    if (married && who_.woman && !chance_.hits(m_.setting.name_use_followed))
      use = static_cast<town::NameUse>(chance_.below(4));
    if (use == town::NameUse::own) return own;
    mark(Slice::married_name);
    const FamilyName partner = name(m_.people[who_.partner].surname);
    if (use == town::NameUse::partner) return partner;
    if (use == town::NameUse::partner_own) return {partner.name + "-" + with_prefix(own), partner.prefix};
    return {own.name + "-" + with_prefix(partner), own.prefix};
  }

  void write_surname() {
    FamilyName written = name_in_use();
    if (town::has_diacritics(written.name)) mark(Slice::diacritics);
    if (town::has_diacritics(written.name) && errs(town::diacritics_dropped_permille))
      written.name = town::without_diacritics(written.name);
    if (errs(town::ij_as_y_permille)) written.name = town::ij_as_y(written.name);
    if (errs(rates_.typo)) {
      const std::string right = written.name;
      written.name = town::with_typo(chance_, written.name);
      if (written.name != right) mark(Slice::surname_typo);
    }
    place_prefix(written);
    out_.record.surname = written.name;
    out_.record.prefix = written.prefix;
  }

  void place_prefix(FamilyName& written) {
    if (written.prefix.empty()) return;
    std::array<std::uint32_t, 5> shares = town::prefix_shares;
    shares[4] = 0;
    for (std::size_t i = 0; i < 4; ++i) shares[i] *= m_.setting.error_factor;
    shares[4] = 1000 - shares[0] - shares[1] - shares[2] - shares[3];
    switch (chance_.weighted(shares)) {
      case 0:
        written = {fmt::format("{} {}", written.prefix, written.name), ""};
        break;
      case 1:
        written = {fmt::format("{}, {}", written.name, written.prefix), ""};
        break;
      case 2:
        written.prefix = town::abbreviated_prefix(written.prefix);
        break;
      case 3:
        written.prefix.clear();
        break;
      default:
        break;
    }
  }

  void write_first_names() {
    std::string initials;
    for (std::size_t i = 0; i < who_.first_names_count; ++i) {
      const std::string plain = town::without_diacritics(who_.first_names[i]);
      initials.append(plain, 0, static_cast<unsigned char>(plain.front()) < 0x80 ? 1 : 2);
      initials += '.';
      if (i == 0 && chance_.hits(rates_.first_initial_only)) break;
    }
    out_.record.initials = errs(rates_.initials_missing) ? "" : initials;
    if (out_.record.initials.empty()) mark(Slice::no_initials);
    if (!chance_.hits(rates_.first_name_given)) return;
    const std::string_view official = who_.first_names[0];
    out_.record.first_name = chance_.hits(town::call_name_permille) ? town::call_name(official) : official;
  }

  void write_odd_name() {
    const std::uint32_t partner = housemate();
    const bool rent = kind_of_partner(order_.partner) == PartnerKind::rent;
    if (rent && partner != none && partner == who_.partner && chance_.hits(joint_name_tenancies)) {
      mark(Slice::joint_names);
      out_.record.surname += fmt::format(" en {}", with_prefix(name(m_.people[partner].surname)));
    }
    if (!errs(rates_.family_or_business)) return;
    if (rent || !chance_.hits(400)) {  // no firm rents a dwelling
      mark(Slice::family_name_only);
      out_.record.surname = fmt::format("Fam. {}", out_.record.surname);
      out_.record.initials.clear();
      out_.record.first_name.clear();
      return;
    }
    constexpr std::string_view trades[] = {"Klusbedrijf ", "Schildersbedrijf ", "Kapsalon ", "Eetcafe ", "Taxi "};
    mark(Slice::business);
    out_.record.surname = fmt::format("{}{}", trades[chance_.below(std::size(trades))], out_.record.surname);
    out_.record.legal_form = "eenmanszaak";
  }

  // Of a wrong date: swapped 20 %, a digit 30 %, 1 January 15 %, the partner's 35 %.
  Date mistaken_birth() {
    constexpr std::uint32_t shares[] = {4, 6, 3, 7};
    const Date truth = who_.birth;
    const std::uint32_t other = housemate();
    switch (chance_.weighted(shares)) {
      case 0:
        if (truth.day() <= 12) return Date(truth.year(), truth.day(), truth.month_number());
        break;
      case 2:
        return Date(truth.year(), 1, 1);
      case 3:
        if (other != none) return m_.people[other].birth;
        break;
      default:
        break;
    }
    return other_digit(truth);
  }

  Date other_digit(Date truth) {
    switch (chance_.below(4)) {
      case 0:
        return Date(truth.year() + (truth.year() % 10 == 9 ? -1 : 1), truth.month_number(), 1 + (truth.day() - 1) % 28);
      case 1:
        return Date(truth.year() + (truth.year() >= 1990 ? -10 : 10), truth.month_number(), 1 + (truth.day() - 1) % 28);
      case 2:
        return Date(truth.year(), truth.month_number() % 9 + 1, 1 + (truth.day() - 1) % 28);
      default:
        return Date(truth.year(), truth.month_number(), truth.day() > 10 ? truth.day() - 10 : truth.day() + 10);
    }
  }

  void write_birth_date() {
    if (!chance_.hits(rates_.birth_date_given)) return mark(Slice::no_birth_date);
    const bool wrong = errs(rates_.birth_date_wrong);
    const Date written = wrong ? mistaken_birth() : who_.birth;
    if (written != who_.birth) mark(Slice::birth_date_wrong);
    out_.record.birth_date = written.to_string();
  }

  // Numbers and domains that cannot be anyone's: 06-00 is not given out, .example is reserved (RFC 2606).
  void write_contact() {
    const bool agent = chance_.hits(generic_contact);
    std::uint32_t whose = order_.human;
    if (housemate() != none && chance_.hits(town::contact_of_partner_permille)) whose = housemate();
    if (who_.parents[0] != none && chance_.hits(contact_of_parent)) whose = who_.parents[0];
    Random own = Random::of(m_.seed, "telephone", m_.number, whose);
    const std::uint32_t number = agent ? 100U + order_.partner : 1000 + own.below(998'000);
    if (chance_.hits(rates_.telephone_given)) out_.record.telephone = fmt::format("0600{:06}", number);
    if (!chance_.hits(rates_.email_given)) return;
    const std::string first = town::lower_case(town::without_diacritics(m_.people[whose].first_names[0]));
    out_.record.email = agent ? fmt::format("info@partner{}.example", order_.partner)
                              : fmt::format("{}.{}@post.example", first, own.below(100'000'000));
  }

  void write_address(Random& chance) {
    const town::Dwelling& door = m_.doors[order_.door];
    town::CustomerRecord& record = out_.record;
    const std::uint32_t factor = m_.setting.error_factor;
    record.street = std::string(town::streets()[door.street].name);
    const bool number_wrong = chance.hits(town::house_number_wrong_permille * factor);
    record.house_number = std::to_string(door.number + (number_wrong ? 2U : 0U));
    record.house_letter = town::letter_text(door);
    record.house_addition = town::addition_text(door);
    if (door.letter != 0 || door.addition != 0) {
      if (chance.hits(rates_.addition_omitted * factor)) {
        mark(Slice::addition_omitted);
        record.house_letter.clear();
        record.house_addition.clear();
      } else if (chance.hits(town::addition_respelled_permille * factor)) {
        respell_addition(chance, door);
      }
    }
    record.postcode = town::postcode_text(door);
    if (chance.hits(town::postcode_letter_wrong_permille * factor))
      record.postcode.back() = record.postcode.back() == 'B' ? 'C' : 'B';
    if (chance.hits(postcode_missing * factor)) return record.postcode.clear();
    if (!chance.hits(town::postcode_respelled_permille * factor)) return;
    if (chance.hits(700)) {
      record.postcode.insert(4, 1, ' ');
    } else {
      record.postcode = town::lower_case(record.postcode);
    }
  }

  // The many spellings of one door: roman, with a dash, in lower case, in the wrong field, by the floor.
  void respell_addition(Random& chance, const town::Dwelling& door) {
    town::CustomerRecord& record = out_.record;
    switch (chance.below(5)) {
      case 0:
        if (door.addition != 0 && door.letter == 0) record.house_addition = town::roman(door.addition);
        break;
      case 1:
        record.house_number += fmt::format("-{}{}", record.house_letter, record.house_addition);
        record.house_letter.clear();
        record.house_addition.clear();
        break;
      case 2:
        record.house_letter = town::lower_case(record.house_letter);
        if (door.addition != 0) record.house_addition = fmt::format("-{}", record.house_addition);
        break;
      case 3:
        record.house_number += fmt::format(" {}{}", town::lower_case(record.house_letter), record.house_addition);
        record.house_letter.clear();
        record.house_addition.clear();
        break;
      default:
        if (door.letter != 0) record.house_addition = record.house_letter + record.house_addition;
        record.house_letter.clear();
        break;
    }
  }

  const Municipality& m_;
  const RecordOrder& order_;
  const Human& who_;
  const town::ErrorRates& rates_;
  Random chance_;
  Written out_;
};

}  // namespace

Written write_record(const Municipality& m, const RecordOrder& order) { return Clerk(m, order).write(); }

}  // namespace tijdig::people
