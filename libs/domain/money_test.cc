#include "libs/domain/money.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

namespace tijdig {
namespace {

template <class T>
bool refuses(const Result<T>& parsed) {
  return !parsed && parsed.error().severity == Severity::refused;
}

constexpr std::int64_t cents_max = 1'000'000'000;

Cents any_amount() { return Cents(*rc::gen::inRange<std::int64_t>(-cents_max, cents_max + 1)); }

std::string dutch(Cents amount) {
  std::string text = amount.to_string();
  text[text.size() - 3] = ',';
  const std::size_t first = text.front() == '-' ? 1 : 0;
  for (std::size_t at = text.size() - 3; at > first + 3; at -= 3) text.insert(at - 3, 1, '.');
  return text;
}

TEST(Cents, ReadsDutchAndEnglishNotation) {
  const std::pair<const char*, std::int64_t> cases[] = {{"1.234,50", 123450},
                                                        {"1,234.50", 123450},
                                                        {"1234.50", 123450},
                                                        {"1234,5", 123450},
                                                        {"1234", 123400},
                                                        {"1.234", 123400},
                                                        {"1,234", 123400},
                                                        {"1.234.567", 123456700},
                                                        {"0,05", 5},
                                                        {"0", 0},
                                                        {"-0", 0},
                                                        {"-12,00", -1200},
                                                        {"-1.234,50", -123450},
                                                        {"0012,50", 1250},
                                                        {"10.000.000,00", cents_max},
                                                        {"10000000", cents_max},
                                                        {"-10000000", -cents_max}};
  for (const auto& [text, cents] : cases) EXPECT_EQ(Cents::parse(text).value().count(), cents) << text;
}

TEST(Cents, RefusesWhatCanBeReadInTwoWaysOrNone) {
  for (const char* text : {"",
                           "-",
                           ".",
                           ",",
                           "abc",
                           "12,",
                           "12.",
                           ",50",
                           ".5",
                           "1,2,3",
                           "1.2.3",
                           "1.234.56",
                           "1.23,456",
                           "1234.567",
                           "0.123",
                           "12.3456",
                           "1,234,50",
                           "1.234.50",
                           "1.234,567",
                           ",123",
                           ".123",
                           "1..234",
                           "1234.567,00",
                           "1.234.567,5,0",
                           "€ 12",
                           "12 €",
                           "EUR 12",
                           " 12",
                           "12 ",
                           "1 234,50",
                           "+12",
                           "--12",
                           "12-",
                           "1e3",
                           "0x10",
                           "nan",
                           "12,5o",
                           "10.000.000,01",
                           "-10000000,01",
                           "99999999999999999999999",
                           "000000000000000000000000001"})
    EXPECT_TRUE(refuses(Cents::parse(text))) << text;
}

TEST(Cents, PrintsTwoDecimals) {
  EXPECT_EQ(Cents(123450).to_string(), "1234.50");
  EXPECT_EQ(Cents(-5).to_string(), "-0.05");
  EXPECT_EQ(Cents().to_string(), "0.00");
  EXPECT_EQ(Cents(std::numeric_limits<std::int64_t>::min()).to_string(), "-92233720368547758.08");
}

TEST(Cents, RoundsHalvesAwayFromZero) {
  EXPECT_EQ(Cents(123450).whole_euros(), 1235);
  EXPECT_EQ(Cents(123449).whole_euros(), 1234);
  EXPECT_EQ(Cents(-123450).whole_euros(), -1235);
  EXPECT_EQ(Cents(-49).whole_euros(), 0);
  EXPECT_EQ(Cents(50).whole_euros(), 1);
}

TEST(Cents, AddsAndSubtracts) {
  Cents sum = Cents::euros(50) + Cents(25) - Cents(75);
  sum += Cents(1);
  EXPECT_EQ(sum, Cents(4951));
}

RC_GTEST_PROP(Cents, ReadsBackWhatItPrints, ()) {
  const Cents amount = any_amount();
  RC_ASSERT(*Cents::parse(amount.to_string()) == amount);
}

RC_GTEST_PROP(Cents, ReadsItsDutchNotation, ()) {
  const Cents amount = any_amount();
  RC_ASSERT(*Cents::parse(dutch(amount)) == amount);
}

RC_GTEST_PROP(Cents, RoundsToTheNearestEuro, ()) {
  const Cents amount = any_amount();
  const Cents off = Cents::euros(amount.whole_euros()) - amount;
  RC_ASSERT(off >= Cents(-50) && off <= Cents(50));
  RC_ASSERT(Cents(-amount.count()).whole_euros() == -amount.whole_euros());
  RC_ASSERT(ratio_text(amount.count(), 100, 0, false) == std::to_string(amount.whole_euros()));
}

RC_GTEST_PROP(Cents, NeverLeavesItsRange, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::element('0', '1', '9', '.', ',', '-'));
  const auto amount = Cents::parse(text);
  RC_ASSERT((!amount || (amount->count() >= -cents_max && amount->count() <= cents_max)));
}

TEST(RatioText, RoundsHalvesAwayFromZero) {
  EXPECT_EQ(ratio_text(1, 3, 1, true), "33.3");
  EXPECT_EQ(ratio_text(2, 3, 1, true), "66.7");
  EXPECT_EQ(ratio_text(338, 572, 1, true), "59.1");
  EXPECT_EQ(ratio_text(36, 40, 1, true), "90.0");
  EXPECT_EQ(ratio_text(1, 8, 2, false), "0.13");
  EXPECT_EQ(ratio_text(-1, 8, 2, false), "-0.13");
  EXPECT_EQ(ratio_text(1, 2, 0, false), "1");
  EXPECT_EQ(ratio_text(-1, 1000, 1, false), "0.0");
  EXPECT_EQ(ratio_text(1, -4, 2, false), "-0.25");
  EXPECT_EQ(ratio_text(5, 5, 0, true), "100");
}

TEST(RatioText, IsEmptyWithoutADenominator) { EXPECT_EQ(ratio_text(7, 0, 1, true), ""); }

TEST(RatioText, StaysExactForTheLargestNumbers) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(ratio_text(most, most, 9, true), "100.000000000");
  EXPECT_EQ(ratio_text(std::numeric_limits<std::int64_t>::min(), 1, 0, false), "-9223372036854775808");
}

// The digits without their point are the integer T; T / 10^decimals must be within half a last digit of the ratio, and
// on the far side of zero when exactly half way.
RC_GTEST_PROP(RatioText, IsRightToTheLastDigit, ()) {
  __extension__ using Wide = __int128;
  const auto above = *rc::gen::inRange<std::int64_t>(-1'000'000, 1'000'000);
  const auto below = *rc::gen::inRange<std::int64_t>(1, 3'000);
  const int decimals = *rc::gen::inRange(0, 6);
  const bool percent = *rc::gen::arbitrary<bool>();
  std::string digits = ratio_text(above, below, decimals, percent);
  if (decimals > 0) {
    RC_ASSERT(digits[digits.size() - 1 - static_cast<std::size_t>(decimals)] == '.');
    digits.erase(digits.size() - 1 - static_cast<std::size_t>(decimals), 1);
  }
  Wide exact = Wide{above} * (percent ? 100 : 1);
  for (int i = 0; i < decimals; ++i) exact *= 10;
  const Wide off = (Wide{std::stoll(digits)} * below - exact) * 2;
  const Wide outward = above < 0 ? -off : off;
  RC_ASSERT(outward <= below);
  RC_ASSERT(outward > -below);
}

}  // namespace
}  // namespace tijdig
