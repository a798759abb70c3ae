// Also tests starting_model.cc.
#include "libs/residents/model.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

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
  EXPECT_NE(read.error().detail.find("m.yaml:6: "), std::string::npos) << read.error().detail;
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

TEST(LinkModel, IsBuiltInAsItStandsInItsFile) {
  std::ifstream file("deploy/linking/register-5.yaml");
  const std::string yaml((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  EXPECT_EQ(built_in_model().to_yaml(), yaml) << "train again: tijdig_lab train --out deploy/linking/register-5.yaml";
  EXPECT_EQ(built_in_model().version, "register-5");
}

TEST(LinkModel, ThatIsBuiltInHoldsAgreementForMoreThanDisagreement) {
  for (const Weights& weights : built_in_model().trades) {
    EXPECT_GT(weights.birth[index(BirthLevel::equal)], weights.birth[index(BirthLevel::one_digit)]);
    EXPECT_GT(weights.birth[index(BirthLevel::one_digit)], weights.birth[index(BirthLevel::differs)]);
    EXPECT_GT(weights.door[index(DoorLevel::equal)], weights.door[index(DoorLevel::elsewhere)]);
    const auto name = [&](SurnameLevel surname, InitialsLevel initials) {
      return weights.name[name_cell(surname, initials, FirstNameLevel::unknown)];
    };
    EXPECT_GT(name(SurnameLevel::own, InitialsLevel::equal), name(SurnameLevel::own, InitialsLevel::differ));
    EXPECT_GT(name(SurnameLevel::own, InitialsLevel::equal), name(SurnameLevel::differs, InitialsLevel::equal));
  }
}

}  // namespace
}  // namespace tijdig::residents
