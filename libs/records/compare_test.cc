#include "libs/records/compare.h"

#include <gtest/gtest.h>

#include "libs/records/small_table.h"

namespace tijdig::records {
namespace {

constexpr const char* schema =
    "fields:\n"
    "  - {column: first, kind: first_name}\n  - {column: last, kind: surname}\n  - {column: born, kind: date}\n"
    "  - {column: mail, kind: email}\n  - {column: post, kind: postcode}\n  - {column: sum, kind: number}\n";

std::vector<std::string> found(const std::string& one, const std::string& other) {
  const Table table = table_of(schema, "first,last,born,mail,post,sum\n" + one + "\n" + other + "\n");
  const Comparer comparer(table);
  std::vector<linking::LevelIndex> levels(comparer.fields()), back(comparer.fields());
  comparer.levels(0, 1, levels);
  comparer.levels(1, 0, back);
  EXPECT_EQ(levels, back);
  std::vector<std::string> names;
  const linking::Model model = comparer.start();
  for (std::size_t f = 0; f < levels.size(); ++f) names.push_back(model.comparisons[f].levels[levels[f]].name);
  return names;
}

using Levels = std::vector<std::string>;

TEST(Comparing, FindsTheStrongestLevelOfEachField) {
  EXPECT_EQ(found("Jan,de Vries,1971-06-24,jan.dv@example.org,2711AB,100",
                  "Jan,de Vriees,1971-06-25,jan.du@example.org,2711AC,101"),
            (Levels{"equal", "close", "one_edit", "close", "close", "hundredth"}));
  EXPECT_EQ(
      found("J,Bakker,1971-06-24,piet.bakker@example.org,2711AB,1", "Jan,Mulder,1930-01-02,xyz@example.net,9999ZZ,900"),
      (Levels{"initial", "other", "other", "other", "other", "other"}));
}

TEST(Comparing, SaysNothingAboutWhatIsMissing) {
  EXPECT_EQ(found(",,,,,1", "Jan,Bakker,1971-06-24,a@example.org,2711AB,"),
            (Levels{"unknown", "unknown", "unknown", "unknown", "unknown", "unknown"}));
}

TEST(Comparing, SeesNamesThatChangedPlaces) {
  EXPECT_EQ(found("Isla,Hall,,,,", "Hall,Isla,,,,"),
            (Levels{"crossed", "crossed", "unknown", "unknown", "unknown", "unknown"}));
}

TEST(Comparing, CountsANameInTheWrongColumnOnce) {
  EXPECT_EQ(found(",Thomas,,,,", "Thomas,,,,,"),
            (Levels{"crossed", "unknown", "unknown", "unknown", "unknown", "unknown"}));
}

TEST(Comparing, DoesNotTakeASharedWordInBothColumnsForACrossing) {
  const Levels levels = found("Adam,Jones,,,,", "Louis,Adam,,,,");
  EXPECT_EQ(levels[0], "other");
  EXPECT_EQ(levels[1], "other");
}

}  // namespace
}  // namespace tijdig::records
