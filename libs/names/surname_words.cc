#include "libs/names/surname_words.h"

#include <algorithm>
#include <array>

#include "libs/base/ascii.h"

namespace tijdig::names {
namespace {

constexpr auto family_words = std::to_array<std::string_view>({"fam", "familie", "gezin", "huishouden"});
// No surnames: they go even when nothing else is left.
constexpr auto address_words = std::to_array<std::string_view>(
    {"betreft", "bewoner", "bewoners",     "dhr",        "drs",    "echtpaar", "erfgenamen", "inzake",
     "jhr",     "jkvr",    "mej",          "mejuffrouw", "meneer", "mevr",     "mevrouw",    "mr",
     "mrs",     "mw",      "nabestaanden", "prof",       "tav",    "tnv"});
// Surnames too ("de Heer"), so they go only before another name.
constexpr auto weak_address_words =
    std::to_array<std::string_view>({"dr", "erve", "erven", "heer", "hr", "ing", "ir", "wed", "weduwe", "wylen"});

constexpr auto between_words = std::to_array<std::string_view>(
    {"e/o",   "e/v",        "echtgenoot", "echtgenote", "en",  "et",  "ev",  "geb",    "geboren",   "gehuwd",
     "gesch", "gescheiden", "of",         "partner",    "und", "w/v", "wed", "weduwe", "weduwnaar", "wv"});
constexpr auto legal_forms =
    std::to_array<std::string_view>({"bv", "bvba", "cv", "gmbh", "kvk", "ltd", "nv", "vof", "zzp"});
constexpr auto business_words = std::to_array<std::string_view>({"aannemersbedryf",
                                                                 "administratie",
                                                                 "administratiekantoor",
                                                                 "advies",
                                                                 "advocatenkantoor",
                                                                 "atelier",
                                                                 "autobedryf",
                                                                 "autoryschool",
                                                                 "bakkery",
                                                                 "bedryf",
                                                                 "beheer",
                                                                 "bewindvoerder",
                                                                 "bewindvoerders",
                                                                 "bewindvoering",
                                                                 "bloemist",
                                                                 "boerdery",
                                                                 "bouwbedryf",
                                                                 "cafe",
                                                                 "cafetaria",
                                                                 "catering",
                                                                 "consultancy",
                                                                 "consulting",
                                                                 "detailhandel",
                                                                 "dienstverlening",
                                                                 "eenmanszaak",
                                                                 "eetcafe",
                                                                 "firma",
                                                                 "fysiotherapie",
                                                                 "garage",
                                                                 "garagebedryf",
                                                                 "gebr",
                                                                 "gebroeders",
                                                                 "grillroom",
                                                                 "groothandel",
                                                                 "handelsonderneming",
                                                                 "holding",
                                                                 "hotel",
                                                                 "hoveniersbedryf",
                                                                 "huisartspraktyk",
                                                                 "installatiebedryf",
                                                                 "kapsalon",
                                                                 "klusbedryf",
                                                                 "loonbedryf",
                                                                 "maatschap",
                                                                 "makelaardy",
                                                                 "makelaars",
                                                                 "massagepraktyk",
                                                                 "nagelstudio",
                                                                 "notariskantoor",
                                                                 "onderneming",
                                                                 "pizzeria",
                                                                 "praktyk",
                                                                 "restaurant",
                                                                 "ryschool",
                                                                 "schildersbedryf",
                                                                 "schoonheidssalon",
                                                                 "schoonmaak",
                                                                 "schoonmaakbedryf",
                                                                 "service",
                                                                 "services",
                                                                 "slagery",
                                                                 "snackbar",
                                                                 "solutions",
                                                                 "stichting",
                                                                 "supermarkt",
                                                                 "tandarts",
                                                                 "tandartspraktyk",
                                                                 "taxi",
                                                                 "transport",
                                                                 "transportbedryf",
                                                                 "vastgoed",
                                                                 "vereniging",
                                                                 "webshop",
                                                                 "woningcorporatie",
                                                                 "woningstichting",
                                                                 "zn",
                                                                 "zonen"});
constexpr auto additions = std::to_array<std::string_view>({"cs", "jr", "junior", "senior", "sr"});
constexpr auto slashed = std::to_array<std::string_view>({"c/o", "e/o", "e/v", "i/z", "p/a", "w/v"});

constexpr auto joined_by_hyphen = std::to_array<std::string_view>({"al", "d", "el", "l", "s", "t"});

// One bit for each length and first letter of a list: most names are in no list, and two bits say so.
struct Shape {
  std::uint32_t lengths = 0;
  std::uint32_t letters = 0;

  constexpr Shape() = default;
  constexpr explicit Shape(std::string_view word)
      : lengths(1U << (word.size() & 31U)), letters(1U << (static_cast<unsigned char>(word[0]) & 31U)) {}
  constexpr bool may_have(Shape other) const { return (lengths & other.lengths) && (letters & other.letters); }
};

template <const auto& list>
constexpr Shape shape_of() {
  Shape shape;
  for (const std::string_view word : list) {
    shape.lengths |= Shape(word).lengths;
    shape.letters |= Shape(word).letters;
  }
  return shape;
}

template <const auto& list>
bool is_one_of(std::string_view word) {
  static_assert(std::is_sorted(list.begin(), list.end()));
  constexpr Shape shape = shape_of<list>();
  if (word.empty() || !shape.may_have(Shape(word))) return false;
  return std::binary_search(list.begin(), list.end(), word);
}

bool is_word_sign(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// What abbreviations of letters with dots stand for; the first word of a field is never read so, as "E.V. Bos" has
// initials.
struct Abbreviation {
  std::string_view letters;
  WordKind kind;
};
constexpr auto abbreviations = std::to_array<Abbreviation>({{"ev", WordKind::between},
                                                            {"wv", WordKind::between},
                                                            {"bv", WordKind::business},
                                                            {"nv", WordKind::business},
                                                            {"cv", WordKind::business},
                                                            {"vof", WordKind::business},
                                                            {"hodn", WordKind::trade_name},
                                                            {"tav", WordKind::attention},
                                                            {"tnv", WordKind::attention}});

// "b.v." at the front of the text: the letters, and how many bytes they take.
std::size_t dotted_letters_at(std::string_view text, std::string& letters) {
  std::size_t at = 0;
  while (at < text.size() && is_small_letter(text[at]) && letters.size() < 5) {
    const bool dot = at + 1 < text.size() && text[at + 1] == '.';
    if (!dot && at + 1 < text.size() && is_word_sign(text[at + 1])) return 0;
    letters.push_back(text[at]);
    at += dot ? 2 : 1;
    if (!dot) break;
  }
  return letters.size() > 1 ? at : 0;
}

WordKind kind_of(std::string_view word, bool first) {
  if (word == "tav" || word == "tnv" || word == "inzake" || word == "c/o" || word == "p/a" || word == "i/z")
    return WordKind::attention;
  if (is_one_of<business_words>(word)) return WordKind::business;
  if (first) return WordKind::name;
  if (word == "hodn") return WordKind::trade_name;
  if (is_one_of<between_words>(word)) return WordKind::between;
  return is_one_of<legal_forms>(word) ? WordKind::business : WordKind::name;
}

// "'s-Gravenmade", "El-Khattabi": the hyphen belongs to one name.
bool joins_by_hyphen(const std::vector<Word>& words) {
  if (words.empty() || words.back().kind != WordKind::name || !is_one_of<joined_by_hyphen>(words.back().text))
    return false;
  return words.size() == 1 || words[words.size() - 2].kind != WordKind::name;
}

// One sign that is no part of a word.
void read_sign(char sign, bool at_word, std::vector<Word>& words) {
  if (sign == '.' && at_word && !words.empty()) {
    words.back().dotted = true;
  } else if (sign == ',' || sign == ';') {
    words.push_back({WordKind::comma, false, {}});
  } else if (sign == '-' || sign == '+' || sign == '&') {
    if (!joins_by_hyphen(words)) words.push_back({WordKind::between, false, {}});
  } else if (sign == '/' && at_word && !words.empty() && words.back().text.size() > 1) {
    words.push_back({WordKind::between, false, {}});
  }
}

// Bytes of a pair with a slash or of dotted letters that mean something, or 0.
std::size_t read_abbreviation(std::string_view text, std::vector<Word>& words) {
  if (text.size() < 2 || is_small_letter(text[1])) return 0;
  for (const std::string_view pair : slashed)
    if (text.starts_with(pair) && (text.size() == pair.size() || !is_word_sign(text[pair.size()]))) {
      words.push_back({kind_of(pair, words.empty()), false, text.substr(0, pair.size())});
      return pair.size();
    }
  std::string letters;
  const std::size_t size = dotted_letters_at(text, letters);
  if (size == 0) return 0;
  for (const Abbreviation& known : abbreviations)
    if (known.letters == letters && (!words.empty() || known.kind == WordKind::attention)) {
      words.push_back({known.kind, false, text.substr(0, size)});
      return size;
    }
  return 0;
}

}  // namespace

std::vector<Word> words_of(std::string_view folded) {
  std::vector<Word> words;
  words.reserve(12);
  for (std::size_t at = 0; at < folded.size() && words.size() < words_read_max;) {
    if (!is_word_sign(folded[at])) {
      read_sign(folded[at], at > 0 && is_word_sign(folded[at - 1]), words);
      ++at;
      continue;
    }
    if (const std::size_t taken = read_abbreviation(folded.substr(at), words); taken > 0) {
      at += taken;
      continue;
    }
    std::size_t end = at;
    while (end < folded.size() && is_word_sign(folded[end])) ++end;
    const std::string_view word = folded.substr(at, end - at);
    words.push_back({kind_of(word, words.empty()), false, word});
    at = end;
  }
  return words;
}

std::size_t address_words_in(std::span<const std::string_view> words) {
  const std::size_t article = words.size() > 1 && (words[0] == "de" || words[0] == "den" || words[0] == "het") ? 1 : 0;
  const std::string_view word = words[article];
  const bool address = is_one_of<address_words>(word) || is_one_of<family_words>(word);
  return address || is_one_of<weak_address_words>(word) ? article + 1 : 0;
}

bool addresses_family(std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [](std::string_view word) { return is_one_of<family_words>(word) || word == "echtpaar"; });
}

bool is_addition(std::string_view word) { return is_one_of<additions>(word); }

bool says_nothing(std::string_view part) {
  return is_one_of<family_words>(part) || is_one_of<address_words>(part) || is_one_of<business_words>(part);
}

void read_ij_as_y(std::string& folded) {
  std::size_t size = 0;
  for (const char c : folded) {
    if (c == 'j' && size > 0 && folded[size - 1] == 'i')
      folded[size - 1] = 'y';
    else
      folded[size++] = c;
  }
  folded.resize(size);
}

}  // namespace tijdig::names
