// Also tests events.cc, log.cc, metrics.cc and reference.cc.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "libs/flow/flow.h"
#include "libs/telemetry/events.h"
#include "libs/telemetry/reference.h"
#include "tests/harness/pages.h"

namespace tijdig::telemetry {
namespace {

class Observed : public testing::Test {
 protected:
  std::vector<std::string> lines_;
  Log log_{Log::Level::info, [this](const std::string& line) { lines_.push_back(line); }};
  Metrics metrics_;
  Telemetry telemetry_{log_, metrics_};

  // The value of one series, as the exposition prints it; "absent" when it is not there.
  std::string value_of(const std::string& series) const {
    std::istringstream text(metrics_.text());
    for (std::string line; std::getline(text, line);)
      if (line.substr(0, series.size() + 1) == series + ' ') return line.substr(series.size() + 1);
    return "absent";
  }
};

TEST(Catalogue, FollowsTheNamingRulesOfPrometheus) {
  std::set<std::string_view> names;
  for (const MetricInfo& info : catalogue) {
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    EXPECT_EQ(info.name.substr(0, 7), "tijdig_");
    EXPECT_EQ(info.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"), std::string_view::npos) << info.name;
    const bool total = info.name.substr(info.name.size() - 6) == "_total";
    EXPECT_EQ(total, info.kind == MetricKind::counter) << info.name;
    EXPECT_FALSE(info.help.empty()) << info.name;
    EXPECT_EQ(info.help.back(), '.') << info.name;
  }
}

TEST(Catalogue, EqualsTheCommittedPage) { harness::expect_page("docs/metrics.md", metrics_reference()); }

TEST_F(Observed, StepMovesTheNumbersOfItsStageOnly) {
  telemetry_.emit(StepTaken{.stage = flow::matcher, .records = 500, .duplicates = 3, .outputs = 42, .seconds = 0.004});
  EXPECT_EQ(value_of("tijdig_records_total{stage=\"matcher\"}"), "500");
  EXPECT_EQ(value_of("tijdig_records_published_total{stage=\"matcher\"}"), "42");
  EXPECT_EQ(value_of("tijdig_duplicates_dropped_total{stage=\"matcher\"}"), "3");
  EXPECT_EQ(value_of("tijdig_step_seconds_count{stage=\"matcher\"}"), "1");
  EXPECT_EQ(value_of("tijdig_batch_records_sum{stage=\"matcher\"}"), "500");
  EXPECT_EQ(value_of("tijdig_records_total{stage=\"reporting\"}"), "0");
  EXPECT_TRUE(lines_.empty());  // a step is everyday; it is logged at debug
}

TEST_F(Observed, DeadLetterIsWorthALogLine) {
  telemetry_.emit(StepTaken{.stage = flow::enrichment, .records = 1, .dead_letters = 1});
  ASSERT_EQ(lines_.size(), 1U);
  const auto line = nlohmann::json::parse(lines_[0]);
  EXPECT_EQ(line["event"], "step_taken");
  EXPECT_EQ(line["level"], "warning");
  EXPECT_EQ(line["stage"], "enrichment");
  EXPECT_EQ(line["dead_letters"], 1);
  EXPECT_EQ(line["time"].get<std::string>().size(), 24U);
  EXPECT_EQ(lines_[0].back(), '\n');
}

TEST_F(Observed, InterruptionSaysWhy) {
  telemetry_.emit(StepInterrupted{flow::assignment, 7, Error::retry("the store said \"busy\"\n\xff")});
  ASSERT_EQ(lines_.size(), 1U);
  const auto line = nlohmann::json::parse(lines_[0]);
  EXPECT_EQ(line["why"], "the store said \"busy\"\n\xEF\xBF\xBD");
  EXPECT_EQ(line["partition"], 7);
  EXPECT_EQ(value_of("tijdig_steps_interrupted_total{stage=\"assignment\"}"), "1");
}

TEST_F(Observed, ThePolicyIsNamedAsReportsNameIt) {
  telemetry_.emit(PolicyInForce{MunicipalityCode::from_number(637), {0xf00d00000000cafeU}});
  EXPECT_EQ(nlohmann::json::parse(lines_.at(0))["version"], "f00d00000000cafe");
}

TEST_F(Observed, LagIsAGaugeThatComesDown) {
  telemetry_.emit(LagMeasured{flow::reporting, 12, 3.5});
  EXPECT_EQ(value_of("tijdig_lag_records{stage=\"reporting\"}"), "12");
  telemetry_.emit(LagMeasured{flow::reporting, 0, 0});
  EXPECT_EQ(value_of("tijdig_lag_records{stage=\"reporting\"}"), "0");
}

TEST_F(Observed, RequestIsCountedByRouteAndClassOfStatus) {
  telemetry_.emit(RequestAnswered{"/v1/deliveries", 202, 0.002});
  telemetry_.emit(RequestAnswered{"/v1/deliveries", 413, 0.001});
  EXPECT_EQ(value_of("tijdig_http_requests_total{route=\"/v1/deliveries\",status=\"2xx\"}"), "1");
  EXPECT_EQ(value_of("tijdig_http_requests_total{route=\"/v1/deliveries\",status=\"4xx\"}"), "1");
}

TEST_F(Observed, FactsBecomeTheNumbersOfTheFunnel) {
  const Vocabulary reasons({"below_threshold"});
  SignalsCounted counted;
  counted.counts.push_back({YearMonth(2018, 10), PartnerKind::rent, "", 9, 0});
  counted.counts.push_back({YearMonth(2018, 10), PartnerKind::rent, "below_threshold", 2, 0});
  counted.counts.push_back({YearMonth(2018, 10), PartnerKind::water, "Jansen", 1, 0});
  telemetry_.count(counted, reasons);
  telemetry_.count(MatchMade{}, reasons);
  telemetry_.count(CaseAssigned{}, reasons);
  telemetry_.count(ContactTried{}, reasons);
  telemetry_.count(CaseClosed{}, reasons);
  telemetry_.count(MatchEnded{}, reasons);
  telemetry_.count(LateCounted{{}, {}, 4}, reasons);
  telemetry_.count(DayClosed{}, reasons);
  EXPECT_EQ(value_of("tijdig_signals_accepted_total{partner_kind=\"rent\"}"), "9");
  EXPECT_EQ(value_of("tijdig_signals_refused_total{partner_kind=\"rent\",reason=\"below_threshold\"}"), "2");
  EXPECT_EQ(value_of("tijdig_signals_refused_total{partner_kind=\"water\",reason=\"other\"}"), "1");
  EXPECT_EQ(value_of("tijdig_matches_total{match_class=\"same_month\"}"), "1");
  EXPECT_EQ(value_of("tijdig_matches_ended_total{result=\"refused_other\"}"), "1");
  EXPECT_EQ(value_of("tijdig_cases_queued_total"), "1");
  EXPECT_EQ(value_of("tijdig_contact_attempts_total{contact_kind=\"unknown\",reached=\"no\"}"), "1");
  EXPECT_EQ(value_of("tijdig_cases_closed_total{by_clock=\"no\",result=\"no_contact\"}"), "1");
  EXPECT_EQ(value_of("tijdig_signals_late_total"), "4");
  EXPECT_EQ(metrics_.text().find("Jansen"), std::string::npos);
}

TEST_F(Observed, DeliveryIsLoggedByItsIdAndCounts) {
  telemetry_.emit(DeliveryReceived{"http", DeliveryId(), 10, 2});
  EXPECT_EQ(value_of("tijdig_rows_received_total{door=\"http\"}"), "10");
  ASSERT_EQ(lines_.size(), 1U);
  EXPECT_EQ(nlohmann::json::parse(lines_[0])["delivery"], DeliveryId().to_string());
}

TEST_F(Observed, ARefusalForNowIsNoError) {
  telemetry_.emit(RequestAnswered{"/ready", 503, 0.001});
  EXPECT_TRUE(lines_.empty());
  telemetry_.emit(RequestAnswered{"/ready", 500, 0.001});
  EXPECT_EQ(lines_.size(), 1U);
}

TEST_F(Observed, ExpositionPassesPromtoolWhichMustBeThereInCi) {
  if (std::system("command -v promtool > /dev/null 2>&1 || test -n \"$CI\"") != 0)
    GTEST_SKIP() << "promtool is not installed";
  telemetry_.emit(StepTaken{.stage = flow::matcher, .records = 5, .seconds = 0.1});
  telemetry_.emit(RequestAnswered{"/v1/deliveries", 202, 0.002});
  const std::string file = testing::TempDir() + "tijdig_metrics_" + std::to_string(getpid());
  std::ofstream(file) << metrics_.text();
  EXPECT_EQ(std::system(("promtool check metrics < " + file).c_str()), 0);
  std::filesystem::remove(file);
}

template <class Text>
constexpr bool makes_a_word = std::is_constructible_v<Word, Text>;
static_assert(!makes_a_word<std::string_view>);
static_assert(!makes_a_word<const char*>);
static_assert(!std::is_constructible_v<LogValue, std::string>);
static_assert(!std::is_constructible_v<LogValue, std::string_view>);
static_assert(!std::is_constructible_v<LogValue, PrivateText>);
static_assert(!std::is_constructible_v<LogValue, Bsn>);
static_assert(makes_a_word<PartnerKind> && makes_a_word<EndResult>);

TEST_F(Observed, WhoWorksOnWhatIsCountedAndLogged) {
  telemetry_.emit(SlotsChanged{flow::matcher, "assigned", 2});
  telemetry_.emit(SlotsChanged{flow::matcher, "revoked", 0, false});
  telemetry_.emit(SlotsLookedAt{flow::matcher, true});
  telemetry_.emit(StateLookedAt{false});
  EXPECT_EQ(value_of("tijdig_slots_owned{stage=\"matcher\"}"), "0");
  EXPECT_EQ(value_of("tijdig_slot_changes_total{change=\"assigned\",stage=\"matcher\"}"), "1");
  EXPECT_EQ(value_of("tijdig_slot_trouble{stage=\"matcher\"}"), "1");
  EXPECT_EQ(value_of("tijdig_state_missing"), "1");
  ASSERT_EQ(lines_.size(), 2U);
  EXPECT_NE(lines_[1].find("warning"), std::string::npos);
}

TEST_F(Observed, ServersAreMeasuredAndTheirClientsHeard) {
  telemetry_.emit(ClientsMeasured{0.25, 1.5, 3, 7});
  EXPECT_EQ(value_of("tijdig_kafka_round_trip_seconds"), "0.25");
  EXPECT_EQ(value_of("tijdig_kafka_transaction_age_seconds"), "1.5");
  EXPECT_EQ(value_of("tijdig_kafka_epoch_changes"), "3");
  EXPECT_EQ(value_of("tijdig_kafka_unstable_records"), "7");
  telemetry_.emit(ClientSaid{3, "reader", "broker down"});
  telemetry_.emit(ClientSaid{7, "reader", "detail"});
  telemetry_.emit(DoorTurned{false, 12});
  EXPECT_EQ(value_of("tijdig_door_closed"), "1");
  ASSERT_EQ(lines_.size(), 2U);
  EXPECT_NE(lines_[0].find("\"error\""), std::string::npos);
  EXPECT_NE(lines_[0].find("reader: broker down"), std::string::npos);
}

TEST_F(Observed, AGroupThatCannotBeAskedIsAWarning) {
  telemetry_.emit(GroupTrouble{flow::matcher, Error::retry("no broker")});
  ASSERT_EQ(lines_.size(), 1U);
  EXPECT_NE(lines_[0].find("no broker"), std::string::npos);
}

}  // namespace
}  // namespace tijdig::telemetry
