#include "libs/base/result.h"

#include <gtest/gtest.h>

#include <memory>

namespace tijdig {
namespace {

Result<int> half_of(int number) {
  if (number % 2 != 0) return Error::refused("expected an even number");
  return number / 2;
}

Result<int> quarter_of(int number) {
  TIJDIG_TRY(const int half, half_of(number));
  TIJDIG_TRY(const int quarter, half_of(half));
  return quarter;
}

Result<> insist_on_even(int number) {
  TIJDIG_DO(half_of(number));
  return Ok{};
}

Result<> count_halving(int number, int& halved) {
  TIJDIG_DO(half_of(number));
  ++halved;
  return {};
}

TEST(Result, HoldsAValueOrTheReasonThereIsNone) {
  EXPECT_EQ(*half_of(8), 4);
  EXPECT_FALSE(half_of(7));
  EXPECT_EQ(half_of(7).error(), Error::refused("expected an even number"));
}

TEST(Result, TryHandsTheFirstErrorToTheCaller) {
  EXPECT_EQ(*quarter_of(8), 2);
  EXPECT_EQ(quarter_of(6).error().severity, Severity::refused);
}

TEST(Result, DoStopsAtAnErrorAndGoesOnWithoutOne) {
  int halved = 0;
  EXPECT_TRUE(count_halving(2, halved));
  EXPECT_FALSE(count_halving(3, halved));
  EXPECT_EQ(halved, 1);
  EXPECT_TRUE(insist_on_even(4).has_value());
}

TEST(Result, GivesTheOtherValueOnlyWhenThereIsNone) {
  EXPECT_EQ(half_of(10).value_or(-1), 5);
  EXPECT_EQ(half_of(11).value_or(-1), -1);
}

TEST(Result, CarriesValuesThatOnlyMove) {
  Result<std::unique_ptr<int>> held = std::make_unique<int>(7);
  const std::unique_ptr<int> taken = *std::move(held);
  EXPECT_EQ(*taken, 7);
}

TEST(Error, IsFatalUntilSomebodyClassifiesIt) { EXPECT_EQ(Error{}.severity, Severity::fatal); }

TEST(Error, NamesWhatTheCallerMustDo) {
  EXPECT_EQ(Error::refused("x").severity, Severity::refused);
  EXPECT_EQ(Error::fatal("x").severity, Severity::fatal);
  EXPECT_EQ(Error::retry("x").severity, Severity::retry);
  EXPECT_EQ(Error::abort_batch("x").severity, Severity::abort_batch);
}

TEST(ResultDeathTest, TakingAValueThatIsNotThereEndsTheProgram) {
  EXPECT_DEATH(half_of(7).value(), "broken invariant");
  EXPECT_DEATH(half_of(8).error(), "broken invariant");
}

TEST(CheckDeathTest, PrintsTheConditionAndThePlace) {
  const int secret = 42;
  EXPECT_DEATH(TIJDIG_CHECK(secret == 0), "result_test.cc:[0-9]+: broken invariant: secret == 0");
}

}  // namespace
}  // namespace tijdig
