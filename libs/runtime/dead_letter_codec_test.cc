#include <gtest/gtest.h>

#include "libs/runtime/dead_letter.h"

namespace tijdig::runtime {
namespace {

TEST(DeadLetter, ComesBackAsItWas) {
  DeadLetter letter;
  letter.stage = 2;
  letter.reason = DeadLetterReason::refused;
  letter.detail = "begins with an exclamation mark";
  letter.place = {2, 3, 1'000'000'000'000, 0, 0};
  letter.cause = {1, 7, 42, 5, 99};
  letter.key = Bytes("\x00\xff", 2);
  letter.value = Bytes(1000, '\xfe');
  const auto decoded = decode_dead_letter(encode_dead_letter(letter));
  ASSERT_TRUE(decoded.has_value());
  EXPECT_EQ(*decoded, letter);
}

TEST(DeadLetter, IsRefusedWhenItIsNone) { EXPECT_FALSE(decode_dead_letter("\xff\xff").has_value()); }

}  // namespace
}  // namespace tijdig::runtime
