#include "libs/names/surname_words.h"

#include <algorithm>
#include <array>

namespace tijdig::names {
namespace {

constexpr auto family_words = std::to_array<std::string_view>({"fam", "familie", "gezin", "huishouden"});
// No surnames: they go even when nothing else is left.
constexpr auto address_words = std::to_array<std::string_view>(
    {"dhr",     "mw",  "mevr", "mevrouw", "mej",     "mejuffrouw",   "meneer",     "mr",
     "mrs",     "drs", "prof", "jhr",     "jkvr",    "nabestaanden", "erfgenamen", "bewoners",
     "bewoner", "tav", "tnv",  "inzake",  "betreft", "echtpaar"});
// Surnames too ("de Heer"), so they go only before another name.
constexpr auto weak_address_words =
    std::to_array<std::string_view>({"heer", "hr", "erven", "erve", "weduwe", "wed", "dr", "ir", "ing", "wylen"});

constexpr auto between_words = std::to_array<std::string_view>(
    {"e/v", "w/v",    "e/o",       "ev",         "wv",         "geb",     "geboren", "gesch", "gescheiden", "gehuwd",
     "wed", "weduwe", "weduwnaar", "echtgenote", "echtgenoot", "partner", "en",      "of",    "und",        "et"});
constexpr auto legal_forms =
    std::to_array<std::string_view>({"bv", "nv", "vof", "cv", "ltd", "gmbh", "bvba", "zzp", "kvk"});
constexpr auto business_words = std::to_array<std::string_view>({"stichting",
                                                                 "vereniging",
                                                                 "holding",
                                                                 "beheer",
                                                                 "vastgoed",
                                                                 "makelaars",
                                                                 "makelaardy",
                                                                 "eenmanszaak",
                                                                 "bakkery",
                                                                 "slagery",
                                                                 "kapsalon",
                                                                 "restaurant",
                                                                 "cafe",
                                                                 "cafetaria",
                                                                 "snackbar",
                                                                 "pizzeria",
                                                                 "grillroom",
                                                                 "eetcafe",
                                                                 "hotel",
                                                                 "schildersbedryf",
                                                                 "installatiebedryf",
                                                                 "bouwbedryf",
                                                                 "autobedryf",
                                                                 "garagebedryf",
                                                                 "klusbedryf",
                                                                 "aannemersbedryf",
                                                                 "schoonmaakbedryf",
                                                                 "transportbedryf",
                                                                 "hoveniersbedryf",
                                                                 "loonbedryf",
                                                                 "bedryf",
                                                                 "garage",
                                                                 "taxi",
                                                                 "transport",
                                                                 "administratiekantoor",
                                                                 "advocatenkantoor",
                                                                 "notariskantoor",
                                                                 "handelsonderneming",
                                                                 "onderneming",
                                                                 "maatschap",
                                                                 "firma",
                                                                 "gebroeders",
                                                                 "gebr",
                                                                 "zonen",
                                                                 "zn",
                                                                 "detailhandel",
                                                                 "groothandel",
                                                                 "supermarkt",
                                                                 "winkel",
                                                                 "tandarts",
                                                                 "tandartspraktyk",
                                                                 "huisartspraktyk",
                                                                 "praktyk",
                                                                 "fysiotherapie",
                                                                 "consultancy",
                                                                 "consulting",
                                                                 "advies",
                                                                 "administratie",
                                                                 "dienstverlening",
                                                                 "services",
                                                                 "service",
                                                                 "solutions",
                                                                 "schoonmaak",
                                                                 "catering",
                                                                 "bloemist",
                                                                 "autoryschool",
                                                                 "ryschool",
                                                                 "nagelstudio",
                                                                 "schoonheidssalon",
                                                                 "massagepraktyk",
                                                                 "bewindvoering",
                                                                 "bewindvoerders",
                                                                 "bewindvoerder",
                                                                 "woningstichting",
                                                                 "woningcorporatie",
                                                                 "boerdery",
                                                                 "atelier",
                                                                 "webshop"});
constexpr auto additions = std::to_array<std::string_view>({"jr", "sr", "junior", "senior", "cs"});
constexpr auto slashed = std::to_array<std::string_view>({"e/v", "w/v", "e/o", "c/o", "p/a", "i/z"});

template <std::size_t size>
bool is_one_of(std::string_view word, const std::array<std::string_view, size>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_word_sign(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

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
  while (at < text.size() && is_letter(text[at]) && letters.size() < 5) {
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
  if (is_one_of(word, business_words)) return WordKind::business;
  if (first) return WordKind::name;
  if (word == "hodn") return WordKind::trade_name;
  if (is_one_of(word, between_words)) return WordKind::between;
  return is_one_of(word, legal_forms) ? WordKind::business : WordKind::name;
}

// "'s-Gravenmade", "El-Khattabi": the hyphen belongs to one name.
bool joins_by_hyphen(const std::vector<Word>& words) {
  constexpr auto joined = std::to_array<std::string_view>({"s", "t", "d", "l", "al", "el"});
  if (words.empty() || words.back().kind != WordKind::name || !is_one_of(words.back().text, joined)) return false;
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
  for (std::size_t at = 0; at < folded.size();) {
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
  const bool address = is_one_of(word, address_words) || is_one_of(word, family_words);
  return address || is_one_of(word, weak_address_words) ? article + 1 : 0;
}

bool addresses_family(std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [](std::string_view word) { return is_one_of(word, family_words) || word == "echtpaar"; });
}

bool is_addition(std::string_view word) { return is_one_of(word, additions); }

bool says_nothing(std::string_view part) {
  return is_one_of(part, family_words) || is_one_of(part, address_words) || is_one_of(part, business_words);
}

void read_ij_as_y(std::string& folded) {
  for (std::size_t at = folded.find("ij"); at != std::string::npos; at = folded.find("ij", at))
    folded.replace(at, 2, "y");
}

}  // namespace tijdig::names
