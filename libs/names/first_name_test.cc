#include "libs/names/first_name.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

// Also tests roepnaam_table.cc.
namespace tijdig::names {
namespace {

FirstNames compare(std::string_view a, std::string_view b) {
  return compare_first_names(read_first_name(a), read_first_name(b));
}

TEST(FirstNameField, KnowsWhatARoepnaamStandsFor) {
  EXPECT_EQ(FirstNames::roepnaam, compare("Jan", "Johannes"));
  EXPECT_EQ(FirstNames::roepnaam, compare("Cornelis", "Kees"));
  EXPECT_EQ(FirstNames::roepnaam, compare("Piet", "Petrus"));
  EXPECT_EQ(FirstNames::roepnaam, compare("Piet", "Pieter"));
  EXPECT_EQ(FirstNames::roepnaam, compare("Henk", "Hendrik"));
  EXPECT_EQ(FirstNames::roepnaam, compare("Anneke", "Anna"));
  EXPECT_EQ(FirstNames::roepnaam, compare("Truus", "Geertruida Maria"));
  EXPECT_EQ(FirstNames::roepnaam, compare("Sjaak", "Jacobus"));
  EXPECT_EQ(FirstNames::roepnaam, compare("Gijs", "Gysbertus"));
  EXPECT_GE(roepnaam_pairs(), 300U);
}

TEST(FirstNameField, TellsTwoRoepnamenOfOneNameApart) {
  EXPECT_EQ(FirstNames::share_official, compare("Jan", "Hans"));
  EXPECT_EQ(FirstNames::different, compare("Jan", "Piet"));
}

TEST(FirstNameField, LooksAtTheFirstOfSeveral) {
  EXPECT_EQ(FirstNames::equal, compare("Johannes Cornelis", "johannes"));
  EXPECT_EQ("annefleur", read_first_name("Anne-Fleur Belle").first);
  EXPECT_EQ(FirstNames::unknown, compare("", "Jan"));
}

TEST(FirstNameField, MayBeALetter) {
  EXPECT_EQ(FirstNames::initial, compare("K.", "Kees"));
  EXPECT_EQ(FirstNames::initial, compare("C", "Kees"));
  EXPECT_EQ(FirstNames::different, compare("P.", "Kees"));
  EXPECT_EQ("kc", read_first_name("Kees").possible_initials());
}

RC_GTEST_PROP(FirstNameField, ReadAgainIsTheSame, (const std::string& bytes)) {
  const FirstName once = read_first_name(bytes);
  RC_ASSERT(read_first_name(once.first) == once);
}

RC_GTEST_PROP(FirstNameField, ComparesAlikeBothWays, (unsigned char a, unsigned char b)) {
  constexpr const char* names[] = {"Jan", "Johannes", "Hans", "Kees", "Cornelis", "C", "", "Han", "Johanna", "Piet"};
  RC_ASSERT(compare(names[a % 10], names[b % 10]) == compare(names[b % 10], names[a % 10]));
}

RC_GTEST_PROP(InitialsField, ReadAgainIsTheSame, (const std::string& bytes)) {
  const std::string once = initials_of(bytes, "");
  RC_ASSERT(initials_of(once, "") == once);
}

TEST(InitialsField, HoldingANameGivesItsLetter) {
  EXPECT_EQ("t", initials_of("Theo", ""));
  EXPECT_EQ("jcm", initials_of("jcm", ""));
  EXPECT_EQ("ci", initials_of("Ch.IJ.", ""));
  EXPECT_EQ("m", initials_of("", "Măŀĩka"));
  EXPECT_EQ("a", initials_of("", "'Abdullah"));
}

}  // namespace
}  // namespace tijdig::names
