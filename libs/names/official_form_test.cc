#include "libs/names/official_form.h"

#include <gtest/gtest.h>

namespace tijdig::names {
namespace {

TEST(OfficialForm, OfVoorlettersHasOneLetterAName) {
  EXPECT_EQ("T.P.I.", voorletters("Theo Philip IJsbrand"));
  EXPECT_EQ("A.Ö.", voorletters("Anna  Özil"));
  EXPECT_EQ("S.Q", voorletters("Suzie Q"));
  EXPECT_EQ("", voorletters(""));
}

TEST(OfficialForm, OfANameFollowsItsUse) {
  NameFields name{.first_names = "Piet", .prefix = "van", .surname = "Velzen", .partner_surname = "Groenlo"};
  EXPECT_EQ("P. van Velzen", address_name(name));
  name.use = Naamgebruik::partner;
  EXPECT_EQ("P. Groenlo", address_name(name));
  name.use = Naamgebruik::partner_own;
  EXPECT_EQ("P. Groenlo-van Velzen", address_name(name));
  name.use = Naamgebruik::own_partner;
  EXPECT_EQ("P. van Velzen-Groenlo", address_name(name));
}

TEST(OfficialForm, WithoutFirstNamesBeginsWithACapital) {
  EXPECT_EQ("Van Velzen", address_name({.prefix = "van", .surname = "Velzen"}));
}

TEST(OfficialForm, GluesAPrefixThatEndsInAnApostrophe) {
  EXPECT_EQ("d'Angelo", used_surname({.prefix = "d'", .surname = "Angelo"}));
}

TEST(OfficialForm, OfAnAddressFollowsTheStandard) {
  EXPECT_EQ("Hof 9-2", address_line({.street = "Hof", .number = "9", .addition = "2"}));
  EXPECT_EQ("Hof bij 9 B", address_line({.street = "Hof", .number = "9", .letter = "B", .designation = "by"}));
}

}  // namespace
}  // namespace tijdig::names
