#include "libs/names/first_name.h"

#include <algorithm>
#include <utility>

#include "libs/base/ascii.h"
#include "libs/names/fold.h"
#include "libs/names/surname_words.h"

namespace tijdig::names {
namespace {

// "JCM" and, as it comes out, "jcm" are three initials; "Theo" is a name that stood in the wrong field.
bool are_letters_alone(std::string_view written, std::string_view folded) {
  if (folded.find_first_of(". ,") != std::string_view::npos) return false;
  const bool one_word = !written.empty() && !is_small_letter(written.front()) &&
                        std::any_of(written.begin() + 1, written.end(), is_small_letter) && folded.size() > 3;
  return !one_word;
}

bool is_between(char c) { return c == '.' || c == ' ' || c == ','; }
bool is_mark(char c) { return c == '\'' || c == '"' || c == '`' || c == '-' || c == '('; }

// The letter l with a middle dot is folded to "l.", and that dot ends no name.
std::string without_middle_dots(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view letter = text.substr(i, 2);
    const bool with_dot = letter == "\u0140" || letter == "\u013F";
    out.push_back(with_dot ? 'l' : text[i]);
    if (with_dot) ++i;
  }
  return out;
}

// The letters of the first name: folded, ij as y, signs left out.
std::string first_letters_of(std::string_view first_names) {
  std::string folded = fold(first_names), letters;
  for (const char c : folded) {
    const bool between = is_between(c) || c == '/' || c == '\t';
    if (between && !letters.empty()) break;
    if (is_small_letter(c) || static_cast<unsigned char>(c) >= 0x80) letters.push_back(c);
  }
  read_ij_as_y(letters);
  return letters;
}

bool may_be(const FirstName& roepnaam, const FirstName& official) { return roepnaam.official.contains(official.first); }

}  // namespace

std::string initials_of(std::string_view initials, std::string_view first_names) {
  const bool given = !initials.empty();
  const std::string folded = fold(without_middle_dots(given ? initials : first_names));
  const bool letters_alone = given && are_letters_alone(initials, folded);
  std::string result;
  bool at_start = true;
  for (const char c : folded) {
    if (is_small_letter(c) && (at_start || letters_alone)) result.push_back(c);
    at_start = is_between(c) || (at_start && is_mark(c));
  }
  return result;
}

FirstName read_first_name(std::string_view first_names) {
  FirstName name;
  name.first = first_letters_of(first_names);
  // Marks beyond Latin that stood apart may now stand behind a letter: once more, and they are folded too.
  for (int round = 0; round < 4; ++round) {
    std::string again = first_letters_of(name.first);
    if (again == name.first) break;
    name.first = std::move(again);
  }
  name.official.insert(official_names_of(name.first));
  return name;
}

std::string FirstName::possible_initials() const {
  std::string letters;
  if (!first.empty()) letters.push_back(first.front());
  for (const std::string_view other : official)
    if (letters.find(other.front()) == std::string::npos) letters.push_back(other.front());
  return letters;
}

FirstNames compare_first_names(const FirstName& a, const FirstName& b) {
  if (a.first.empty() || b.first.empty()) return FirstNames::unknown;
  if (a.first == b.first) return a.first.size() == 1 ? FirstNames::initial : FirstNames::equal;
  if (a.first.size() == 1 || b.first.size() == 1) {
    const FirstName& letter = a.first.size() == 1 ? a : b;
    const FirstName& name = a.first.size() == 1 ? b : a;
    const bool fits = name.possible_initials().find(letter.first.front()) != std::string::npos;
    return fits ? FirstNames::initial : FirstNames::different;
  }
  if (may_be(a, b) || may_be(b, a)) return FirstNames::roepnaam;
  return a.official.shares_one_with(b.official) ? FirstNames::share_official : FirstNames::different;
}

}  // namespace tijdig::names
