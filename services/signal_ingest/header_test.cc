#include "services/signal_ingest/header.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tijdig::signal_ingest {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

CsvRow row_of(const std::vector<std::string>& names) {
  CsvRow row;
  row.line = 1;
  for (const auto& name : names) {
    row.bytes.append(name);
    row.end_field();
  }
  return row;
}

const std::vector<std::string> needed{"klantnummer", "achternaam",     "huisnummer",  "postcode",
                                      "bedrag",      "ontstaansdatum", "signaaldatum"};

TEST(Header, KnowsEveryDocumentedColumnByItsName) {
  for (std::size_t i = 0; i < static_cast<std::size_t>(Column::count_); ++i)
    EXPECT_EQ(column_named(column_name(static_cast<Column>(i))), static_cast<Column>(i));
  EXPECT_EQ(column_named("Huisnummer-Toevoeging"), Column::house_addition);
  EXPECT_EQ(column_named("E-mail"), Column::email);
  EXPECT_EQ(column_named("saldo"), std::nullopt);
}

TEST(Header, TakesTheRequiredColumnsInAnyOrderAndCountsExcessOnes) {
  auto names = needed;
  std::swap(names[0], names[6]);
  names.emplace_back("kenteken");
  Header header;
  EXPECT_THAT(header.read(row_of(names)), IsEmpty());
  EXPECT_EQ(header.column_at(0), Column::signal_date);
  EXPECT_EQ(header.column_at(7), std::nullopt);
  EXPECT_EQ(header.excess_columns(), 1U);
  EXPECT_THAT(header.near_misses(), IsEmpty());
}

TEST(Header, NamesEveryMissingAndDoubleColumnAtOnce) {
  auto names = needed;
  names[4] = "klantnummer";
  names[5] = "ontstaan";
  Header header;
  EXPECT_THAT(header.read(row_of(names)), ElementsAre(FileProblem{FileReason::column_double, 1, "klantnummer", 0},
                                                      FileProblem{FileReason::column_missing, 1, "bedrag", 0},
                                                      FileProblem{FileReason::column_missing, 1, "ontstaansdatum", 0}));
}

TEST(Header, SuggestsTheColumnThatAMisspeltOneIsNearTo) {
  auto names = needed;
  names[3] = "poscode";
  Header header;
  EXPECT_THAT(header.read(row_of(names)), ElementsAre(FileProblem{FileReason::column_missing, 1, "postcode", 0}));
  EXPECT_THAT(header.near_misses(), ElementsAre(NearMiss{4, Column::postcode}));
}

TEST(Header, SaysThatThereIsNoneWhenTheFirstLineIsARow) {
  Header header;
  EXPECT_THAT(header.read(row_of({"1001", "Jansen", "12", "2711AB"})),
              ElementsAre(FileProblem{FileReason::header_missing, 1, "", 0}));
  Header one;
  EXPECT_THAT(one.read(row_of({"klantnummer|achternaam"})),
              ElementsAre(FileProblem{FileReason::separator_unknown, 1, "", 0}));
}

}  // namespace
}  // namespace tijdig::signal_ingest
