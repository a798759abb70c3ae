#include "libs/records/normalise.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tijdig::records {
namespace {

using linking::DateParts;

TEST(Normalised, LosesWhatMeansNothing) {
  EXPECT_EQ(normalise(Kind::surname, " O'Brien-Müller "), "obrien muller");
  EXPECT_EQ(normalise(Kind::telephone, "+31 6 1234 5678"), normalise(Kind::telephone, "06-12345678"));
  EXPECT_EQ(normalise(Kind::postcode, "2711 ab"), "2711ab");
  EXPECT_EQ(normalise(Kind::email, " A.B@example.org"), "a.b@example.org");
  EXPECT_EQ(normalise(Kind::email, "@"), "");
  EXPECT_EQ(normalise(Kind::text, "..."), "");
}

TEST(Dates, AreToldFromTheValueOrReadByALayout) {
  EXPECT_EQ(parse_date("19710624", ""), (DateParts{1971, 6, 24}));
  EXPECT_EQ(parse_date("1971-06-24T00:00:00", ""), (DateParts{1971, 6, 24}));
  EXPECT_EQ(parse_date("24-6-1971", ""), (DateParts{1971, 6, 24}));
  EXPECT_EQ(parse_date("6/24/1971", "mm/dd/yyyy"), (DateParts{1971, 6, 24}));
  EXPECT_EQ(parse_date("240671", "ddmmyyyy"), std::nullopt);
  EXPECT_EQ(parse_date("1971", ""), (DateParts{1971, 0, 0}));
  EXPECT_EQ(parse_date("19719924", ""), (DateParts{1971, 99, 24}));
  EXPECT_EQ(parse_date("spring", ""), std::nullopt);
  EXPECT_EQ(parse_date("00000000", ""), std::nullopt);
}

TEST(Numbers, AreHundredths) {
  EXPECT_EQ(parse_number("12.5"), 1250);
  EXPECT_EQ(parse_number("1.234,50"), 123450);
  EXPECT_EQ(parse_number("1,234"), 123400);
  EXPECT_EQ(parse_number("-3"), -300);
  EXPECT_EQ(parse_number("n/a"), std::nullopt);
}

RC_GTEST_PROP(Normalised, StaysAsItIsTheSecondTime, (const std::string& text)) {
  for (const Kind kind : {Kind::surname, Kind::postcode, Kind::email, Kind::telephone, Kind::text}) {
    const std::string once = normalise(kind, text);
    RC_ASSERT(normalise(kind, once) == once);
  }
  parse_date(text, "");
  parse_number(text);
}

}  // namespace
}  // namespace tijdig::records
