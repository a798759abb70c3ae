#include "libs/names/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <utility>

#include "libs/base/check.h"
#include "libs/names/mojibake.h"

namespace tijdig::names {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void lower_ascii(std::string& text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
}

// One per thread: a rule-based transliterator locks when shared.
const icu::Transliterator& to_ascii() {
  thread_local const std::unique_ptr<icu::Transliterator> made = [] {
    UErrorCode status = U_ZERO_ERROR;
    UParseError where;
    std::unique_ptr<icu::Transliterator> result(icu::Transliterator::createFromRules(
        "TijdigFold",
        UNICODE_STRING_SIMPLE("\\u0140 > 'l.' ; \\u013F > 'L.' ; \\u014B > ng ; \\u014A > NG ; "
                              ":: Latin-ASCII ;")
            .unescape(),
        UTRANS_FORWARD, where, status));
    TIJDIG_CHECK(U_SUCCESS(status) && result != nullptr);
    return result;
  }();
  return *made;
}

std::string fold_once(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  TIJDIG_CHECK(U_SUCCESS(status));
  icu::UnicodeString wide = nfc->normalize(
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))), status);
  TIJDIG_CHECK(U_SUCCESS(status));
  to_ascii().transliterate(wide);
  wide.foldCase();
  std::string folded;
  wide.toUTF8String(folded);
  return folded;
}

// The letters of two bytes that Western and Central European names are made of, each folded once by ICU.
constexpr std::uint32_t letters_from = 0x80, letters_to = 0x250;

using LetterTable = std::array<std::string, letters_to - letters_from>;

const LetterTable& letter_table() {
  static const LetterTable made = [] {
    LetterTable table;
    for (std::uint32_t letter = letters_from; letter < letters_to; ++letter) {
      const std::string utf8{static_cast<char>(0xC0U | (letter >> 6U)), static_cast<char>(0x80U | (letter & 0x3FU))};
      std::string folded = fold_by_icu(utf8);
      if (is_ascii(folded)) table[letter - letters_from] = std::move(folded);
    }
    return table;
  }();
  return made;
}

// False when a letter is not in the table: then ICU must look at the whole.
bool fold_by_table(std::string_view text, std::string& folded) {
  const LetterTable& table = letter_table();
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) {
      folded.push_back(static_cast<char>(lead));
      continue;
    }
    if (lead < 0xC2 || lead > 0xC9 || i + 1 == text.size()) return false;
    const auto next = static_cast<unsigned char>(text[++i]);
    if ((next & 0xC0U) != 0x80U) return false;
    const std::uint32_t letter = ((lead & 0x1FU) << 6U) | (next & 0x3FU);
    if (letter < letters_from || letter >= letters_to || table[letter - letters_from].empty()) return false;
    folded += table[letter - letters_from];
  }
  return true;
}

}  // namespace

std::string fold_by_icu(std::string_view text) {
  std::string folded = fold_once(repair_mojibake(text));
  // What ICU leaves behind may come together in a new way; a few rounds and it rests.
  for (int round = 0; round < 8 && !is_ascii(folded); ++round) {
    std::string again = fold_once(repair_mojibake(folded));
    if (again == folded) break;
    folded = std::move(again);
  }
  lower_ascii(folded);
  return folded;
}

std::string fold(std::string_view text) {
  std::string folded;
  if (is_ascii(text)) {
    folded = text;
  } else if (may_be_mojibake(text) || !fold_by_table(text, folded)) {
    return fold_by_icu(text);
  }
  lower_ascii(folded);
  return folded;
}

}  // namespace tijdig::names
