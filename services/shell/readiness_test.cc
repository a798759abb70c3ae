#include "services/shell/readiness.h"

#include <gtest/gtest.h>

#include "libs/flow/flow.h"

namespace tijdig::shell {
namespace {

using std::chrono::seconds;

// A crew of one stage that says what the test lets it say.
class ReadinessOf : public testing::Test {
 protected:
  ReadinessOf() {
    runtime::StageReport stage;
    stage.stage = &flow::matcher;
    report_.stages.push_back(stage);
  }
  runtime::StageReport& stage() { return report_.stages[0]; }
  void poll() { ++stage().polls; }
  void pass(int seconds_count) { now_ += seconds(seconds_count); }

  runtime::CrewReport report_;
  Readiness::Clock::time_point now_ = Readiness::Clock::time_point(seconds(1'000));
  Readiness readiness_{[this] { return report_; }, [this] { return now_; }};
};

TEST_F(ReadinessOf, WaitsForTheFirstDeal) {
  poll();
  EXPECT_FALSE(readiness_.is_ready());
  stage().was_assigned = true;
  EXPECT_TRUE(readiness_.is_ready()) << "a process that was dealt nothing stands by";
}

TEST_F(ReadinessOf, EndsWhenTheGroupIsNotHeardAnyMore) {
  stage().was_assigned = true;
  EXPECT_TRUE(readiness_.is_ready());
  pass(19);
  EXPECT_TRUE(readiness_.is_ready());
  pass(2);
  EXPECT_FALSE(readiness_.is_ready());
  poll();
  EXPECT_TRUE(readiness_.is_ready());
}

TEST_F(ReadinessOf, NeedsEverySlotToMove) {
  stage().was_assigned = true;
  stage().rounds = {{0, 5}, {1, 0}};
  EXPECT_FALSE(readiness_.is_ready()) << "slot 1 has not been gone through yet";
  stage().rounds = {{0, 6}, {1, 1}};
  EXPECT_TRUE(readiness_.is_ready());
  pass(21);
  poll();
  stage().rounds = {{0, 7}, {1, 1}};
  EXPECT_FALSE(readiness_.is_ready());
  stage().rounds = {{0, 8}};  // slot 1 was given to another process
  EXPECT_TRUE(readiness_.is_ready());
}

TEST_F(ReadinessOf, ShowsTroubleAsANumber) {
  telemetry::Log log(telemetry::Log::Level::off);
  telemetry::Metrics metrics;
  telemetry::Telemetry telemetry(log, metrics);
  stage().trouble = Error::retry("Redis is away");
  readiness_.tell(telemetry);
  EXPECT_NE(metrics.text().find("tijdig_slot_trouble{stage=\"matcher\"} 1"), std::string::npos);
}

}  // namespace
}  // namespace tijdig::shell
