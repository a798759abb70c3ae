#include "libs/names/surname.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

// Also tests surname_words.cc and prefix_table.cc.
#include "libs/names/prefix_table.h"
#include "libs/names/surname_words.h"

namespace tijdig::names {
namespace {

std::string parts_of(std::string_view written) { return std::string(read_surname(written).parts.text()); }

TEST(SurnameField, LosesItsFormOfAddress) {
  for (const char* written : {"Fam. Bos", "Familie Bos", "De heer Bos", "De heer en mevrouw Bos", "Dhr./Mw. Bos",
                              "t.a.v. Bos", "inzake Bos", "Erven Bos", "de erven Bos", "Mevr. Bos", "Bos jr."})
    EXPECT_EQ("bos", parts_of(written)) << written;
  EXPECT_TRUE(read_surname("Fam. Bos").is_family);
  EXPECT_TRUE(read_surname("De heer en mevrouw Bos").is_family);
  EXPECT_TRUE(read_surname("de heer/mevrouw Bos").is_family);
  EXPECT_FALSE(read_surname("Mw. Bos").is_family);
}

TEST(SurnameField, KeepsANameThatOnlyLooksLikeAFormOfAddress) {
  EXPECT_EQ("heer", parts_of("de Heer"));
  EXPECT_EQ("heer", parts_of("De heer de Heer"));
  EXPECT_EQ("heer jansen", parts_of("Jansen-de Heer"));
  EXPECT_EQ("weduwe", parts_of("de Weduwe"));
  EXPECT_EQ("jansen weduwe", parts_of("Jansen-de Weduwe"));
}

TEST(SurnameField, KeepsANameThatIsAlsoAWordOfTrade) {
  EXPECT_EQ("winkel", parts_of("Winkel"));
  EXPECT_EQ("winkel", parts_of("te Winkel"));
  EXPECT_FALSE(read_surname("te Winkel").is_business);
}

TEST(SurnameField, OfABusinessKeepsThePersonBehindIt) {
  for (const char* written : {"Bakkerij Bos B.V.", "Bos BV", "Bos h.o.d.n. Haarmode", "Kapsalon Haarmode t.a.v. Bos",
                              "Stichting Bos", "Bos V.O.F."}) {
    EXPECT_EQ("bos", parts_of(written)) << written;
    EXPECT_TRUE(read_surname(written).is_business) << written;
  }
  EXPECT_FALSE(read_surname("B.V. Bos").is_business);
}

TEST(SurnameField, GivesItsInitials) {
  EXPECT_EQ("jc", read_surname("J.C. Bos").initials);
  EXPECT_EQ("jc", read_surname("Bos, J.C.").initials);
  EXPECT_EQ("bos", parts_of("Bos J.C."));
  EXPECT_EQ("bos", parts_of("A.B. Bos"));
  EXPECT_EQ("eq", read_surname("E.Q van Bos").initials);
}

TEST(SurnameField, KeepsItsPrefixApart) {
  EXPECT_EQ("van der", read_surname("Berg, van der").prefix);
  EXPECT_EQ("v d", read_surname("v.d. Berg").prefix);
  EXPECT_EQ("van der", read_surname("Berg", "van der").prefix);
  EXPECT_EQ("van der", read_surname("Berg, van der", "van der").prefix);
  EXPECT_EQ("van/de", read_surname("Jansen-de Vries", "van").prefix);
  EXPECT_EQ("van den", read_surname("Jansen-van den Berg").prefix);
  EXPECT_EQ("gravenmade", parts_of("'s-Gravenmade"));
}

TEST(SurnameField, OfMarriedPeopleIsASetWithoutOrder) {
  for (const char* written :
       {"Jansen-de Vries", "Vries, de gesch. Jansen", "Jansen wed. de Vries", "Jansen/de Vries", "de Vries e.v. Jansen",
        "Jansen (geb. de Vries)", "Jansen en de Vries", "Jansen e/o de Vries"})
    EXPECT_EQ("jansen vries", parts_of(written)) << written;
}

TEST(SurnameField, ThatBeginsOrEndsWithWhatStandsBetweenNamesIsRead) {
  EXPECT_EQ("evjansen", parts_of("e/v Jansen"));
  EXPECT_EQ("ev", parts_of("de e/v"));
}

TEST(Prefixes, AgreeWithTheirAbbreviations) {
  EXPECT_TRUE(prefixes_agree("v d", "van der"));
  EXPECT_TRUE(prefixes_agree("vd", "van den"));
  EXPECT_TRUE(prefixes_agree("", "van den"));
  EXPECT_TRUE(prefixes_agree("de/van der", "v d"));
  EXPECT_FALSE(prefixes_agree("van der", "van den"));
  EXPECT_FALSE(prefixes_agree("te", "van"));
}

TEST(Prefixes, AreTheLongestOfTheTable) {
  using Words = std::vector<std::string_view>;
  EXPECT_EQ(2U, longest_prefix_in(Words{"van", "der", "berg"}));
  EXPECT_EQ(3U, longest_prefix_in(Words{"van", "van", "de", "berg"}));
  EXPECT_EQ(0U, longest_prefix_in(Words{"berg"}));
}

TEST(SurnameWords, AreSortedByWhatTheyAreFor) {
  const std::vector<Word> words = words_of("bos e/v v.d. berg");
  ASSERT_EQ(5U, words.size());
  EXPECT_EQ(WordKind::between, words[1].kind);
  EXPECT_TRUE(words[2].dotted);
}

constexpr const char* pieces[] = {"van", "der",    "de",   "v.d.",   "Berg", "Jansen",    "-",        ",",
                                  "e/v", " geb. ", "Fam.", "t.a.v.", "B.V.", "J.",        "h.o.d.n.", "'s",
                                  "Tij", "j",      "/",    "ij",     "heer", "Stichting", "en"};

RC_GTEST_PROP(SurnameField, ReadAgainIsTheSame, (const std::vector<unsigned char>& choice, const std::string& bytes)) {
  std::string text = bytes;
  for (const unsigned char c : choice) {
    text += pieces[c % std::size(pieces)];
    if (c % 3 != 0) text += ' ';
  }
  for (const std::string_view part : read_surname(text).parts) RC_ASSERT(read_surname(part).parts.text() == part);
}

RC_GTEST_PROP(SurnameField, OfTwoNamesDoesNotKnowTheirOrder, (unsigned char a, unsigned char b)) {
  constexpr const char* names[] = {"Jansen", "van den Berg", "de Vries", "'t Hooft", "O'Brien", "Groß", "in 't Veld"};
  const std::string one = names[a % std::size(names)], other = names[b % std::size(names)];
  RC_ASSERT(read_surname(one + "-" + other).parts == read_surname(other + "-" + one).parts);
  RC_ASSERT(read_surname(one + " e/v " + other).parts == read_surname(other + "-" + one).parts);
}

TEST(SurnameField, OfTenThousandLettersIsRead) {
  EXPECT_EQ(10000U, parts_of(std::string(10000, 'a')).size());
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "v ";
  EXPECT_EQ("v", parts_of(text));
}

TEST(SurnameField, OfMoreWordsThanAnybodyHasIsReadAsFarAsItGoes) {
  std::string text = "Bos-Vos";
  for (int i = 0; i < 100'000; ++i) text += "-a" + std::to_string(i);
  const Surname read = read_surname(text);
  EXPECT_TRUE(read.parts.contains("bos"));
  EXPECT_LE(read.parts.size(), words_read_max);
}

}  // namespace
}  // namespace tijdig::names
