#include "libs/backends/kafka/topics.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "libs/backends/kafka/broker_for_test.h"
#include "libs/flow/flow.h"

namespace tijdig::kafka {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(TopicPlan, HasEveryTopicOfTheMapEveryChangelogAndTheSlots) {
  const auto plan = plan_topics({.partitions = 16, .slots = 4, .replicas = 3, .replicas_in_sync = 2});
  EXPECT_EQ(plan.size(), flow::topics::all.size() + flow::stages.size() + 1);
  for (const TopicPlan& topic : plan) {
    EXPECT_EQ(topic.partitions, topic.topic == lanes() ? 4 : 16);
    EXPECT_EQ(topic.replicas, 3);
    EXPECT_EQ(topic.replicas_in_sync, 2);
    EXPECT_EQ(topic.compacted, topic.topic.kind == LogTopic::Kind::changelog);
  }
  const auto days_of = [&](const flow::TopicInfo& info) {
    return std::find_if(plan.begin(), plan.end(),
                        [&](const TopicPlan& topic) { return topic.topic == records_of(info.id); })
        ->retention_days;
  };
  EXPECT_EQ(days_of(flow::topics::signals.info), 0);
  EXPECT_EQ(days_of(flow::topics::receipts.info), 90);
}

class TopicsOnABroker : public BrokerTest {};

TEST_F(TopicsOnABroker, AreMadeOnceAndThenFoundInOrder) {
  const auto plan = plan_topics({.partitions = 2, .slots = 2});
  const Result<> missing = check_topics(connection(), plan);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().severity, Severity::refused);
  EXPECT_THAT(missing.error().detail,
              AllOf(HasSubstr("tijdig.deliveries.v1 is missing"), HasSubstr("and 19 more"), Not(HasSubstr("\n"))));
  for (int i = 0; i < 2; ++i) {
    const Result<> applied = apply_topics(connection(), plan);
    ASSERT_TRUE(applied) << applied.error().detail;
  }
  const Result<> checked = check_topics(connection(), plan);
  EXPECT_TRUE(checked) << checked.error().detail;
}

TEST_F(TopicsOnABroker, ThatAreDifferentAreAllNamedAndLeftAsTheyAre) {
  std::vector<TopicPlan> plan(2);
  plan[0].topic = records_of(1);
  plan[0].partitions = 2;
  plan[1].topic = changelog_of(1);
  plan[1].partitions = 2;
  ASSERT_TRUE(apply_topics(connection(), plan));  // neither is compacted
  plan[0].partitions = 3;
  plan[0].replicas_in_sync = 2;
  plan[1].compacted = true;
  const Result<> wrong = apply_topics(connection(), plan);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().severity, Severity::refused);
  EXPECT_THAT(wrong.error().detail,
              AllOf(HasSubstr("tijdig.deliveries.v1 has 2 partitions, expected 3"),
                    HasSubstr("min.insync.replicas \"1\", expected 2"), HasSubstr("expected compact")));
}

TEST_F(TopicsOnABroker, ThatCannotBeMadeAreNamed) {
  std::vector<TopicPlan> plan(1);
  plan[0].topic = records_of(1);
  plan[0].partitions = 1;
  plan[0].replicas = 100;
  const Result<> refused = apply_topics(connection(), plan);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().severity, Severity::refused);
  EXPECT_THAT(refused.error().detail, HasSubstr("tijdig.deliveries.v1 cannot be made"));
}

}  // namespace
}  // namespace tijdig::kafka
