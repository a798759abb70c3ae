#include "libs/names/fold.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace tijdig::names
