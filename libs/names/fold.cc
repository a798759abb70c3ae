#include "libs/names/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

#include "libs/base/check.h"

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

}  // namespace

std::string fold(std::string_view text) {
  std::string folded;
  if (is_ascii(text)) {
    folded = text;
  } else {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    TIJDIG_CHECK(U_SUCCESS(status));
    icu::UnicodeString wide = nfc->normalize(
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))), status);
    TIJDIG_CHECK(U_SUCCESS(status));
    to_ascii().transliterate(wide);
    wide.foldCase();
    wide.toUTF8String(folded);
  }
  lower_ascii(folded);
  return folded;
}

}  // namespace tijdig::names
