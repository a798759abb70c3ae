// Also tests services/shell/counting.cc, services/shell/closing.cc and services/shell/policies.cc.
#include "services/shell/steward.h"

#include <gtest/gtest.h>

#include <condition_variable>

#include "services/shell/measured.h"
#include "services/shell/step_telemetry.h"
#include "services/shell/today.h"
#include "services/tijdig/doors/town_doors.h"
#include "services/tijdig/test_town.h"

namespace tijdig::commands {
namespace {

// Lets a test wait until a stage has taken a number of records.
class Watch final : public runtime::StepObserver {
 public:
  explicit Watch(runtime::StepObserver& next) : next_(next) {}
  void step_begins(const flow::StageInfo& stage, ports::Partition partition) override {
    next_.step_begins(stage, partition);
  }
  void step_ends(const flow::StageInfo& stage, ports::Partition partition, const runtime::StepReport& report) override {
    next_.step_ends(stage, partition, report);
    const std::lock_guard lock(mutex_);
    taken_[stage.id] += report.records;
    changed_.notify_all();
  }
  bool sees(const flow::StageInfo& stage, std::uint64_t records) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(60), [&] { return taken_[stage.id] >= records; });
  }
  std::uint64_t taken(const flow::StageInfo& stage) {
    const std::lock_guard lock(mutex_);
    return taken_[stage.id];
  }

 private:
  runtime::StepObserver& next_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<flow::StageId, std::uint64_t> taken_;
};

class Working : public testing::Test {
 protected:
  Working() : telemetry_(log_, metrics_), steps_(telemetry_), watch_(steps_), town_(town_in_memory(&watch_)) {}

  // Durable in the inbox, as a door leaves it.
  void deliver() {
    doors::TownDoors doors(*town_, Date(2018, 10, 12));
    std::vector<doors::FileOutcome> outcomes;
    ASSERT_TRUE(doors.append(
        doors.prepare(*doors::by_name("2018-10-12_signals_dunea.csv"), signals_csv({signal_row("K1", "12", "100,00")})),
        outcomes));
  }

  telemetry::Log log_{telemetry::Log::Level::off};
  telemetry::Metrics metrics_;
  telemetry::Telemetry telemetry_;
  shell::StepTelemetry steps_;
  Watch watch_;
  std::unique_ptr<Embedded> town_;
};

TEST_F(Working, SettlesWhatADoorBringsAndCountsIt) {
  const std::uint64_t before = watch_.taken(flow::reporting);
  shell::Steward steward(*town_, telemetry_);
  deliver();
  steward.wake();
  EXPECT_TRUE(watch_.sees(flow::reporting, before + 1));
  steward.stop();
  EXPECT_FALSE(steward.failure());
  EXPECT_NE(metrics_.text().find("tijdig_signals_accepted_total{partner_kind=\"water\"} 1"), std::string::npos)
      << metrics_.text().substr(0, 1000);
  EXPECT_NE(metrics_.text().find("tijdig_step_seconds_count{stage=\"signal-ingest\"}"), std::string::npos);
}

class KeepingDays : public Working {
 protected:
  std::optional<Date> last_closed() { return *town_->calendar().last_day_closed(town_->municipality()); }
  shell::StewardOptions keeps_days() {
    return {.keep_days = true, .today = [this] { return first_.plus_days(days_); }};
  }

  const Date first_{2018, 10, 12};
  std::atomic<int> days_ = 0;
};

TEST_F(KeepingDays, ClosesADayWhenItIsOver) {
  const std::uint64_t before = watch_.taken(flow::reporting);
  shell::Steward steward(*town_, telemetry_, keeps_days());
  days_ = 1;
  steward.wake();
  EXPECT_TRUE(watch_.sees(flow::reporting, before + 1));
  steward.stop();
  EXPECT_EQ(last_closed(), first_);
}

TEST_F(KeepingDays, LeavesOpenWhatWasOverBeforeTheTownBegan) {
  shell::Steward(*town_, telemetry_, keeps_days()).stop();  // after a round
  EXPECT_EQ(last_closed(), std::nullopt);
}

TEST_F(KeepingDays, ClosesWhatWasOverWhileNobodyWorkedByTheClockOfTheMachine) {
  const Date today = shell::today();
  ASSERT_TRUE(town_->calendar().close_day(town_->municipality(), today.plus_days(-4)));
  shell::Steward(*town_, telemetry_, {.keep_days = true}).stop();
  EXPECT_EQ(last_closed(), today.plus_days(-1));
}

TEST_F(Working, IsNotReadyBeforeItMovedAndStopsTwiceWithoutHarm) {
  shell::Steward steward(*town_, telemetry_);
  steward.stop();
  EXPECT_FALSE(steward.failure());
  steward.stop();
}

TEST_F(Working, MeasuresAnswersByTheirRoute) {
  http::Router plain;
  plain.get("/live", [](const http::Request&) { return http::text_response(200, "ok"); });
  const http::Router router = shell::measured(plain, telemetry_);
  http::Request request;
  request.method = "GET";
  request.path = "/live";
  const auto found = router.find(request);
  ASSERT_TRUE(std::holds_alternative<const http::Route*>(found));
  EXPECT_EQ(std::get<const http::Route*>(found)->open()->on_headers(request)->status, 200);
  EXPECT_NE(metrics_.text().find("tijdig_http_requests_total{route=\"/live\""), std::string::npos);
}

}  // namespace
}  // namespace tijdig::commands
