#include "libs/names/mojibake.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace tijdig::names {
namespace {

TEST(Mojibake, IsRepairedToWhatWasWritten) {
  EXPECT_EQ("Groën", repair_mojibake("GroÃ«n"));
  EXPECT_EQ("Çelik", repair_mojibake("Ã‡elik"));
  EXPECT_EQ("Şahin", repair_mojibake("Åžahin"));
  EXPECT_EQ("O’Brien", repair_mojibake("Oâ€™Brien"));
  EXPECT_EQ("Weiß", repair_mojibake("WeiÃŸ"));
}

TEST(Mojibake, SpoiltTwiceIsRepairedTwice) { EXPECT_EQ("Groën", repair_mojibake("GroÃƒÂ«n")); }

TEST(Mojibake, LeavesProperNamesAlone) {
  for (const char* name : {"Groën", "Tjon á Jon", "Guðrún", "Ŗî Ãō Øū", "Jansen", "", "Âu", "Ãgua"})
    EXPECT_EQ(name, repair_mojibake(name));
}

TEST(Mojibake, LeavesBytesThatAreNotUtf8Alone) { EXPECT_EQ("\xC3\x83\xFF\xFF", repair_mojibake("\xC3\x83\xFF\xFF")); }

RC_GTEST_PROP(Mojibake, RepairedTwiceIsRepairedOnce, (const std::vector<unsigned char>& choice)) {
  // Signs that are beginnings, middles and ends of spoilt letters, in any order.
  constexpr const char* pieces[] = {"Ã", "Â", "ƒ", "«", "â", "€", "™", "Å", "a", "\xC2\x80", "á", "\xFF"};
  std::string text;
  for (const unsigned char c : choice) text += pieces[c % std::size(pieces)];
  const std::string once = repair_mojibake(text);
  RC_ASSERT(repair_mojibake(once) == once);
}

TEST(Mojibake, TakesTimeInProportionToTheLength) {
  std::string text = "Ã";
  for (int i = 0; i < 100000; ++i) text += "ƒ";
  EXPECT_EQ("Ã", repair_mojibake(text));
}

}  // namespace
}  // namespace tijdig::names
