#include "libs/records/truth.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tijdig::records {
namespace {

using testing::HasSubstr;

Schema schema(const std::string& truth) {
  return *Schema::parse("s.yaml", "id: id\nfields: [{column: n, kind: surname}]\ntruth: " + truth + "\n");
}
Csv csv(const std::string& text) { return *Csv::parse("x.csv", text, {}); }

TEST(TheTruth, IsAColumnOrItsFirstGroup) {
  const Csv rows = csv("id,n,e\n1,a,rec-1-org\n2,b,rec-1-dup\n3,c,rec-2-org\n4,d,\n5,e,\n");
  const auto truth = Truth::by_entity(schema("{entity: e, pattern: '(rec-[0-9]+)-.*'}"), {"x.csv", &rows}, nullptr);
  ASSERT_TRUE(truth);
  EXPECT_EQ(truth->pairs(), 1u);
  EXPECT_TRUE(truth->together(0, 1));
  EXPECT_FALSE(truth->together(3, 4));
}

TEST(TheTruth, OfTwoFilesCountsPairsAcross) {
  const Csv one = csv("id,n,e\n1,a,x\n2,b,x\n"), other = csv("id,n,e\n1,a,x\n2,b,y\n");
  const NamedCsv behind{"y.csv", &other};
  const auto truth = Truth::by_entity(schema("{entity: e}"), {"x.csv", &one}, &behind);
  ASSERT_TRUE(truth);
  EXPECT_EQ(truth->pairs(), 2u);
  EXPECT_TRUE(truth->together(1, 2));
  EXPECT_FALSE(truth->together(0, 3));
}

TEST(TheTruth, MayBeAListOfPairsWithALabel) {
  const Csv one = csv("id,n\na,x\nb,x\nc,x\n"), pairs = csv("l,r,gold\na,b,1\nb,c,0\n");
  const auto truth =
      Truth::by_pairs(schema("{left: l, right: r, label: gold}"), {"x.csv", &one}, nullptr, {"p.csv", &pairs});
  ASSERT_TRUE(truth) << truth.error().detail;
  EXPECT_EQ(truth->pairs(), 1u);
  EXPECT_TRUE(truth->together(1, 0));
  EXPECT_FALSE(truth->together(1, 2));
  EXPECT_EQ(truth->entities(), (std::vector<RecordIndex>{0, 0, 2}));
}

TEST(TheTruth, RefusesPairsOfUnknownRecordsAndIdsGivenTwice) {
  const Csv one = csv("id,n\na,x\na,x\n"), two = csv("id,n\na,x\nb,x\n"), pairs = csv("l,r\na,z\n");
  const Schema by_pairs = schema("{left: l, right: r}");
  EXPECT_THAT(Truth::by_pairs(by_pairs, {"x.csv", &two}, nullptr, {"p.csv", &pairs}).error().detail,
              HasSubstr("p.csv: 1 pairs name an id that no record has"));
  EXPECT_THAT(record_ids("id", {"x.csv", &one}).error().detail,
              HasSubstr("x.csv: record 2: field id: the same id as record 1"));
  EXPECT_THAT(record_ids("nr", {"x.csv", &one}).error().detail, HasSubstr("no column `nr`"));
}

}  // namespace
}  // namespace tijdig::records
