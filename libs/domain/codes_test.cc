// Tests codes.cc: the words of delivery.h, match.h and register_facts.h.
#include <gtest/gtest.h>

#include <set>

#include "libs/domain/delivery.h"
#include "libs/domain/match.h"
#include "libs/domain/register_facts.h"

namespace tijdig {
namespace {

template <class Enum>
std::set<std::string_view> words(std::string_view (*word_of)(Enum)) {
  std::set<std::string_view> all;
  for (int i = 0; i < static_cast<int>(Enum::count_); ++i) all.insert(word_of(static_cast<Enum>(i)));
  return all;
}

TEST(Codes, AreDifferentForDifferentValues) {
  EXPECT_EQ(words<MatchClass>(code_of).size(), static_cast<std::size_t>(MatchClass::count_));
  EXPECT_EQ(words<ListKind>(code_of).size(), static_cast<std::size_t>(ListKind::count_));
  EXPECT_EQ(words<Residence>(code_of).size(), static_cast<std::size_t>(Residence::count_));
  EXPECT_EQ(words<Column>(column_name).size(), static_cast<std::size_t>(Column::count_));
}

TEST(Codes, StandAtTheirOwnValue) {
  EXPECT_EQ(code_of(MatchClass::consecutive), "consecutive");
  EXPECT_EQ(code_of(ListKind::opt_out), "opt_out");
  EXPECT_EQ(code_of(Residence::no_register), "no_register");
}

TEST(ColumnNames, AreThoseThatPartnersWrite) {
  EXPECT_EQ(column_name(Column::reference), "signaalId");
  EXPECT_EQ(column_name(Column::bsn), "burgerservicenummer");
  EXPECT_EQ(column_name(Column::house_addition), "huisnummertoevoeging");
  EXPECT_EQ(column_name(Column::amount), "bedrag");
  EXPECT_EQ(column_name(Column::warm_transfer), "warmeOverdracht");
  EXPECT_EQ(column_name(Column::legal_form), "rechtsvorm");
}

}  // namespace
}  // namespace tijdig
