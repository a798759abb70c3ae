#include "libs/records/key_parts.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "libs/records/blocking.h"
#include "libs/records/small_table.h"

namespace tijdig::records {
namespace {

TEST(SoundOfAName, IsTheSameForSpellingsThatSoundTheSame) {
  EXPECT_EQ(sound_of("jansen"), sound_of("janssen"));
  EXPECT_EQ(sound_of("meyer"), sound_of("meijer"));
  EXPECT_NE(sound_of("bakker"), sound_of("visser"));
  EXPECT_EQ(sound_of("42"), "");
}

TEST(KeyParts, AreEqualWhereTheViewsAre) {
  const Table table = table_of("fields:\n  - {column: n, kind: surname}\n  - {column: d, kind: date}\n",
                               "n,d\njansen,1971-06-24\njanssen,1971-24-06\n,1950-01-01\n");
  const Comparer comparer(table);
  bool saw_sound = false, saw_day = false;
  for (const KeyPart& part : key_parts(comparer)) {
    ASSERT_EQ(part.first.size(), table.records() + 1);
    const auto equal = [&](RecordIndex a, RecordIndex b) { return std::ranges::equal(part.of(a), part.of(b)); };
    if (part.name == "n") {
      EXPECT_FALSE(equal(0, 1));
    }
    if (part.name == "n sound") {
      EXPECT_TRUE(saw_sound = equal(0, 1));
    }
    if (part.name == "d month and day") {
      EXPECT_TRUE(saw_day = equal(0, 1));
    }
    if (part.field == 0) {
      EXPECT_TRUE(part.of(2).empty());
    }
  }
  EXPECT_TRUE(saw_sound);
  EXPECT_TRUE(saw_day);
}

}  // namespace
}  // namespace tijdig::records
