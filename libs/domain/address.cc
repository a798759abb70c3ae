#include "libs/domain/address.h"

#include <algorithm>
#include <array>
#include <utility>

#include "libs/base/ascii.h"

namespace tijdig {
namespace {

constexpr std::uint32_t house_number_max = 99999;
constexpr std::size_t addition_size_max = 4;
constexpr std::size_t field_size_max = 48;

struct Folding {
  std::string_view written;
  std::string_view folded;
};

// Each folding is shorter than what was written, so folding again and again ends.
constexpr auto foldings = std::to_array<Folding>({
    {"HS", "H"},
    {"HUIS", "H"},
    {"BG", "H"},
    {"BEGANEGROND", "H"},
    {"BEGGROND", "H"},
    {"BEGGR", "H"},
    {"BELETAGE", "H"},
    {"BELET", "H"},
    {"PARTERRE", "H"},
    {"ZWART", "ZW"},
    {"ROOD", "RD"},
    {"RECHTS", "R"},
    {"LINKS", "L"},
});
constexpr auto kept_words = std::to_array<std::string_view>({"BIS", "ZW", "RD", "HOOG"});
constexpr auto floor_words = std::to_array<std::string_view>({"VERDIEPING", "ETAGE", "VERD", "HOOG", "HG", "ET"});
constexpr auto ordinals = std::to_array<std::string_view>({"STE", "DE", "E"});
constexpr auto romans = std::to_array<Folding>({{"I", "1"},
                                                {"II", "2"},
                                                {"III", "3"},
                                                {"IV", "4"},
                                                {"V", "5"},
                                                {"VI", "6"},
                                                {"VII", "7"},
                                                {"VIII", "8"},
                                                {"IX", "9"},
                                                {"X", "10"}});

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

template <class Table>
const Folding* find_folding(const Table& table, std::string_view written) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Folding& f) { return f.written == written; });
  return found == table.end() ? nullptr : &*found;
}

bool is_kept_word(std::string_view word) {
  return std::find(kept_words.begin(), kept_words.end(), word) != kept_words.end();
}

template <class Table>
bool drop_front(const Table& table, std::string_view& text) {
  for (const std::string_view word : table) {
    if (text.substr(0, word.size()) != word) continue;
    text.remove_prefix(word.size());
    return true;
  }
  return false;
}

// The bytes of one separator at the front, or 0: ASCII punctuation, a no-break space, or a Unicode dash.
std::size_t separator_size(std::string_view text) {
  if (std::string_view(" \t.-/,_'").find(text.front()) != std::string_view::npos) return 1;
  if (text.substr(0, 2) == "\xC2\xA0") return 2;
  const bool dash = text.size() >= 3 && text.substr(0, 2) == "\xE2\x80" && text[2] >= '\x90' && text[2] <= '\x95';
  return dash ? 3 : 0;
}

enum class Front { separated, glued };

// Adds the letters and digits of a field in upper case. A piece between separators that is a roman numeral becomes a
// number; one roman letter glued to what stands before it is a house letter ("12I"), as no dwelling is numbered so.
bool append_pieces(std::string_view field, Front front, std::string& glued) {
  bool separated = front == Front::separated;
  while (!field.empty()) {
    if (const std::size_t skip = separator_size(field); skip > 0) {
      field.remove_prefix(skip);
      separated = true;
      continue;
    }
    const std::size_t start = glued.size();
    while (!field.empty() && (is_digit(field.front()) || is_capital(upper(field.front())))) {
      glued.push_back(upper(field.front()));
      field.remove_prefix(1);
    }
    const std::string_view piece = std::string_view(glued).substr(start);
    if (piece.empty()) return false;
    const Folding* roman = find_folding(romans, piece);
    if (roman != nullptr && (separated || piece.size() > 1)) glued.replace(start, std::string::npos, roman->folded);
  }
  return true;
}

bool fold_whole_run(std::string_view run, std::string& out) {
  const Folding* folding = find_folding(foldings, run);
  if (folding == nullptr && run.size() > 1) folding = find_folding(romans, run);
  if (folding == nullptr) return false;
  out.append(folding->folded);
  return true;
}

// "1HOOG", "2E", "3EETAGE", "1HGR": the storey says it all; left and right stay.
bool fold_storey(std::string_view run, std::string& out) {
  std::string_view rest = run;
  const bool ordinal = drop_front(ordinals, rest);
  const bool storey = drop_front(floor_words, rest);
  if (!storey && !(ordinal && rest.empty())) {
    rest = run;
    if (!drop_front(floor_words, rest)) return false;
  }
  if (rest == "R" || rest == "L" || rest == "RECHTS" || rest == "LINKS") {
    out.push_back(rest.front());
    return true;
  }
  return rest.empty();
}

// A run of letters, with or without a house letter glued in front: "HUIS", "AHUIS", "LIII".
void fold_run(std::string_view run, bool after_digit, std::string& out) {
  if (after_digit && fold_storey(run, out)) return;
  if (fold_whole_run(run, out)) return;
  const bool letter_may_be_roman = run.front() == 'I' || run.front() == 'V' || run.front() == 'X';
  if (!letter_may_be_roman || find_folding(romans, run.substr(1)) == nullptr) {
    const std::size_t before = out.size();
    out.push_back(run.front());
    if (fold_whole_run(run.substr(1), out)) return;
    out.resize(before);
  }
  out.append(run);
}

std::string fold_once(std::string_view glued) {
  std::string out;
  for (std::size_t at = 0; at < glued.size();) {
    std::size_t end = at;
    while (end < glued.size() && is_capital(glued[end])) ++end;
    if (end > at) {
      fold_run(glued.substr(at, end - at), at > 0, out);
      at = end;
    } else {
      out.push_back(glued[at++]);
    }
  }
  return out;
}

// Until nothing changes: folding one word may bring another together ("B-H-G" is no word, "1-B-G" is).
std::string fold(std::string glued) {
  for (;;) {
    std::string folded = fold_once(glued);
    if (folded == glued) return folded;
    glued = std::move(folded);
  }
}

// A first letter is the house letter when no other letter follows, or a known word does ("ABIS"), or when all is too
// long for one addition. Otherwise a letter and a word cannot be told from a word ("LTOE"), and one door has one form.
bool starts_with_house_letter(std::string_view folded) {
  if (folded.empty() || !is_capital(folded.front())) return false;
  const std::string_view rest = folded.substr(1);
  return rest.empty() || is_digit(rest.front()) || is_kept_word(rest) || folded.size() == addition_size_max + 1;
}

// Reads the digits in front; the rest of the field stays.
bool read_number(std::string_view& field, std::uint32_t& number) {
  std::uint32_t value = 0;
  while (!field.empty() && is_digit(field.front())) {
    value = value * 10 + static_cast<std::uint32_t>(field.front() - '0');
    if (value > house_number_max) return false;
    field.remove_prefix(1);
  }
  number = value;
  return value > 0;
}

std::string_view without_blanks_around(std::string_view field) {
  while (!field.empty() && field.front() == ' ') field.remove_prefix(1);
  while (!field.empty() && field.back() == ' ') field.remove_suffix(1);
  return field;
}

// Digits where the letter belongs and a letter where the digits belong: the sender swapped two columns.
bool are_swapped(std::string_view letter, std::string_view addition) {
  return !letter.empty() && std::all_of(letter.begin(), letter.end(), is_digit) && addition.size() == 1 &&
         is_capital(upper(addition.front()));
}

Error refused_house() {
  return Error::refused(
      "house number: expected 1 to 99999, then at most a letter and an addition of 4 letters or digits (example "
      "12-A3)");
}

}  // namespace

Result<Postcode> Postcode::parse(std::string_view text) {
  const bool blank = text.size() == 7 && text[4] == ' ';
  if (blank || text.size() == 6) {
    char canonical[6] = {text[0], text[1], text[2], text[3], upper(text[blank ? 5 : 4]), upper(text[blank ? 6 : 5])};
    const bool digits = canonical[0] != '0' && std::all_of(canonical, canonical + 4, is_digit);
    const bool letters = is_capital(canonical[4]) && is_capital(canonical[5]);
    const bool never_given = canonical[4] == 'S' && (canonical[5] == 'A' || canonical[5] == 'D' || canonical[5] == 'S');
    if (digits && letters && !never_given) return Postcode(std::string(canonical, sizeof canonical));
  }
  return Error::refused("postcode: expected four digits and two letters (example 2711 AB)");
}

std::uint16_t Postcode::district() const {
  const std::string_view text = text_.reveal(Purpose::matching);
  std::uint16_t value = 0;
  for (const char c : text.substr(0, 4)) value = static_cast<std::uint16_t>(value * 10 + (c - '0'));
  return value;
}

Result<HouseNumber> HouseNumber::parse(std::string_view number, std::string_view letter, std::string_view addition) {
  HouseNumber out;
  if (number.size() > field_size_max || letter.size() > field_size_max || addition.size() > field_size_max)
    return refused_house();
  number = without_blanks_around(number);
  letter = without_blanks_around(letter);
  addition = without_blanks_around(addition);
  if (!read_number(number, out.number_)) return refused_house();
  if (number.empty() && letter.empty() && addition.empty()) return out;

  if (are_swapped(letter, addition)) std::swap(letter, addition);
  std::string glued;
  if (!append_pieces(number, Front::glued, glued) || !append_pieces(letter, Front::glued, glued) ||
      !append_pieces(addition, Front::separated, glued))
    return refused_house();
  std::string folded = fold(std::move(glued));
  if (starts_with_house_letter(folded)) {
    out.letter_ = PrivateText(folded.substr(0, 1));
    folded.erase(0, 1);
    // Only a word as long as "VIII" comes apart from its letter so late.
    if (const Folding* roman = find_folding(romans, folded)) folded = roman->folded;
  }
  if (folded.size() > addition_size_max) return refused_house();
  out.addition_ = PrivateText(std::move(folded));
  return out;
}

std::string Address::reveal(Purpose why) const {
  std::string out(postcode.reveal(why));
  out.push_back(' ');
  out.append(std::to_string(house.number()));
  for (const std::string_view part : {house.letter(why), house.addition(why)}) {
    if (part.empty()) continue;
    out.push_back(' ');
    out.append(part);
  }
  return out;
}

Result<Address> Address::from_canonical(std::string_view text) {
  std::array<std::string_view, 4> parts;
  std::size_t count = 0;
  std::string_view rest = text;
  for (; count < parts.size(); ++count) {
    const std::size_t blank = rest.find(' ');
    parts[count] = rest.substr(0, blank);
    rest = blank == std::string_view::npos ? std::string_view() : rest.substr(blank + 1);
  }
  const bool has_letter = parts[2].size() == 1 && is_capital(parts[2].front());
  TIJDIG_TRY(const Postcode postcode, Postcode::parse(parts[0]));
  TIJDIG_TRY(const HouseNumber house, HouseNumber::parse(parts[1], has_letter ? parts[2] : std::string_view(),
                                                         has_letter ? parts[3] : parts[2]));
  Address address{postcode, house};
  if (address.reveal(Purpose::storage) != text)
    return Error::refused("address: expected the canonical form (example 2711AB 12 A 3)");
  return address;
}

}  // namespace tijdig
