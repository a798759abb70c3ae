#include "libs/town/text_forms.h"

#include <utility>

namespace tijdig::town {
namespace {

struct Marked {
  std::string_view letter;
  std::string_view plain;
};

constexpr Marked marked_letters[] = {
    {"ä", "a"}, {"á", "a"}, {"à", "a"}, {"â", "a"}, {"Ä", "A"}, {"ç", "c"}, {"Ç", "C"},
    {"é", "e"}, {"è", "e"}, {"ë", "e"}, {"ê", "e"}, {"É", "E"}, {"í", "i"}, {"ï", "i"},
    {"î", "i"}, {"ñ", "n"}, {"ó", "o"}, {"ö", "o"}, {"ô", "o"}, {"Ö", "O"}, {"ø", "o"},
    {"ú", "u"}, {"ü", "u"}, {"û", "u"}, {"Ü", "U"}, {"Ş", "S"}, {"ş", "s"}, {"ß", "ss"},
};

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

std::string plain_form(std::string_view letter) {
  for (const Marked& known : marked_letters)
    if (known.letter == letter) return std::string(known.plain);
  return std::string(letter);
}

template <class Visit>
void each_letter(std::string_view text, Visit visit) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && is_continuation(text[end])) ++end;
    visit(text.substr(at, end - at));
    at = end;
  }
}

bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

std::string without_diacritics(std::string_view text) {
  std::string out;
  each_letter(text, [&](std::string_view letter) { out += plain_form(letter); });
  return out;
}

bool has_diacritics(std::string_view text) { return without_diacritics(text) != text; }

std::string ij_as_y(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool digraph = text.substr(at, 2) == "ij";
    out.push_back(digraph ? 'y' : text[at]);
    if (digraph) ++at;
  }
  return out;
}

std::string with_typo(Random& chance, std::string text) {
  if (text.size() < 4) return text;
  const auto at = static_cast<std::size_t>(chance.between(1, static_cast<int>(text.size()) - 2));
  if (!is_ascii_lower(text[at]) || !is_ascii_lower(text[at + 1])) {
    text.push_back('n');
    return text;
  }
  switch (chance.below(4)) {
    case 0:
      text[at] = static_cast<char>('a' + (text[at] - 'a' + 1 + static_cast<int>(chance.below(24))) % 26);
      break;
    case 1:
      text.erase(at, 1);
      break;
    case 2:
      text.insert(at, 1, text[at]);
      break;
    default:
      std::swap(text[at], text[at + 1]);
      break;
  }
  return text;
}

std::string abbreviated_prefix(std::string_view prefix) {
  if (prefix == "van der" || prefix == "van den" || prefix == "van de") return "v.d.";
  if (prefix == "van") return "v.";
  if (prefix == "ter" || prefix == "ten") return "t.";
  return std::string(prefix);
}

std::string lower_case(std::string_view ascii) {
  std::string out(ascii);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string roman(unsigned number) {
  constexpr std::string_view numerals[] = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"};
  if (number < 1 || number > 10) return std::to_string(number);
  return std::string(numerals[number - 1]);
}

std::string to_windows_1252(std::string_view text) {
  std::string out;
  each_letter(text, [&](std::string_view letter) {
    if (letter.size() == 1) {
      out += letter;
    } else if (letter.size() == 2 && (letter[0] == '\xc2' || letter[0] == '\xc3')) {
      const auto low = static_cast<unsigned char>(letter[1]);
      out.push_back(static_cast<char>(letter[0] == '\xc2' ? low : low + 0x40));
    } else {
      out += plain_form(letter);
    }
  });
  return out;
}

}  // namespace tijdig::town
