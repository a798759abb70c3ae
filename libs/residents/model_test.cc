#include "libs/residents/model.h"

#include <gtest/gtest.h>

namespace tijdig::residents {
namespace {

TEST(LinkModel, ComesBackFromItsFile) {
  const LinkModel& model = starting_model();
  const Result<LinkModel> read = LinkModel::parse(model.to_yaml(), "m.yaml");
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(*read, model);
  EXPECT_EQ(read->to_yaml(), model.to_yaml());
}

TEST(LinkModel, NamesEveryMistakeWithItsLine) {
  std::string yaml = starting_model().to_yaml();
  yaml.replace(yaml.find("known_bias: "), 12, "known_bais: ");
  const std::size_t equal = yaml.find("\"equal\": ");
  yaml.replace(equal, 9, "\"equal\": x");
  const Result<LinkModel> read = LinkModel::parse(yaml, "m.yaml");
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().detail.find("known_bais: unknown key"), std::string::npos) << read.error().detail;
  EXPECT_NE(read.error().detail.find("known_bias is missing"), std::string::npos) << read.error().detail;
  EXPECT_NE(read.error().detail.find("rent.birth_date.equal: expected a whole number"), std::string::npos)
      << read.error().detail;
  EXPECT_NE(read.error().detail.find("m.yaml:5: "), std::string::npos) << read.error().detail;
}

TEST(LinkModel, RefusesALevelThatIsImpossible) {
  std::string yaml = starting_model().to_yaml();
  const std::size_t equal = yaml.find("\"equal\": ");
  yaml.replace(equal, 9, "\"equal\": -");
  EXPECT_NE(LinkModel::parse(yaml, "m.yaml").error().detail.find("a weight lies between -8000"), std::string::npos);
}

TEST(LinkModel, RefusesWhatIsNotYaml) {
  EXPECT_FALSE(LinkModel::parse("a: [", "m.yaml"));
  EXPECT_FALSE(LinkModel::parse("", "m.yaml"));
}

TEST(LinkModel, HasAnIdentityThatChangesWithEveryWeight) {
  LinkModel other = starting_model();
  other.trades[0].door[0] += 1;
  other.seal();
  EXPECT_NE(other.identity, starting_model().identity);
}

}  // namespace
}  // namespace tijdig::residents
