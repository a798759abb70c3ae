#include "libs/linking/yaml_reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tijdig::linking {
namespace {

TEST(YamlReading, ReadsEachKindOfValue) {
  YamlReading reading("a.yaml");
  const auto root = reading.load("name: x\nn: 12\nshare: 0.25\non: true\nlist: [a, b]\none: c\n");
  ASSERT_TRUE(root);
  EXPECT_EQ(reading.text(*root, "name"), "x");
  EXPECT_EQ(reading.integer(*root, "n", 0, 20), 12);
  EXPECT_EQ(reading.fraction(*root, "share"), 250'000'000);
  EXPECT_TRUE(reading.flag(*root, "on", false));
  EXPECT_EQ(reading.texts(*root, "list"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(reading.texts(*root, "one"), std::vector<std::string>{"c"});
  EXPECT_TRUE(reading.texts(*root, "none").empty());
  EXPECT_EQ(reading.text(*root, "absent", "otherwise"), "otherwise");
  EXPECT_TRUE(reading.outcome().has_value());
}

TEST(YamlReading, ReportsAllProblemsWithLineAndKeyAtOnce) {
  YamlReading reading("a.yaml");
  const auto root = reading.load("nmae: x\nn: many\nshare: 1.5\non: maybe\n");
  ASSERT_TRUE(root);
  reading.keys(*root, {"name", "n", "share", "on"});
  reading.text(*root, "name");
  reading.integer(*root, "n", 0, 20);
  reading.fraction(*root, "share");
  reading.flag(*root, "on", false);
  const Result<> outcome = reading.outcome();
  ASSERT_FALSE(outcome);
  const std::string& all = outcome.error().detail;
  EXPECT_THAT(all, testing::HasSubstr("a.yaml: line 1: nmae: unknown key; did you mean `name`?"));
  EXPECT_THAT(all, testing::HasSubstr("line 2: n: expected a whole number from 0 to 20"));
  EXPECT_THAT(all, testing::HasSubstr("line 3: share: expected a fraction"));
  EXPECT_THAT(all, testing::HasSubstr("line 4: on: expected true or false"));
}

TEST(YamlReading, SaysThatAKeyStandsTwice) {
  YamlReading reading("a.yaml");
  const auto root = reading.load("n: 1\nn: 2\n");
  ASSERT_TRUE(root);
  reading.keys(*root, {"n"});
  ASSERT_FALSE(reading.outcome());
  EXPECT_THAT(reading.outcome().error().detail, testing::HasSubstr("line 2: n: given twice"));
}

TEST(YamlReading, RefusesWhatIsNotYaml) {
  YamlReading broken("a.yaml"), list("b.yaml");
  EXPECT_FALSE(broken.load("a: [1,\nb"));
  EXPECT_FALSE(list.load("- 1\n- 2\n"));
  EXPECT_FALSE(broken.outcome());
  EXPECT_FALSE(list.outcome());
}

}  // namespace
}  // namespace tijdig::linking
