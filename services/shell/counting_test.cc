#include "services/shell/counting.h"

#include <gtest/gtest.h>

#include "libs/backends/memory/memory.h"
#include "libs/codec/codec.h"
#include "libs/flow/flow.h"

namespace tijdig::shell {
namespace {

class CountingFacts : public testing::Test {
 protected:
  void append(Bytes value) {
    ports::OutRecord record;
    record.topic = flow::topics::facts.info.id;
    record.value = std::move(value);
    ASSERT_TRUE(memory_.append_durably({record}).has_value());
  }
  void append_late(std::uint32_t signals) {
    const LateCounted late{*MunicipalityCode::parse("GM0637"), YearMonth(2018, 10), signals};
    append(codec::encode(FactsMessage(late)));
  }
  void count(const std::vector<ports::Partition>& partitions = {0}) {
    const auto done = facts_.count(partitions);
    ASSERT_TRUE(done.has_value()) << done.error().detail;
  }
  bool metrics_say(const std::string& line) const { return metrics_.text().find(line + "\n") != std::string::npos; }

  memory::Memory memory_{{.partitions = 1}};
  telemetry::Log log_{telemetry::Log::Level::off};
  telemetry::Metrics metrics_;
  telemetry::Telemetry telemetry_{log_, metrics_};
  FactCounter facts_{memory_, telemetry_, {}};
};

TEST_F(CountingFacts, BeginsWhereAPartitionEndedWhenItBecameOurs) {
  append_late(1);
  count();
  append_late(1);
  append_late(1);
  count();
  count();
  EXPECT_TRUE(metrics_say("tijdig_signals_late_total 2")) << metrics_.text();
}

TEST_F(CountingFacts, GoesOnBehindARecordThatIsNoFact) {
  count();
  append_late(1);
  append("\xff\xfe");
  append_late(1);
  count();
  EXPECT_TRUE(metrics_say("tijdig_signals_late_total 2")) << metrics_.text();
}

TEST_F(CountingFacts, BeginsAnewWithAPartitionThatWasAnothersInBetween) {
  count();
  append_late(1);
  count({});
  append_late(1);
  count();
  append_late(1);
  count();
  EXPECT_TRUE(metrics_say("tijdig_signals_late_total 1")) << metrics_.text();
}

}  // namespace
}  // namespace tijdig::shell
