#include "libs/town/text_forms.h"

#include <gtest/gtest.h>

namespace tijdig::town {
namespace {

TEST(TextForms, DropMarksAndKnowWhetherThereAreAny) {
  EXPECT_EQ(without_diacritics("Müller"), "Muller");
  EXPECT_EQ(without_diacritics("Özdemir-Şahin"), "Ozdemir-Sahin");
  EXPECT_TRUE(has_diacritics("René"));
  EXPECT_FALSE(has_diacritics("van 't Hart"));
}

TEST(TextForms, WriteIjAsY) {
  EXPECT_EQ(ij_as_y("Dijkstra"), "Dykstra");
  EXPECT_EQ(ij_as_y("Rijnsdijk"), "Rynsdyk");
  EXPECT_EQ(ij_as_y("Jansen"), "Jansen");
}

TEST(TextForms, AbbreviateThePrefixesThatPeopleAbbreviate) {
  EXPECT_EQ(abbreviated_prefix("van der"), "v.d.");
  EXPECT_EQ(abbreviated_prefix("van"), "v.");
  EXPECT_EQ(abbreviated_prefix("de"), "de");
}

TEST(TextForms, MakeATypoOfOneEditAndLeaveShortNamesAlone) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Random chance(seed);
    const std::string wrong = with_typo(chance, "Jansen");
    EXPECT_EQ(wrong.front(), 'J');
    EXPECT_GE(wrong.size(), 5U);
    EXPECT_LE(wrong.size(), 7U);
  }
  Random chance(1);
  EXPECT_EQ(with_typo(chance, "Mol"), "Mol");
}

TEST(TextForms, WriteRomanNumbersUpToTen) {
  EXPECT_EQ(roman(3), "III");
  EXPECT_EQ(roman(9), "IX");
  EXPECT_EQ(roman(11), "11");
}

TEST(TextForms, WriteWindows1252OneByteALetter) {
  EXPECT_EQ(to_windows_1252("Händelrode"), "H\xe4ndelrode");
  EXPECT_EQ(to_windows_1252("Şahin"), "Sahin");  // no such letter there
  EXPECT_EQ(lower_case("2711AB"), "2711ab");
}

}  // namespace
}  // namespace tijdig::town
