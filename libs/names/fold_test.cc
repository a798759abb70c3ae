#include "libs/names/fold.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <vector>

namespace tijdig::names {
namespace {

TEST(Fold, DropsMarksLigaturesAndCapitals) {
  EXPECT_EQ("dordevic", fold("Ðorđević"));
  EXPECT_EQ("gross-lodz", fold("Groß-Łódź"));
  EXPECT_EQ("ijsselmeer", fold("Ĳsselmeer"));
  EXPECT_EQ("yilmaz", fold("Yılmaz"));
  EXPECT_EQ("aero", fold("ÆRO"));
  EXPECT_EQ("van der berg", fold("VAN DER Berg"));
}

TEST(Fold, FollowsTheOfficialPlainSpellingWhereIcuDoesNot) {
  EXPECT_EQ("ll.", fold("Lŀ"));
  EXPECT_EQ("nga", fold("Ŋa"));
}

TEST(Fold, ReadsComposedAndDecomposedAlike) { EXPECT_EQ(fold("Jos\u00e9"), fold("Jose\u0301")); }

TEST(Fold, TwiceIsOnce) {
  for (const char* text : {"Ðorđević", "Groß", "Yılmaz", "Łódź", "O'Brien", "Ελλάδα"})
    EXPECT_EQ(fold(text), fold(fold(text)));
}

TEST(Fold, RepairsWhatWasReadInTheWrongCharacterSet) { EXPECT_EQ("groen", fold("GroÃ«n")); }

RC_GTEST_PROP(Fold, OfAnyBytesTwiceIsOnce, (const std::string& bytes)) {
  const std::string once = fold(bytes);
  RC_ASSERT(fold(once) == once);
}

RC_GTEST_PROP(Fold, OfAnyLettersTwiceIsOnce, (const std::vector<std::uint16_t>& letters)) {
  std::string text;
  for (const std::uint16_t letter : letters) {
    const unsigned sign = letter % 0x2100U;
    if (sign < 0x80)
      text.push_back(static_cast<char>(sign));
    else if (sign < 0x800)
      text += {static_cast<char>(0xC0U | (sign >> 6U)), static_cast<char>(0x80U | (sign & 0x3FU))};
    else
      text += {static_cast<char>(0xE0U | (sign >> 12U)), static_cast<char>(0x80U | ((sign >> 6U) & 0x3FU)),
               static_cast<char>(0x80U | (sign & 0x3FU))};
  }
  const std::string once = fold(text);
  RC_ASSERT(fold(once) == once);
  RC_ASSERT(fold_by_icu(text) == once);
}

RC_GTEST_PROP(Fold, GoesTheShortWayToWhereIcuGoes, (const std::vector<std::uint16_t>& letters)) {
  std::string text;
  for (const std::uint16_t letter : letters) {
    const unsigned sign = 0x80U + letter % 0x1D0U;
    text += {static_cast<char>(0xC0U | (sign >> 6U)), static_cast<char>(0x80U | (sign & 0x3FU))};
    if (letter % 3 == 0) text.push_back('A');
  }
  RC_ASSERT(fold(text) == fold_by_icu(text));
}

}  // namespace
}  // namespace tijdig::names
