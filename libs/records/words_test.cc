#include "libs/records/words.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "libs/linking/similarity.h"
#include "libs/records/small_table.h"

namespace tijdig::records {
namespace {

constexpr const char* schema = "fields: [{column: name, kind: organisation}]\n";

int alike(const std::string& rows, RecordIndex a, RecordIndex b) {
  const Table table = table_of(schema, "name\n" + rows);
  const std::vector<std::size_t> fields{0};
  return Words(table, fields).alike_permille(table.value(0, a), table.value(0, b));
}

TEST(WordsOfAText, HaveNoOrder) { EXPECT_EQ(alike("golden dragon palace\npalace golden dragon\n", 0, 1), 1000); }

TEST(WordsOfAText, ForgiveASlip) {
  EXPECT_GT(alike("golden dragon\ngolden dragom\nsilver moon\n", 0, 1), 800);
  EXPECT_EQ(alike("golden dragon\ngolden dragom\nsilver moon\n", 0, 2), 0);
}

TEST(WordsOfAText, WeighTheRareOnesMore) {
  const std::string rows = "restaurant fenix\ncafe fenix\nrestaurant ibis\nrestaurant koi\nrestaurant oak\n";
  EXPECT_GT(alike(rows, 0, 1), alike(rows, 0, 2));
}

TEST(WordsOfAText, MayBeFewerThanTheOther) {
  EXPECT_GT(alike("dragon palace\ngolden dragon palace of the east\n", 0, 1), 600);
}

TEST(WordsOfAText, OfTenThousandLettersAreReadInBoundedTime) {
  std::string longest;
  for (int i = 0; i < 2000; ++i) longest += "word" + std::to_string(i) + " ";
  EXPECT_EQ(alike(longest + "\nword0 word1\n", 0, 0), 1000);
}

RC_GTEST_PROP(LetterMasks, NeverRuleOutWhatIsAlike, ()) {
  const auto letter = rc::gen::inRange('a', 'f');
  const auto a = *rc::gen::container<std::string>(letter), b = *rc::gen::container<std::string>(letter);
  if (a.empty() || b.empty()) return;
  const int alike = linking::jaro_winkler_permille(a, b);
  if (alike > 0) RC_ASSERT(may_reach(letter_mask(a), a.size(), letter_mask(b), b.size(), alike));
}

}  // namespace
}  // namespace tijdig::records
