#include "libs/residents/comparisons.h"

#include <cstdlib>
#include <string>

#include "libs/linking/similarity.h"

namespace tijdig::residents {
namespace {

constexpr int close_permille = 920;
constexpr int near_permille = 850;

template <class Parts>
bool all_in(const Parts& parts, const NameParts& among) {
  return std::all_of(parts.begin(), parts.end(), [&](const NamePart& part) { return among.holds(part); });
}

int likeness(std::string_view a, std::string_view b) {
  return linking::may_reach_permille(a, b, near_permille) ? linking::jaro_winkler_permille(a, b) : 0;
}

bool has_ij(const NamePart& part) { return part.letters().find('y') != std::string_view::npos; }

// A folded name has one letter for "ij" (libs/names).
std::string with_two_letters(const NamePart& part) {
  std::string text;
  for (const char letter : part.letters())
    text += letter == 'y' ? std::string_view("ij") : std::string_view(&letter, 1);
  return text;
}

// A slip in the "ij" of "Dijk" leaves "Djik" or "Diqk": near it only when both are written in two letters.
int likeness(const NamePart& a, const NamePart& b) {
  const int folded = likeness(a.letters(), b.letters());
  if (has_ij(a) == has_ij(b)) return folded;
  return std::max(folded, likeness(with_two_letters(a), with_two_letters(b)));
}

template <class Parts>
int likeness(const NameParts& some, const Parts& others) {
  int best = 0;
  for (const NamePart& a : some)
    for (const NamePart& b : others) best = std::max(best, likeness(a, b));
  return best;
}

// Day, month and year as eight figures.
std::array<char, 8> figures(int year, unsigned month, unsigned day) {
  unsigned value = static_cast<unsigned>(year) * 10000 + month * 100 + day;
  std::array<char, 8> text{};
  for (std::size_t i = 8; i-- > 0; value /= 10) text[i] = static_cast<char>('0' + value % 10);
  return text;
}

// One figure replaced, or two neighbours swapped.
bool is_one_slip(const std::array<char, 8>& a, const std::array<char, 8>& b) {
  const auto first = std::mismatch(a.begin(), a.end(), b.begin());
  if (first.first == a.end()) return false;
  if (std::equal(first.first + 1, a.end(), first.second + 1)) return true;
  return first.first + 1 != a.end() && first.first[0] == first.second[1] && first.first[1] == first.second[0] &&
         std::equal(first.first + 2, a.end(), first.second + 2);
}

bool is_misread_number(std::uint32_t a, std::uint32_t b) {
  return linking::edits_between(std::to_string(a), std::to_string(b), 1) == 1;
}

bool one_letter_differs(std::uint32_t a, std::uint32_t b) {
  if (a / 676 != b / 676) return false;
  const std::uint32_t left = a % 676;
  const std::uint32_t right = b % 676;
  return (left / 26 == right / 26) != (left % 26 == right % 26);
}

// Where the parts of a surname that a customer has stand in the names of a resident.
struct PartsFound {
  int own = 0;
  int partner = 0;
  int elsewhere = 0;
  std::uint32_t term = 0;  // the last that stands in the own name, else the first in the partner's
};

PartsFound find_parts(const NameParts& said, const Names& resident) {
  PartsFound found;
  for (const NamePart& part : said) {
    if (resident.own.holds(part)) {
      ++found.own;
      found.term = part.hash();
    } else if (resident.partner.holds(part)) {
      ++found.partner;
      if (found.term == 0) found.term = part.hash();
    } else {
      ++found.elsewhere;
    }
  }
  return found;
}

SurnameLevel level_of_likeness(int permille) {
  if (permille >= close_permille) return SurnameLevel::close;
  return permille >= near_permille ? SurnameLevel::near : SurnameLevel::differs;
}

}  // namespace

const std::array<std::string_view, levels_of<SurnameLevel>> surname_words = {
    "own name", "own and partner's name", "partner's name", "one part equal", "close", "near", "differs", "unknown"};
const std::array<std::string_view, levels_of<InitialsLevel>> initials_words = {
    "equal", "one, equal", "one begins with the other", "only the first", "not the first", "differ", "unknown"};
const std::array<std::string_view, levels_of<FirstNameLevel>> first_name_words = {
    "equal", "call name of it", "a later first name", "close", "same letter", "differs", "unknown"};
const std::array<std::string_view, levels_of<BirthLevel>> birth_words = {"equal",
                                                                         "day and month swapped",
                                                                         "one figure differs",
                                                                         "year agrees, day is 1 January",
                                                                         "same year",
                                                                         "within a year",
                                                                         "same day, other year",
                                                                         "within twelve years",
                                                                         "differs",
                                                                         "unknown",
                                                                         "equal to that of a housemate",
                                                                         "equal, on 1 January"};
const std::array<std::string_view, levels_of<DoorLevel>> door_words = {"equal",
                                                                       "addition missing on one side",
                                                                       "other addition",
                                                                       "former door",
                                                                       "number of a former door",
                                                                       "number misread",
                                                                       "letters of the postcode misread",
                                                                       "same postcode",
                                                                       "same district",
                                                                       "elsewhere",
                                                                       "where a text places this resident",
                                                                       "of another text with one contact"};

ComparedSurnames compare_surnames(const Names& customer, const Names& resident) {
  const NameParts& said = customer.own;
  if (said.empty() || resident.own.empty()) return {};
  const PartsFound found = find_parts(said, resident);
  if (found.own > 0 && found.partner > 0) {
    // Husband and wife both have both names: the one with the rarer name is not favoured.
    if (found.elsewhere == 0) return {SurnameLevel::own_and_partner, said[0].hash()};
    return {SurnameLevel::one_part, found.term};
  }
  const bool is_all_said = found.elsewhere == 0;
  if (found.own > 0)
    return {is_all_said && all_in(resident.own, said) ? SurnameLevel::own : SurnameLevel::one_part, found.term};
  if (found.partner > 0)
    return {is_all_said && all_in(resident.partner, said) ? SurnameLevel::partner : SurnameLevel::one_part, found.term};
  return {level_of_likeness(std::max(likeness(said, resident.own), likeness(said, resident.partner))), 0};
}

InitialsLevel compare_initials(const Names& customer, const Names& resident) {
  const Initials& said = customer.initials;
  const Initials& known = resident.initials;
  if (said.empty() || known.empty()) return InitialsLevel::unknown;
  if (said == known) return said.count() > 1 ? InitialsLevel::equal : InitialsLevel::equal_one;
  if (said[0] != known[0]) return known.holds(said[0]) ? InitialsLevel::not_first : InitialsLevel::differ;
  const std::size_t shorter = std::min(said.count(), known.count());
  return std::equal(said.begin(), said.begin() + shorter, known.begin()) ? InitialsLevel::begins_with
                                                                         : InitialsLevel::first_only;
}

FirstNameLevel compare_first_names(const Names& customer, const Names& resident, std::uint32_t& term) {
  if (customer.first.empty() || resident.first.empty()) return FirstNameLevel::unknown;
  if (customer.first == resident.first) {
    term = resident.firsts[0];
    return FirstNameLevel::equal;
  }
  if (customer.firsts.holds(resident.firsts[0])) return FirstNameLevel::call_name;
  for (const std::uint32_t name : resident.firsts)
    if (customer.firsts.holds(name)) return FirstNameLevel::later_name;
  if (linking::may_reach_permille(customer.first.letters(), resident.first.letters(), 900) &&
      linking::jaro_winkler_permille(customer.first.letters(), resident.first.letters()) >= 900)
    return FirstNameLevel::close;
  return customer.first.letters()[0] == resident.first.letters()[0] ? FirstNameLevel::same_letter
                                                                    : FirstNameLevel::differs;
}

BirthLevel compare_birth_dates(const CustomerForm& customer, const std::optional<Date>& resident) {
  if (!customer.birth_date || !resident) return BirthLevel::unknown;
  const int apart = std::abs(days_between(*customer.birth_date, *resident));
  if (apart == 0) return customer.birth_date_is_partial ? BirthLevel::equal_new_year : BirthLevel::equal;
  const int year = customer.birth_date->year();
  const unsigned month = customer.birth_date->month_number();
  const unsigned day = customer.birth_date->day();
  const int known_year = resident->year();
  const unsigned known_month = resident->month_number();
  const unsigned known_day = resident->day();
  if (year == known_year && day == known_month && month == known_day) return BirthLevel::swapped;
  if (year == known_year && customer.birth_date_is_partial) return BirthLevel::year_only;
  if (is_one_slip(figures(year, month, day), figures(known_year, known_month, known_day))) return BirthLevel::one_digit;
  if (year == known_year) return BirthLevel::same_year;
  if (day == known_day && month == known_month) return BirthLevel::same_day;
  if (apart <= 366) return BirthLevel::within_a_year;
  return apart <= 12 * 366 ? BirthLevel::within_twelve : BirthLevel::differs;
}

DoorLevel registered_door_level(const Door& customer, const ResidentForm& resident) {
  const Door& door = resident.door;
  if (customer == door) return DoorLevel::equal;
  for (const FormerDoor& former : resident.former)
    if (former.door == customer) return DoorLevel::former;
  if (customer.same_number(door))
    return customer.addition == 0 || door.addition == 0 ? DoorLevel::addition_missing : DoorLevel::other_addition;
  for (const FormerDoor& former : resident.former)
    if (customer.same_number(former.door)) return DoorLevel::former_number;
  if (customer.postcode == door.postcode)
    return is_misread_number(customer.number, door.number) ? DoorLevel::number_misread : DoorLevel::same_postcode;
  if (customer.number == door.number && one_letter_differs(customer.postcode, door.postcode))
    return DoorLevel::letters_misread;
  return customer.district() == door.district() ? DoorLevel::same_district : DoorLevel::elsewhere;
}

DoorLevel compare_doors(const Door& customer, const ResidentForm& resident) {
  const DoorLevel registered = registered_door_level(customer, resident);
  if (registered == DoorLevel::equal || registered == DoorLevel::former) return registered;
  for (const Door& heard : resident.heard)
    if (customer.same_number(heard) && (customer == heard || customer.addition == 0 || heard.addition == 0))
      return DoorLevel::heard;
  return registered;
}

DoorLevel compare_doors(const CustomerForm& customer, const ResidentForm& resident) {
  const DoorLevel written = compare_doors(customer.door, resident);
  if (customer.tied.empty() || written <= DoorLevel::addition_missing || written == DoorLevel::former ||
      written == DoorLevel::heard)
    return written;
  const bool is_tied =
      customer.tied.holds(resident.door) || std::any_of(resident.heard.begin(), resident.heard.end(),
                                                        [&](const Door& door) { return customer.tied.holds(door); });
  return is_tied ? DoorLevel::tied : written;
}

Compared compare(const CustomerForm& customer, const ResidentForm& resident) {
  Compared found;
  const auto [surname, surname_term] = compare_surnames(customer.names, resident.names);
  found.surname_term = surname_term;
  const InitialsLevel initials = compare_initials(customer.names, resident.names);
  const FirstNameLevel first = compare_first_names(customer.names, resident.names, found.first_term);
  found.levels.name = name_cell(surname, initials, first);
  found.levels.birth = compare_birth_dates(customer, resident.birth_date);
  found.levels.door = compare_doors(customer, resident);
  return found;
}

}  // namespace tijdig::residents
