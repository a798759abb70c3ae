#include "libs/names/comparable.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace tijdig::names {
namespace {

using Parts = std::vector<std::string>;

TEST(Surname, IsTheSameHoweverItIsWritten) {
  for (const char* written : {"van den Berg", "Berg, van den", "v.d. Berg", "v/d Berg", "Van Den Berg", "Berg v.d.",
                              "Fam. van den Berg", "De heer v.d. Berg", "t.a.v. Berg, v.d.", "BERG", "vd Berg"})
    EXPECT_EQ(Parts{"berg"}, surname_parts_of(written)) << written;
}

TEST(Surname, OfTwoNamesIsASetWithoutOrder) {
  for (const char* written : {"Jansen-de Vries", "de Vries - Jansen", "de Vries e/v Jansen", "Jansen geb. de Vries",
                              "Vries, de e/v Jansen", "Vries e.v. Jansen", "Vries, de-Jansen"})
    EXPECT_EQ((Parts{"jansen", "vries"}), surname_parts_of(written)) << written;
}

TEST(Surname, KeepsAWordThatOnlyLooksLikeAPrefix) {
  EXPECT_EQ(Parts{"los"}, surname_parts_of("Los"));
  EXPECT_EQ(Parts{"ben"}, surname_parts_of("van Ben"));
  EXPECT_EQ(Parts{"obrien"}, surname_parts_of("O'Brien"));
  EXPECT_EQ(Parts{"hooft"}, surname_parts_of("'t Hooft"));
  EXPECT_EQ(Parts{"veld"}, surname_parts_of("in 't Veld"));
}

TEST(Surname, ReadsIjAndYAlikeAndForgetsMarks) {
  EXPECT_EQ(surname_parts_of("Wijngaarden"), surname_parts_of("Wyngaarden"));
  EXPECT_EQ(surname_parts_of("Dĳkstra"), surname_parts_of("Dijkstra"));
  EXPECT_EQ(surname_parts_of("Groß"), surname_parts_of("Gross"));
  EXPECT_EQ(surname_parts_of("Yılmaz"), surname_parts_of("Yilmaz"));
}

TEST(Surname, ThatSaysNothingIsUnknown) {
  EXPECT_EQ(Parts{}, surname_parts_of(""));
  EXPECT_EQ(Parts{}, surname_parts_of(" . "));
  EXPECT_EQ(Parts{}, surname_parts_of("Fam."));
}

RC_GTEST_PROP(Surname, NormalisedIsANormalForm, (const std::string& text)) {
  for (const std::string& part : surname_parts_of(text)) {
    RC_ASSERT(surname_parts_of(part) == Parts{part});
  }
}

RC_GTEST_PROP(Surname, IsSortedAndUnique, (const std::string& text)) {
  const Parts parts = surname_parts_of(text);
  RC_ASSERT(std::is_sorted(parts.begin(), parts.end()));
  RC_ASSERT(std::adjacent_find(parts.begin(), parts.end()) == parts.end());
}

TEST(Initials, AreReadAsTheBrpWritesThem) {
  EXPECT_EQ("jcm", initials_of("J.C.M.", ""));
  EXPECT_EQ("jcm", initials_of("JCM", "Jan"));
  EXPECT_EQ("jcm", initials_of("J C M", ""));
  EXPECT_EQ("tp", initials_of("Th.Ph.", ""));
  EXPECT_EQ("h", initials_of("", "Henk"));
  EXPECT_EQ("tpi", initials_of("", "Theo Philip IJsbrand"));
  EXPECT_EQ("ab", initials_of("", "Anne-Fleur Belle"));
  EXPECT_EQ("", initials_of("", ""));
}

ComparablePerson reached_at(const std::string& telephone, const std::string& email) {
  Person person;
  person.telephone = PrivateText(telephone);
  person.email = PrivateText(email);
  return comparable(person);
}

TEST(ContactDetails, AreOneNormalFormHoweverTheyAreWritten) {
  for (const char* text : {"06-12345679", "+31 6 1234 5679", "0031612345679"})
    EXPECT_EQ("+31612345679", reached_at(text, "").telephone) << text;
  EXPECT_EQ("+31791234568", reached_at("(079) 123 45 68", "").telephone);
  EXPECT_EQ("", reached_at("12345", "").telephone);
  EXPECT_EQ("j.bos@example.org", reached_at("", " <J.Bos@example.org>;").email);
}

TEST(ContactDetails, TypedToGetPastAFormSayNothing) {
  for (const char* text : {"06-00000000", "06-12345678"}) EXPECT_EQ("", reached_at(text, "").telephone) << text;
  for (const char* text : {"noreply@example.org", "geen@example.org"})
    EXPECT_EQ("", reached_at("", text).email) << text;
}

}  // namespace
}  // namespace tijdig::names
