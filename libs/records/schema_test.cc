#include "libs/records/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tijdig::records {
namespace {

using testing::HasSubstr;

TEST(SchemaFile, SaysWhichColumnIsWhat) {
  const auto schema = Schema::parse("s.yaml",
                                    "id: nr\nseparator: tab\nencoding: windows-1252\nmissing: [NA, '-']\nfields:\n"
                                    "  - {column: name, kind: surname}\n"
                                    "  - {column: [by, bm, bd], kind: date, name: born}\n"
                                    "truth: {entity: rec, pattern: '(rec-[0-9]+)-.*'}\n");
  ASSERT_TRUE(schema) << schema.error().detail;
  EXPECT_EQ(schema->fields[0].name, "name");
  EXPECT_EQ(schema->fields[1].kind, Kind::date);
  EXPECT_EQ(schema->fields[1].columns.size(), 3u);
  EXPECT_EQ(schema->separator, '\t');
  EXPECT_TRUE(schema->windows_1252);
}

TEST(SchemaFile, NamesEveryProblemWithItsLine) {
  const auto schema = Schema::parse("s.yaml",
                                    "feilds: 1\nfields:\n  - {column: a, kind: surnam}\n  - {kind: date}\n"
                                    "  - {column: b, kind: code, layout: yyyy}\ntruth: {left: x}\n");
  ASSERT_FALSE(schema);
  const std::string& all = schema.error().detail;
  EXPECT_THAT(all, HasSubstr("s.yaml: line 1: feilds: unknown key; did you mean `fields`?"));
  EXPECT_THAT(all, HasSubstr("line 3: kind: expected one of surname, first_name"));
  EXPECT_THAT(all, HasSubstr("line 4: column"));
  EXPECT_THAT(all, HasSubstr("line 5: layout: only a date"));
  EXPECT_THAT(all, HasSubstr("line 6: truth: expected either entity"));
}

TEST(SchemaFile, DoesNotCompareTheTruth) {
  const auto schema = Schema::parse("s.yaml", "fields:\n  - {column: a, kind: code}\ntruth: {entity: a}\n");
  ASSERT_FALSE(schema);
  EXPECT_THAT(schema.error().detail, HasSubstr("may not be compared"));
}

TEST(SchemaFile, RefusesAPatternThatIsNone) {
  EXPECT_FALSE(Schema::parse("s.yaml", "fields: [{column: a, kind: code}]\ntruth: {entity: b, pattern: '('}\n"));
  EXPECT_FALSE(Schema::parse("s.yaml", "fields: [{column: a, kind: code}]\ntruth: {entity: b, pattern: 'a'}\n"));
}

}  // namespace
}  // namespace tijdig::records
