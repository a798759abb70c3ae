#include "libs/town/register_files.h"

#include <algorithm>

#include <fmt/format.h>

#include "libs/town/arrears.h"
#include "libs/town/names_data.h"
#include "libs/town/rates.h"
#include "libs/town/spelling.h"

namespace tijdig::town {
namespace {

constexpr std::string_view register_header =
    "burgerservicenummer;voornamen;voorletters;voorvoegsel;geslachtsnaam;geboortedatum;postcode;huisnummer;huisletter;"
    "huisnummertoevoeging;datumaanvangadreshouding;overleden;vertrokken;geheimhouding;inonderzoek;huishouden;"
    "partnerburgerservicenummer;"
    "partnergeslachtsnaam;partnervoorvoegsel\n";
constexpr std::string_view list_header =
    "burgerservicenummer;geslachtsnaam;voorvoegsel;geboortedatum;postcode;huisnummer;huisletter;huisnummertoevoeging;"
    "beeindigd\n";

constexpr std::uint32_t secrecy_permille = 8;              // [A] geheimhouding
constexpr std::uint32_t under_investigation_permille = 3;  // [A] adresonderzoek running
constexpr std::uint32_t came_later_permille = 300;         // [A] of couples: one moved in with the other

std::string_view yes_or_no(bool value) { return value ? "ja" : "nee"; }

std::string joined_first_names(const Adult& adult) {
  std::string out;
  for (std::string_view name : adult.first_names) out += (out.empty() ? "" : " ") + std::string(name);
  return out;
}

void append_door(std::string& out, const Dwelling& door) {
  out += fmt::format("{};{};{};{};", postcode_text(door), door.number, letter_text(door), addition_text(door));
}

// Where the register says a household lives: elsewhere for some, until they move.
std::uint32_t registered_in(const Household& home, int month) {
  if (home.moves_in != never && month >= home.moves_in && !home.leaves) return home.next_dwelling;
  return home.registered_dwelling;
}

// Since when the register has one of a household at its door of that month: most came together, some couples one after
// the other [A].
Date arrived_on(const Town& town, std::uint32_t household, std::uint32_t adult, int month) {
  const Household& home = town.households[household];
  if (home.moves_in != never && month >= home.moves_in && !home.leaves) return month_of(home.moves_in).first_day();
  if (home.arrives_in > 0) return month_of(home.arrives_in).first_day();
  constexpr int within_days = 350;
  Random chance = Random::of(town.seed, "arrival", household);
  Date arrived = month_of(0).first_day().plus_days(-within_days - static_cast<int>(chance.below(14 * 365)));
  for (std::uint32_t a = home.first_adult + 1; a <= adult; ++a)
    if (chance.hits(came_later_permille)) arrived = arrived.plus_days(chance.between(1, within_days));
  return std::max(arrived, town.adults[adult].birth);
}

// The other one of a married couple; couples that did not marry have no relation in the register.
std::string partner_of(const Town& town, const Household& home, std::uint32_t adult) {
  if (!town.adults[adult].married || home.adults != 2) return ";;";
  const Adult& partner = town.adults[2 * home.first_adult + 1 - adult];
  return fmt::format("{};{};{}", partner.bsn, surnames()[partner.surname].name, surnames()[partner.surname].prefix);
}

void append_household(std::string& out, const Town& town, std::uint32_t household, int month) {
  const Household& home = town.households[household];
  for (std::uint32_t a = home.first_adult; a < home.first_adult + home.adults; ++a) {
    const Adult& adult = town.adults[a];
    Random chance = Random::of(town.seed, "register entry", a);
    const bool secrecy = chance.hits(secrecy_permille);
    const bool under_investigation = home.wrongly_registered && chance.hits(under_investigation_permille * 10);
    out += fmt::format("{};{};{};{};{};{};", adult.bsn, joined_first_names(adult), initials_of(adult),
                       surnames()[adult.surname].prefix, surnames()[adult.surname].name, adult.birth.to_string());
    append_door(out, town.dwellings[registered_in(home, month)]);
    out += fmt::format("{};", arrived_on(town, household, a, month).to_string());
    out += fmt::format("{};{};{};{};H{:06};{}\n", yes_or_no(adult.dies_in != never && month >= adult.dies_in),
                       yes_or_no(home.leaves && month >= home.moves_in), yes_or_no(secrecy),
                       yes_or_no(under_investigation), household, partner_of(town, home, a));
  }
}

bool changes_in(const Town& town, const Household& home, int month) {
  if (month < home.arrives_in) return false;
  if (home.moves_in == month || (home.arrives_in == month && month > 0)) return true;
  for (std::uint32_t a = home.first_adult; a < home.first_adult + home.adults; ++a)
    if (town.adults[a].dies_in == month) return true;
  return false;
}

std::string list_line(const Town& town, const Household& home, std::uint32_t adult, int month, bool ended) {
  const Adult& who = town.adults[adult];
  std::string line = fmt::format("{};{};{};{};", who.bsn, surnames()[who.surname].name, surnames()[who.surname].prefix,
                                 who.birth.to_string());
  append_door(line, town.dwellings[registered_in(home, month)]);
  return line + std::string(yes_or_no(ended)) + "\n";
}

struct ListOf {
  std::string_view name;
  std::uint32_t in_ten_thousand;
  bool grows_with_proneness;
};

constexpr ListOf lists[] = {
    {"debt-help", in_debt_help_permille * 10, true},
    {"administration", administration_permille * 10, true},
    {"opt-out", opted_out_permille * 10, false},
    {"exclusion", excluded_in_ten_thousand, false},
};

// On the list from the start or from January on, and a fifth of those who were there leaves it in January.
void append_list(std::string& out, const Town& town, const ListOf& list, int month) {
  constexpr int january = 4;
  for (std::uint32_t h = 0; h < town.households.size(); ++h) {
    const Household& home = town.households[h];
    if (!home.lives_here_in(month)) continue;
    Random chance = Random::of(town.seed, list.name, h);
    const std::uint32_t weight = list.grows_with_proneness ? proneness_of(town, h) : 1'000;
    if (!chance.hits_of(list.in_ten_thousand * weight / 1'000, 10'000)) continue;
    const bool from_january = chance.hits(250);
    const bool until_january = !from_january && chance.hits(200);
    if (month == 0 && !from_january) out += list_line(town, home, home.first_adult, month, false);
    if (month == january && from_january) out += list_line(town, home, home.first_adult, month, false);
    if (month == january && until_january) out += list_line(town, home, home.first_adult, month, true);
  }
}

}  // namespace

std::vector<TownFile> register_files(const Town& town) {
  std::vector<TownFile> files;
  for (int month = 0; month < months_of_register; ++month) {
    const Date day = month_of(month).first_day();
    std::string bytes(register_header);
    if (month == 0) bytes.reserve(town.adults.size() * 110);
    for (std::uint32_t h = 0; h < town.households.size(); ++h) {
      const bool first_time = month == 0 && town.households[h].arrives_in == 0;
      if (first_time || changes_in(town, town.households[h], month)) append_household(bytes, town, h, month);
    }
    files.push_back({day, day.to_string() + "_register.csv", std::move(bytes)});
    if (month != 0 && month != 4) continue;
    for (const ListOf& list : lists) {
      std::string lines(list_header);
      append_list(lines, town, list, month);
      files.push_back({day, fmt::format("{}_{}.csv", day.to_string(), list.name), std::move(lines)});
    }
  }
  return files;
}

}  // namespace tijdig::town
