#include "libs/names/contact.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace tijdig::names {
namespace {

TEST(TelephoneField, IsE164HoweverItIsWritten) {
  for (const char* text : {"06-12345679", "+31 6 1234 5679", "0031612345679", "+31 (0)6 12345679", "31612345679",
                           "612345679", "(06) 1234 5679"})
    EXPECT_EQ("+31612345679", e164_of(text)) << text;
  EXPECT_EQ("+32470123456", e164_of("+32 470 12 34 56"));
  EXPECT_EQ("+31791234567", e164_of("079-1234567"));
}

TEST(TelephoneField, ThatCannotBeANumberIsEmpty) {
  for (const char* text : {"", "12345", "06-1234567", "geen", "+31 6 123", "00000000000", "1234567890123456789"})
    EXPECT_EQ("", e164_of(text)) << text;
}

TEST(TelephoneField, TypedToGetPastAFormIsAPlaceholder) {
  for (const char* text : {"06-00000000", "0612345678", "0687654321", "079-1111111", "0612345678", "0123456789"})
    EXPECT_TRUE(is_placeholder_telephone(e164_of(text))) << text;
  EXPECT_FALSE(is_placeholder_telephone(e164_of("06-12345679")));
  EXPECT_FALSE(is_placeholder_telephone(""));
}

TEST(EmailField, IsLowerCaseAndTrimmed) {
  EXPECT_EQ("j.bos@example.nl", email_of(" J.Bos@"
                                         "EXAMPLE.NL "));
  EXPECT_EQ("j.bos@example.nl", email_of("<mailto:J.Bos@example.nl>;"));
  for (const char* text : {"", "geen", "a@b", "@example.nl", "a@b@example.nl", "a b@example.nl"})
    EXPECT_EQ("", email_of(text)) << text;
}

TEST(EmailField, OfNobodyIsAPlaceholder) {
  EXPECT_TRUE(is_placeholder_email("noreply@example.nl"));
  EXPECT_TRUE(is_placeholder_email("geen@example.nl"));
  EXPECT_FALSE(is_placeholder_email("j.bos@example.nl"));
  EXPECT_FALSE(is_placeholder_email(""));
}

TEST(GenericValue, IsOneThatManyCustomersHave) {
  EXPECT_FALSE(is_generic({.customers = 6, .addresses = 2}));
  EXPECT_TRUE(is_generic({.customers = 13, .addresses = 1}));
  EXPECT_TRUE(is_generic({.customers = 4, .addresses = 4}));
  EXPECT_FALSE(is_generic({.customers = 4, .addresses = 4}, {.customers_max = 10, .addresses_max = 5}));
}

RC_GTEST_PROP(TelephoneField, ReadAgainIsTheSame, (const std::vector<unsigned char>& choice)) {
  std::string text;
  for (const unsigned char c : choice) text.push_back("0123456789+ -()031"[c % 18]);
  const std::string once = e164_of(text);
  RC_ASSERT(once.empty() || e164_of(once) == once);
}

RC_GTEST_PROP(EmailField, ReadAgainIsTheSame, (const std::vector<unsigned char>& choice)) {
  std::string text;
  for (const unsigned char c : choice) text.push_back("aB@. <>;mailto:\xFF"[c % 17]);
  const std::string once = email_of(text);
  RC_ASSERT(once.empty() || email_of(once) == once);
}

}  // namespace
}  // namespace tijdig::names
