#include "services/signal_ingest/field_text.h"

#include <gtest/gtest.h>

namespace tijdig::signal_ingest {
namespace {

TEST(FieldText, TrimsBlanksAndNoBreakSpaces) {
  EXPECT_EQ(trimmed(" \t a b\xC2\xA0 "), "a b");
  EXPECT_EQ(trimmed("\xC2\xA0"), "");
  EXPECT_EQ(trimmed(" \xC2\xA0\t\xC2\xA0 "), "");
  EXPECT_EQ(trimmed("\xC2\xA1"), "\xC2\xA1");
  EXPECT_EQ(trimmed("\xA0"), "\xA0");
  EXPECT_EQ(characters_in("Jos\xC3\xA9"), 4U);
}

TEST(FieldText, ReadsIsoAndDutchDatesAndNoOthers) {
  EXPECT_EQ(*parse_partner_date("2018-10-25"), Date(2018, 10, 25));
  EXPECT_EQ(*parse_partner_date("25-10-2018"), Date(2018, 10, 25));
  EXPECT_EQ(*parse_partner_date("5-1-2018"), Date(2018, 1, 5));
  for (const char* wrong : {"2018-02-30", "31-4-2018", "25/10/2018", "20181025", "25-10-18", "", "-", "1-2-3-2018",
                            "0-1-2018", "99-99-9999", "25-10-2018x"})
    EXPECT_FALSE(parse_partner_date(wrong).has_value()) << wrong;
}

TEST(FieldText, FindsInvisibleCharacters) {
  EXPECT_TRUE(has_control_character("a\tb"));
  EXPECT_TRUE(has_control_character("a\nb"));
  EXPECT_TRUE(has_control_character("\xEF\xBB\xBFnaam"));  // a byte order mark
  EXPECT_TRUE(has_control_character("a\xE2\x80\x8Fz"));    // a direction mark
  EXPECT_TRUE(has_control_character("a\xC2\x85z"));        // a C1 control
  EXPECT_FALSE(has_control_character("Jos\xC3\xA9 de Vries"));
}

TEST(FieldText, KnowsANameFromSomethingElse) {
  for (const char* name : {"Jansen", "van den Berg-de Vries", "'t Hart",
                           "\xC5\x9E"
                           "ahin",
                           "O\xE2\x80\x99"
                           "Brien",
                           "Bakkerij de Zon & Zn.", "\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD", "Fam. Smit", "Studio 54"})
    EXPECT_TRUE(is_name_text(name)) << name;
  for (const char* other : {"12345", "Jansen\xF0\x9F\x98\x80", "<b>", "a=b", "", "..."})
    EXPECT_FALSE(is_name_text(other)) << other;
}

TEST(FieldText, MakesCapitalInitialsWithoutDots) {
  EXPECT_EQ(initials_of("j.c.m."), "JCM");
  EXPECT_EQ(initials_of("J C-M"), "JCM");
  EXPECT_EQ(initials_of("az\xC3\xA9Z9"), "AZ\xC3\x89Z9");
  EXPECT_EQ(initials_of("\xC3\xA9."), "\xC3\x89");
}

TEST(FieldText, ReadsYesAndNo) {
  EXPECT_EQ(parse_yes_no("Ja"), true);
  EXPECT_EQ(parse_yes_no(""), false);
  EXPECT_EQ(parse_yes_no("nee"), false);
  EXPECT_EQ(parse_yes_no("misschien"), std::nullopt);
}

}  // namespace
}  // namespace tijdig::signal_ingest
