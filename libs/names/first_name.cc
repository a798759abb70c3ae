#include "libs/names/first_name.h"

#include <algorithm>

#include "libs/names/fold.h"
#include "libs/names/surname_words.h"

namespace tijdig::names {
namespace {

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

// "JCM" and, as it comes out, "jcm" are three initials; "Theo" is a name that stood in the wrong field.
bool are_letters_alone(std::string_view written, std::string_view folded) {
  if (folded.find_first_of(". ,") != std::string_view::npos) return false;
  const bool one_word = !written.empty() && !is_letter(written.front()) &&
                        std::any_of(written.begin() + 1, written.end(), is_letter) && folded.size() > 3;
  return !one_word;
}

bool may_be(const FirstName& roepnaam, const FirstName& official) { return roepnaam.official.contains(official.first); }

}  // namespace

std::string initials_of(std::string_view initials, std::string_view first_names) {
  const bool given = !initials.empty();
  const std::string folded = fold(given ? initials : first_names);
  const bool letters_alone = given && are_letters_alone(initials, folded);
  std::string result;
  bool at_start = true;
  for (const char c : folded) {
    if (is_letter(c) && (at_start || letters_alone)) result.push_back(c);
    at_start = is_letter(c) ? false : at_start || c == '.' || c == ' ' || c == ',';
  }
  return result;
}

FirstName read_first_name(std::string_view first_names) {
  std::string folded = fold(first_names);
  read_ij_as_y(folded);
  FirstName name;
  for (const char c : folded) {
    const bool between = c == ' ' || c == ',' || c == '.' || c == '/' || c == '\t';
    if (between && !name.first.empty()) break;
    if (is_letter(c) || static_cast<unsigned char>(c) >= 0x80) name.first.push_back(c);
  }
  read_ij_as_y(name.first);
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
