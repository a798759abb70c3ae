#include "libs/config/partner_keys.h"

#include <gtest/gtest.h>

namespace tijdig::config {
namespace {

TEST(PartnerKeys, AreKeptAsTheirSha256) {
  // FIPS 180-2, appendix B.1.
  EXPECT_EQ(hash_api_key("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(PartnerKeys, AreNeverTheSameTwice) {
  const std::string one = make_api_key();
  EXPECT_EQ(one.size(), 46U);
  EXPECT_EQ(one.substr(0, 3), "tk_");
  EXPECT_NE(one, make_api_key());
}

TEST(PartnerKeys, OpenTheDoorForTheirPartnerOnly) {
  const std::vector<PartnerKey> keys = {
      {"dunea", hash_api_key("one")}, {"dunea", hash_api_key("two")}, {"vestia", hash_api_key("three")}};
  EXPECT_EQ(partner_of(keys, "one"), "dunea");
  EXPECT_EQ(partner_of(keys, "two"), "dunea");
  EXPECT_EQ(partner_of(keys, "three"), "vestia");
  EXPECT_EQ(partner_of(keys, "four"), std::nullopt);
  EXPECT_EQ(partner_of(keys, ""), std::nullopt);
  EXPECT_EQ(partner_of({}, "one"), std::nullopt);
}

TEST(PartnerKeys, AreReadFromAFileOfLines) {
  const std::string hash = hash_api_key("one");
  const auto keys = parse_partner_keys_file("# keys of 2026\n\n dunea : " + hash + "\r\nvestia:" + hash);
  ASSERT_TRUE(keys) << keys.error().detail;
  EXPECT_EQ(*keys, (std::vector<PartnerKey>{{"dunea", hash}, {"vestia", hash}}));
  EXPECT_TRUE(parse_partner_keys_file("")->empty());
}

TEST(PartnerKeys, RefuseALineWithAKeyInsteadOfAHashAndDoNotRepeatIt) {
  const auto keys = parse_partner_keys_file("# first\ndunea:tk_secret\n");
  ASSERT_FALSE(keys);
  EXPECT_EQ(keys.error().detail, "line 2: expected partner:hash with a hash of 64 hexadecimal digits");
}

TEST(PartnerKeys, RefuseAPartnerThatIsNoSlug) {
  const std::string hash = hash_api_key("one");
  for (const std::string partner : {"", "Dunea", "a b", "a/b"})
    EXPECT_FALSE(parse_partner_key(partner + ':' + hash)) << partner;
  EXPECT_FALSE(parse_partner_key(hash));
  EXPECT_FALSE(parse_partner_key("dunea:" + hash + "0"));
}

}  // namespace
}  // namespace tijdig::config
