#include "libs/names/birth_date.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tijdig::names {
namespace {

TEST(BirthDateField, IsReadInManyLayouts) {
  for (const char* text : {"1985-03-12", "19850312", "12-03-1985", "12/3/1985", "12.03.1985", "12031985",
                           "12 maart 1985", "12 mrt. 1985", " 12-3-1985 ", "1985/03/12"}) {
    const auto date = read_birth_date(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ((BirthDate{1985, 3, 12, Precision::day}), *date) << text;
  }
}

TEST(BirthDateField, ReadsMonthBeforeDayOnlyWhereItMust) {
  EXPECT_EQ((BirthDate{1985, 3, 25, Precision::day}), *read_birth_date("3/25/1985"));
  EXPECT_EQ(4, read_birth_date("3/4/1985")->month);
}

TEST(BirthDateField, ThatIsImpossibleIsRefused) {
  for (const char* text : {"1985-02-30", "31-04-1985", "1985-13-13", "1700-01-02", "12-03-85", "1985-00-12", "gisteren",
                           "1985-03", "19850230", "1900-02-29", "1-2-3-1985", "\xFF", "maart mei 1985"})
    EXPECT_FALSE(read_birth_date(text)) << text;
}

TEST(BirthDateField, SaysHowMuchIsKnown) {
  EXPECT_EQ(Precision::year, read_birth_date("19680000")->precision);
  EXPECT_EQ(Precision::month, read_birth_date("19780300")->precision);
  EXPECT_EQ(Precision::unknown, read_birth_date("00000000")->precision);
  EXPECT_EQ(Precision::unknown, read_birth_date("")->precision);
  EXPECT_TRUE(read_birth_date("1-1-1980")->is_partial());
  EXPECT_FALSE(read_birth_date("2-1-1980")->is_partial());
}

TEST(BirthDateField, AgreesAsFarAsItIsKnown) {
  EXPECT_TRUE(read_birth_date("1-1-1980")->agrees_with(*read_birth_date("12-6-1980")));
  EXPECT_TRUE(read_birth_date("19800600")->agrees_with(*read_birth_date("12-6-1980")));
  EXPECT_FALSE(read_birth_date("19800700")->agrees_with(*read_birth_date("12-6-1980")));
  EXPECT_FALSE(read_birth_date("11-6-1980")->agrees_with(*read_birth_date("12-6-1980")));
}

TEST(BirthDateField, KnowsWhereDayAndMonthMayHaveChangedPlaces) {
  EXPECT_TRUE(read_birth_date("3-4-1985")->order_unsure());
  EXPECT_FALSE(read_birth_date("13-4-1985")->order_unsure());
  EXPECT_FALSE(read_birth_date("4-4-1985")->order_unsure());
  EXPECT_TRUE(read_birth_date("3-4-1985")->is_swap_of(*read_birth_date("1985-03-04")));
}

TEST(BirthDateField, OfTheDomainIsTheSame) {
  EXPECT_EQ(*read_birth_date("12-3-1985"), birth_date_of(Date(1985, 3, 12)));
  EXPECT_EQ(BirthDate{}, birth_date_of(std::nullopt));
}

RC_GTEST_PROP(BirthDateField, OfADayIsReadBack, (std::uint16_t days)) {
  const Date date = Date(1900, 1, 1).plus_days(days);
  const auto read = read_birth_date(date.to_string());
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == birth_date_of(date));
}

RC_GTEST_PROP(BirthDateField, OfAnyBytesIsReadOrRefused, (const std::string& bytes)) {
  const auto read = read_birth_date(bytes);
  if (read) RC_ASSERT(read->precision == Precision::unknown || read->year >= 1850);
}

}  // namespace
}  // namespace tijdig::names
