#include "libs/names/comparable.h"

#include <algorithm>
#include <array>

#include "libs/names/fold.h"

namespace tijdig::names {
namespace {

using Words = std::vector<std::string>;

// The words that the prefixes of BRP table 36 (LO GBA element 02.31) are made of, and their common abbreviations.
constexpr auto prefix_words = std::to_array<std::string_view>(
    {"a",    "aan", "af",   "al",    "am",  "auf",   "aus",   "ben",   "bij", "bin", "boven", "d",   "da",   "dal",
     "das",  "de",  "deca", "degli", "dei", "del",   "dem",   "den",   "der", "des", "di",    "die", "do",   "don",
     "dos",  "du",  "el",   "gen",   "het", "i",     "im",    "in",    "l",   "la",  "las",   "le",  "les",  "lo",
     "los",  "m",   "of",   "onder", "op",  "over",  "s",     "t",     "te",  "ten", "ter",   "tho", "thoe", "thor",
     "to",   "toe", "tot",  "uijt",  "uit", "unter", "v",     "van",   "vd",  "vdr", "ver",   "vh",  "vom",  "von",
     "voor", "vor", "vt",   "zu",    "zum", "zur",   "dalla", "della", "vn"});

// Those that may also stand behind the name without a comma: "Berg van der", "Berg vd".
constexpr auto prefix_words_behind = std::to_array<std::string_view>(
    {"van", "de", "der", "den", "het", "t", "ten", "ter", "v", "d", "vd", "te", "in", "vdr"});

constexpr auto words_of_address =
    std::to_array<std::string_view>({"fam", "familie", "dhr", "heer", "mw", "mevr", "mevrouw", "mej", "erven", "tav",
                                     "inzake", "hr", "mr", "ing", "drs", "dr", "ir"});

// Between the two surnames of a married person.
constexpr auto between_names = std::to_array<std::string_view>({"e/v", "ev", "geb", "geboren", "echtgenote", "wed"});

template <std::size_t size>
bool is_one_of(std::string_view word, const std::array<std::string_view, size>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_prefix_word(std::string_view word) { return is_one_of(word, prefix_words); }

// Words of folded text: "e.v." and "e/v" stay one word, dots, slashes and apostrophes else separate.
Words words_of(std::string_view folded) {
  Words words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(word);
    word.clear();
  };
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const std::string_view rest = folded.substr(i);
    if (word.empty() && (rest.starts_with("e/v") || rest.starts_with("e.v."))) {
      words.emplace_back("e/v");
      i += rest[1] == '/' ? 2U : 3U;
    } else if (word.empty() && rest.starts_with("t.a.v.")) {
      i += 5;
    } else if (folded[i] == '-' || folded[i] == ',') {
      finish();
      words.emplace_back(1, folded[i]);
    } else if (folded[i] == ' ' || folded[i] == '.' || folded[i] == '/' || folded[i] == '\'' || folded[i] == '`' ||
               folded[i] == '"' || folded[i] == '\t') {
      finish();
    } else {
      word.push_back(folded[i]);
    }
  }
  finish();
  return words;
}

// "berg , van der" -> "van der berg"; what else stands behind a comma (initials, a title) is not surname.
Words put_prefix_first(const Words& words) {
  const auto comma = std::find(words.begin(), words.end(), ",");
  if (comma == words.end()) return words;
  Words turned;
  auto after = comma + 1;
  for (; after != words.end() && is_prefix_word(*after); ++after) turned.push_back(*after);
  turned.insert(turned.end(), words.begin(), comma);
  if (after != words.end() && (*after == "-" || is_one_of(*after, between_names)))
    turned.insert(turned.end(), after, words.end());
  return turned;
}

std::string one_class_for_ij(std::string text) {
  for (std::size_t at = text.find("ij"); at != std::string::npos; at = text.find("ij", at)) text.replace(at, 2, "y");
  return text;
}

std::string part_of(Words words) {
  while (words.size() > 1 && (is_prefix_word(words.front()) || is_one_of(words.front(), words_of_address)))
    words.erase(words.begin());
  while (words.size() > 1 && is_one_of(words.back(), prefix_words_behind)) words.pop_back();
  std::string part;
  for (const std::string& word : words) part += word;
  return one_class_for_ij(part);
}

}  // namespace

std::vector<std::string> surname_parts_of(std::string_view surname) {
  Words words = put_prefix_first(words_of(fold(surname)));
  while (!words.empty() && (is_one_of(words.front(), words_of_address) || words.front() == "en" ||
                            (words.front() == "de" && words.size() > 1 && is_one_of(words[1], words_of_address))))
    words.erase(words.begin());
  std::vector<std::string> parts;
  Words part;
  const auto finish = [&] {
    if (std::string text = part_of(part); !text.empty()) parts.push_back(std::move(text));
    part.clear();
  };
  for (const std::string& word : words) {
    if (word == "-" || word == "," || is_one_of(word, between_names))
      finish();
    else
      part.push_back(word);
  }
  finish();
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  return parts;
}

std::string initials_of(std::string_view initials, std::string_view first_names) {
  const bool given = !initials.empty();
  const std::string folded = fold(given ? initials : first_names);
  // "JCM" is three initials; "Th.Ph." and "Theo Philip" are one letter a word, as the BRP writes them.
  const bool letters_alone = given && folded.find_first_of(". ") == std::string::npos;
  std::string result;
  bool at_start = true;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    const bool letter = c >= 'a' && c <= 'z';
    if (letter && (at_start || letters_alone)) result.push_back(c);
    at_start = c == '.' || c == ' ';
  }
  return result;
}

std::string telephone_of(std::string_view telephone) {
  std::string digits;
  for (char c : telephone)
    if (c >= '0' && c <= '9') digits.push_back(c);
  if (digits.starts_with("0031"))
    digits = digits.substr(4);
  else if (digits.starts_with("31") && digits.size() == 11)
    digits = digits.substr(2);
  if (digits.size() == 9 && digits[0] != '0') digits.insert(digits.begin(), '0');
  if (digits.size() != 10 || digits[0] != '0') return {};
  // 0600000000 and its like are typed to get past a form: they are nobody's.
  if (std::count(digits.begin() + 2, digits.end(), digits[2]) == 8) return {};
  return digits;
}

ComparablePerson comparable(const Person& person) {
  ComparablePerson result;
  result.surname_parts = surname_parts_of(person.surname.reveal(Purpose::matching));
  result.initials = initials_of(person.initials.reveal(Purpose::matching), person.first_name.reveal(Purpose::matching));
  result.birth_date = person.birth_date;
  if (person.bsn) result.bsn = person.bsn->reveal(Purpose::matching);
  result.telephone = telephone_of(person.telephone.reveal(Purpose::matching));
  result.email = fold(person.email.reveal(Purpose::matching));
  return result;
}

}  // namespace tijdig::names
