#include "libs/domain/bsn.h"

#include <fmt/core.h>
#include <fmt/ostream.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/harness/test_bsns.h"

namespace tijdig {
namespace {

template <class T>
bool refuses(const Result<T>& parsed) {
  return !parsed && parsed.error().severity == Severity::refused;
}

template <class T>
concept Streamable = requires(std::ostream& out, const T& value) {
  out << value;
};

static_assert(!fmt::is_formattable<Bsn>::value);
static_assert(!Streamable<Bsn>);
static_assert(!std::is_convertible_v<Bsn, std::string_view> && !std::is_convertible_v<Bsn, std::string>);
static_assert(!std::is_constructible_v<Bsn, std::string> && !std::is_default_constructible_v<Bsn>);

TEST(Bsn, ReadsEveryReservedTestNumber) {
  for (const std::string_view number : harness::test_bsns)
    EXPECT_TRUE(Bsn::parse(number).value().reveal(Purpose::synthetic) == number);
}

// No reserved number starts with a zero, so the number is found by its property instead of written down: exactly one
// last digit, or none, completes seven digits.
TEST(Bsn, PadsEightDigitsWithAZero) {
  int accepted = 0;
  for (int number = 10; number < 100; ++number) {
    const std::string eight = "000000" + std::to_string(number);
    const auto bsn = Bsn::parse(eight);
    const bool divides = (2 * (number / 10) - number % 10) % 11 == 0;
    ASSERT_EQ(bsn.has_value(), divides) << number;
    if (!bsn) continue;
    ++accepted;
    EXPECT_TRUE(bsn->reveal(Purpose::synthetic) == "0" + eight);
    EXPECT_TRUE(*bsn == *Bsn::parse("0" + eight));
  }
  EXPECT_EQ(accepted, 8);
}

TEST(Bsn, RefusesOtherLengthsSignsAndZeros) {
  for (const char* text : {"", "1", "1234567", "0000000000", "00000000", "99999364", "99999365x", " 99999365",
                           "999.99.36", "999 99936", "+99999365", "-99999365"})
    EXPECT_TRUE(refuses(Bsn::parse(text))) << text;
}

TEST(Bsn, RefusesNineZerosThoughTheyPassTheElevenTest) { EXPECT_TRUE(refuses(Bsn::parse(std::string(9, '0')))); }

TEST(Bsn, NeverRepeatsTheInputInARefusal) {
  EXPECT_EQ(Bsn::parse("999993650").error().detail.find("99999365"), std::string::npos);
}

TEST(Bsn, ShowsNothingWhenATestFails) {
  EXPECT_EQ(::testing::PrintToString(Bsn::parse(harness::test_bsn(0)).value()), "<private>");
}

TEST(Bsn, ElevenTestDetectsEveryWrongDigit) {
  for (const std::string_view number : harness::test_bsns)
    for (std::size_t at = 0; at < number.size(); ++at)
      for (char digit = '0'; digit <= '9'; ++digit) {
        std::string wrong(number);
        wrong[at] = digit;
        ASSERT_EQ(Bsn::parse(wrong).has_value(), digit == number[at]) << at;
      }
}

TEST(Bsn, ElevenTestDetectsEverySwapOfNeighbours) {
  for (const std::string_view number : harness::test_bsns)
    for (std::size_t at = 0; at + 1 < number.size(); ++at) {
      std::string swapped(number);
      std::swap(swapped[at], swapped[at + 1]);
      ASSERT_EQ(Bsn::parse(swapped).has_value(), number[at] == number[at + 1]) << at;
    }
}

RC_GTEST_PROP(Bsn, SurvivesAnyBytes, (const std::string& text)) {
  const auto bsn = Bsn::parse(text);
  RC_ASSERT((!bsn || bsn->reveal(Purpose::synthetic).size() == 9U));
}

}  // namespace
}  // namespace tijdig
