#include "libs/backends/kafka/names.h"

#include <gtest/gtest.h>

#include <set>

#include "libs/flow/flow.h"

namespace tijdig::kafka {
namespace {

TEST(Names, AreThoseThatStandOnTheBroker) {
  const Names names("acceptance.");
  EXPECT_EQ(names.of(records_of(flow::topics::signals.info.id)),
            "acceptance." + std::string(flow::topics::signals.info.name));
  EXPECT_EQ(names.of(changelog_of(flow::matcher.id)), "acceptance.tijdig.matcher.changelog.v1");
  EXPECT_EQ(names.of(lanes()), "acceptance." + std::string(flow::topics::lanes_name));
  EXPECT_EQ(names.group(flow::matcher.id), "acceptance.tijdig-matcher");
  EXPECT_EQ(names.slot_producer(flow::matcher.id, 3), "acceptance.tijdig-matcher-3");
  EXPECT_EQ(names.door_producer("ingest-0"), "acceptance.tijdig-door-ingest-0");
  EXPECT_EQ(names.member(flow::matcher.id, "node-7"), "node-7-matcher");
}

TEST(Names, AreDifferentForEverythingInTheMap) {
  const Names names;
  std::set<std::string> seen{names.of(lanes())};
  std::size_t count = 1;
  for (const flow::TopicInfo& topic : flow::topics::all) seen.insert(names.of(records_of(topic.id))), ++count;
  for (const flow::StageInfo& stage : flow::stages) seen.insert(names.of(changelog_of(stage.id))), ++count;
  EXPECT_EQ(seen.size(), count);
}

TEST(Names, OfANumberOutsideTheMapSayTheNumber) {
  EXPECT_EQ(Names().of(records_of(999)), "tijdig.topic-999.v1");
  EXPECT_EQ(Names().group(77), "tijdig-stage-77");
}

}  // namespace
}  // namespace tijdig::kafka
